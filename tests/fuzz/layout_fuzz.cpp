// The outer walk over a bundle, whose parts are hollow: an accepted layout, written as a tar again, is the input.
#include "base/tar.hpp"
#include "bundle/format.hpp"
#include "bundle/layout.hpp"
#include "crypto/card.hpp"
#include "tests/fuzz/input_file.hpp"
#include "tests/fuzz/target.hpp"

namespace rogatory::fuzz {
namespace {

namespace tar = base::tar;
using bundle::Layout;
using bundle::Member;

constexpr int k_any_fd = 0;  // InputFile does not look at it
const std::string k_what = "the input";

/// Writes what a layout speaks of as a tar without the contents of parts.
class Rewriter {
 public:
  Rewriter(InputFile& file, const std::string& name) : m_file(file), m_name(name) {}

  void part(const Member& member) { header(member); }
  void small(const Member& member) {
    header(member);
    const Bytes content = bundle::read_member(m_file, k_any_fd, member, k_what).value();
    m_tar.insert(m_tar.end(), content.begin(), content.end());
    m_tar.resize(m_tar.size() + tar::fill_after(member.size));
  }
  [[nodiscard]] Bytes finish() {
    m_tar.resize(m_tar.size() + tar::k_end_size);
    ROG_ASSERT(m_offset + tar::k_end_size == m_file.size());
    return std::move(m_tar);
  }

 private:
  void header(const Member& member) {
    const tar::Block block = tar::file_header(m_name + "/" + member.path, member.size);
    m_tar.insert(m_tar.end(), block.begin(), block.end());
    ROG_ASSERT(member.offset == m_offset + tar::k_block);
    m_offset = member.offset + member.size + tar::fill_after(member.size);
  }

  InputFile& m_file;
  std::string m_name;
  Bytes m_tar;
  std::uint64_t m_offset = 0;
};

Bytes rewrite(InputFile& file, const Layout& layout) {
  Rewriter to(file, layout.name);
  to.small(layout.verify_txt);
  to.small(layout.bagit);
  for (const Member& part : layout.parts) {
    to.part(part);
  }
  to.small(layout.manifest);
  to.small(layout.seal);
  to.small(layout.sig);
  for (const bundle::CardMembers& card : layout.cards) {
    to.small(card.card);
    to.small(card.sig);
    if (card.prev_sig) {
      to.small(*card.prev_sig);
    }
  }
  return to.finish();
}

void check_limits(const Layout& layout) {
  ROG_ASSERT(bundle::is_bundle_name(layout.name) && layout.cards.size() <= crypto::k_chain_limit);
  ROG_ASSERT(layout.parts.size() == layout.part_numbers.size());
  for (std::size_t i = 0; i < layout.parts.size(); ++i) {
    ROG_ASSERT(layout.parts[i].path == bundle::part_path(layout.part_numbers[i]));
    ROG_ASSERT(layout.parts[i].size >= 1 && layout.parts[i].size <= bundle::k_part_size);
    ROG_ASSERT(i == 0 || layout.part_numbers[i - 1] < layout.part_numbers[i]);
    ROG_ASSERT(i + 1 == layout.parts.size() || layout.parts[i].size == bundle::k_part_size);
  }
}

}  // namespace

bool accepts(ByteView input) {
  const Bytes tar = with_checksums(input, is_part);
  InputFile file(tar, is_part);
  const bundle::Checked<Layout> layout = bundle::read_layout(file, k_any_fd, k_what);
  if (!layout) {
    ROG_ASSERT(!layout.error().error && layout.error().findings.size() == 1);
    return false;
  }
  check_limits(*layout);
  ROG_ASSERT(rewrite(file, *layout) == tar);
  return true;
}

}  // namespace rogatory::fuzz
