#include "bundle/layout.hpp"

#include <algorithm>

#include "base/progress.hpp"
#include "base/tar.hpp"
#include "base/checked.hpp"
#include "bundle/format.hpp"
#include "bundle/manifest.hpp"
#include "crypto/card.hpp"

namespace rogatory::bundle {
namespace {

namespace tar = base::tar;

constexpr std::string_view k_part_prefix = "data/content.age.";
constexpr std::string_view k_card_prefix = "cards/";
constexpr std::string_view k_card_suffix = ".json";

/// The number in `path` where it is prefix, six digits and suffix.
std::optional<std::uint64_t> number_in(std::string_view path, std::string_view prefix, std::string_view suffix) {
  if (path.size() != prefix.size() + 6 + suffix.size() || !path.starts_with(prefix) || !path.ends_with(suffix)) {
    return std::nullopt;
  }
  return parse_six_digits(path.substr(prefix.size(), 6));
}

Fault disorder(std::string detail) { return fault(finding("container.order", std::move(detail))); }

/// Hops from header to header. peek() is the member that stands next, below NAME/; take() goes past it.
class Walker {
 public:
  Walker(FileSystem& fs, int fd, std::string_view what, std::uint64_t file_size)
      : m_fs(fs), m_fd(fd), m_what(what), m_file_size(file_size) {}

  Checked<void> start() { return read_next(); }
  [[nodiscard]] const std::string& name() const { return m_name; }
  /// Null at the two zero blocks.
  [[nodiscard]] const Member* peek() const { return m_at_end ? nullptr : &m_next; }
  Checked<Member> take() {
    Member member = m_next;  // stays for the message where the file ends in it
    m_offset = member.offset + member.size;
    ROG_CHECK(read_next());
    return member;
  }
  /// What stands next, for messages.
  [[nodiscard]] std::string here() const { return m_at_end ? "the end" : m_next.path; }

 private:
  Checked<void> read_next();
  Checked<void> accept(const tar::Header& header);
  Checked<void> check_end();
  Checked<void> read(MutableByteView into, std::uint64_t offset, std::string_view part);

  FileSystem& m_fs;
  int m_fd;
  std::string_view m_what;
  std::uint64_t m_file_size;
  std::uint64_t m_offset = 0;
  std::string m_name;
  Member m_next;
  bool m_at_end = false;
};

Checked<void> Walker::read(MutableByteView into, std::uint64_t offset, std::string_view part) {
  if (offset > m_file_size || m_file_size - offset < into.size()) {
    return std::unexpected(fault(finding("container.end", "the file ends inside " + std::string(part))));
  }
  const Result<void> done = base::pread_exact(m_fs, m_fd, into, offset, m_what);
  if (!done && done.error().code() == ErrorCode::incomplete) {
    return std::unexpected(fault(finding("container.end", "the file became shorter while it was read")));
  }
  ROG_CHECK(done);
  return {};
}

Checked<void> Walker::read_next() {
  ROG_CHECK(base::check_interrupt());
  // The fill and the header after it in one read; the first member has no fill before it.
  const std::size_t fill = tar::fill_after(m_offset);
  std::array<std::uint8_t, 2 * tar::k_block> buffer;
  const MutableByteView bytes = MutableByteView(buffer).first(fill + tar::k_block);
  ROG_CHECK(read(bytes, m_offset, m_name.empty() ? "its first header" : m_next.path + " or after it"));
  if (std::any_of(bytes.begin(), bytes.begin() + static_cast<std::ptrdiff_t>(fill), [](auto b) { return b != 0; })) {
    return std::unexpected(
        fault(finding("container.header", "the fill at byte " + std::to_string(m_offset) + " is not zero")));
  }
  tar::Block block;
  std::copy(bytes.begin() + static_cast<std::ptrdiff_t>(fill), bytes.end(), block.begin());
  m_offset += fill + tar::k_block;

  tar::HeaderReader reader(tar::Pax::refused);
  const Result<tar::HeaderReader::Step> step = reader.feed(block);
  if (!step) {
    return std::unexpected(fault(finding(
        "container.header", "at byte " + std::to_string(m_offset - tar::k_block) + ": " + step.error().sentence())));
  }
  return *step == tar::HeaderReader::Step::end ? check_end() : accept(reader.header());
}

Checked<void> Walker::accept(const tar::Header& header) {
  const std::size_t slash = header.name.find('/');
  const std::string top = header.name.substr(0, slash);
  if (slash == std::string::npos || !is_bundle_name(top) || (!m_name.empty() && top != m_name)) {
    return std::unexpected(disorder(header.name + " does not stand in the one top directory"));
  }
  m_name = top;
  m_next = Member{header.name.substr(slash + 1), m_offset, header.size};
  return {};
}

Checked<void> Walker::check_end() {
  tar::Block second;
  ROG_CHECK(read(second, m_offset, "the two zero blocks"));
  if (std::any_of(second.begin(), second.end(), [](auto b) { return b != 0; })) {
    return std::unexpected(fault(finding("container.end", "one zero block stands alone")));
  }
  m_offset += second.size();
  if (m_offset != m_file_size) {
    return std::unexpected(fault(
        finding("container.end", std::to_string(m_file_size - m_offset) + " bytes stand after the two zero blocks")));
  }
  m_at_end = true;
  return {};
}

Checked<Member> expect(Walker& walker, std::string_view path, std::uint64_t limit) {
  const Member* next = walker.peek();
  if (next == nullptr || next->path != path) {
    return std::unexpected(disorder(walker.here() + " stands where " + std::string(path) + " is expected"));
  }
  if (next->size > limit) {
    return std::unexpected(
        fault(finding("container.header", std::string(path) + " is longer than " + std::to_string(limit) + " bytes")));
  }
  return walker.take();
}

/// All but the last part have the full size; a part may be missing, then manifest and seal tell.
Checked<void> read_parts(Walker& walker, Layout& layout) {
  while (const Member* next = walker.peek()) {
    const std::optional<std::uint64_t> number = number_in(next->path, k_part_prefix, "");
    if (!number) {
      break;
    }
    if (!layout.parts.empty() && layout.part_numbers.back() >= *number) {
      return std::unexpected(disorder(next->path + " stands after " + layout.parts.back().path));
    }
    if (!layout.parts.empty() && layout.parts.back().size != k_part_size) {
      return std::unexpected(disorder(layout.parts.back().path + " is not the last part and has not the full size"));
    }
    if (next->size == 0 || next->size > k_part_size) {
      return std::unexpected(disorder(next->path + " has not 1 to " + std::to_string(k_part_size) + " bytes"));
    }
    ROG_CHECK_ASSIGN(Member part, walker.take());
    layout.parts.push_back(std::move(part));
    layout.part_numbers.push_back(*number);
  }
  return {};
}

Checked<void> read_cards(Walker& walker, Layout& layout) {
  while (const Member* next = walker.peek()) {
    const std::optional<std::uint64_t> version = number_in(next->path, k_card_prefix, k_card_suffix);
    if (!version || *version == 0) {
      return std::unexpected(disorder(walker.here() + " does not belong here"));
    }
    if (!layout.cards.empty() && layout.cards.back().version >= *version) {
      return std::unexpected(disorder(next->path + " stands after " + layout.cards.back().card.path));
    }
    if (layout.cards.size() == crypto::k_chain_limit) {
      return std::unexpected(disorder("there are more than " + std::to_string(crypto::k_chain_limit) + " cards"));
    }
    CardMembers members;
    members.version = *version;
    ROG_CHECK_ASSIGN(members.card, expect(walker, card_path(*version), crypto::k_card_limit));
    ROG_CHECK_ASSIGN(members.sig, expect(walker, card_path(*version) + ".sig", k_signature_limit));
    if (const Member* after = walker.peek(); after != nullptr && after->path == card_path(*version) + ".prev.sig") {
      ROG_CHECK_ASSIGN(members.prev_sig, expect(walker, after->path, k_signature_limit));
    }
    layout.cards.push_back(std::move(members));
  }
  return {};
}

}  // namespace

Checked<Layout> read_layout(FileSystem& fs, int fd, const std::string& what) {
  const base::SysResult<struct stat> status = fs.stat(fd);
  if (!status) {
    return std::unexpected(fault(base::errno_error(status.error(), "looking at " + what)));
  }
  Layout layout;
  layout.file_size = static_cast<std::uint64_t>(status->st_size);
  Walker walker(fs, fd, what, layout.file_size);
  ROG_CHECK(walker.start());
  ROG_CHECK_ASSIGN(layout.verify_txt, expect(walker, "VERIFY.txt", k_verify_txt_limit));
  ROG_CHECK_ASSIGN(layout.bagit, expect(walker, "bagit.txt", k_bagit_txt.size()));
  ROG_CHECK(read_parts(walker, layout));
  ROG_CHECK_ASSIGN(layout.manifest, expect(walker, "manifest-sha256.txt", k_most_parts * k_part_line_size));
  ROG_CHECK_ASSIGN(layout.seal, expect(walker, "seal.json", k_seal_limit));
  ROG_CHECK_ASSIGN(layout.sig, expect(walker, "seal.json.sig", k_signature_limit));
  ROG_CHECK(read_cards(walker, layout));
  layout.name = walker.name();
  ROG_CHECK_ASSIGN(const Bytes bagit, read_member(fs, fd, layout.bagit, what));
  if (base::as_text(bagit) != k_bagit_txt) {
    return std::unexpected(fault(finding("container.header", "bagit.txt is not the constant text")));
  }
  return layout;
}

Result<Bytes> read_member(FileSystem& fs, int fd, const Member& member, const std::string& what) {
  Bytes bytes(member.size);
  if (!bytes.empty()) {
    ROG_TRY(base::pread_exact(fs, fd, bytes, member.offset, what));
  }
  return bytes;
}

}  // namespace rogatory::bundle
