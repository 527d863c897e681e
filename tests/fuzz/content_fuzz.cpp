// The plaintext inside a bundle: what is accepted under a seal that counts its records is written back, from what a
// visitor was told, as the same bytes; and however the source cuts the stream, the answer is the same.
#include <algorithm>

#include "base/tar.hpp"
#include "bundle/content.hpp"
#include "bundle/format.hpp"
#include "bundle/manifest.hpp"
#include "crypto/merkle.hpp"
#include "tests/fuzz/fixed.hpp"
#include "tests/fuzz/tar_input.hpp"
#include "tests/fuzz/target.hpp"

namespace rogatory::fuzz {
namespace {

namespace tar = base::tar;
using bundle::Seal;

/// Gives 1 to 700 bytes a time, always in the same way.
class PieceSource : public base::ByteSource {
 public:
  explicit PieceSource(ByteView bytes) : m_left(bytes) {}
  Result<std::size_t> read(MutableByteView into) override {
    m_state = m_state * 1103515245 + 12345;
    const std::size_t count = std::min({m_left.size(), into.size(), std::size_t{1} + (m_state >> 16U) % 700});
    std::ranges::copy(m_left.first(count), into.begin());
    m_left = m_left.subspan(count);
    return count;
  }

 private:
  ByteView m_left;
  std::uint32_t m_state = 1;
};

/// Writes what it is told as the content's tar again.
class Rewriter : public bundle::ContentVisitor {
 public:
  Result<void> on_context(const bundle::Context& context) override {
    member(m_tar, "bag/context.json", base::as_bytes(context.serialize()));
    member(m_tar, "bag/bagit.txt", base::as_bytes(bundle::k_bagit_txt));
    return {};
  }
  Result<void> begin_file(std::uint64_t /*item*/, const std::string& path, std::uint64_t size) override {
    m_path = path;
    m_file.clear();
    m_size = size;
    return {};
  }
  Result<void> data(ByteView bytes) override {
    m_file.insert(m_file.end(), bytes.begin(), bytes.end());
    return {};
  }
  Result<void> end_file() override {
    ROG_ASSERT(m_file.size() == m_size);
    member(m_tar, "bag/" + m_path, m_file);
    m_manifest += bundle::manifest_line(crypto::sha256(m_file), m_path);
    return {};
  }
  Result<void> on_obligations(const bundle::ObligationsRecord& record) override {
    line(record.serialize());
    return {};
  }
  Result<void> on_item(const bundle::ItemRecord& record) override {
    line(record.serialize().value());
    return {};
  }

  /// What a seal says of the records.
  void claim_in(Seal& seal) const {
    seal.item_count = m_tree.size() - 1;
    seal.items_root = m_tree.root();
  }
  [[nodiscard]] Bytes finish() {
    member(m_tar, "bag/items.jsonl", base::as_bytes(m_items));
    member(m_tar, "bag/manifest-sha256.txt", base::as_bytes(m_manifest));
    m_tar.resize(bundle::padme(m_tar.size() + tar::k_end_size));
    return std::move(m_tar);
  }

 private:
  static void member(Bytes& into, const std::string& name, ByteView content) {
    const Bytes prefix = tar::member_prefix(name, content.size());
    into.insert(into.end(), prefix.begin(), prefix.end());
    into.insert(into.end(), content.begin(), content.end());
    into.resize(into.size() + tar::fill_after(content.size()));
  }
  void line(const std::string& text) {
    m_tree.append(crypto::leaf_hash(base::as_bytes(text)));
    m_items += text + "\n";
  }

  Bytes m_tar;
  std::string m_path;
  Bytes m_file;
  std::uint64_t m_size = 0;
  std::string m_manifest;
  std::string m_items;
  crypto::TreeHasher m_tree;
};

/// Whether the root of the records is all that is wrong, which a seal can put right.
bool only_root_differs(const bundle::Checked<void>& read) {
  return !read && !read.error().error && read.error().findings.size() == 1 &&
         read.error().findings.front().check->name == "items.root";
}

}  // namespace

bool accepts(ByteView input) {
  const Bytes plaintext = with_checksums(input);
  Seal seal = fixed_seal();
  PieceSource pieces(plaintext);
  Rewriter first;
  const bundle::Checked<void> read = bundle::read_content(pieces, seal, first);
  ROG_ASSERT(!read && !read.error().error);  // no content has the root that this seal names
  if (!only_root_differs(read)) {
    return false;
  }
  first.claim_in(seal);
  base::SpanSource whole(plaintext);
  Rewriter second;
  ROG_ASSERT(bundle::read_content(whole, seal, second).has_value());
  ROG_ASSERT(second.finish() == plaintext);
  return true;
}

}  // namespace rogatory::fuzz
