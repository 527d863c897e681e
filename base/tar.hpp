// The strict ustar codec, one spelling, that bundles and pouches share (design: bundle.md).
//
// Grammar of a file:
//
//   archive = *member end padding
//   member  = header content fill          fill: zeros to the next multiple of 512
//   end     = 1024 zero bytes
//   header  = name[100] mode[8] uid[8] gid[8] size[12] mtime[12] checksum[8] typeflag linkname[100]
//             magic[6] version[2] uname[32] gname[32] devmajor[8] devminor[8] prefix[155] zero[12]
//
// with magic "ustar" NUL, version "00"; mode "0000444" NUL; uid, gid, devmajor, devminor "0000000" NUL; size 11 octal
// digits NUL; mtime "00000000000" NUL; checksum 6 octal digits NUL space; typeflag '0'; name NUL-padded; everything
// else NUL. GNU tar rebuilds the same bytes from the extracted members with
//   tar --format=ustar -b1 --owner=0 --group=0 --numeric-owner --mtime=@0 --mode=0444 --no-recursion -T list
//
// A content of 8 GiB and more (inside a bundle only) is preceded by a pax member: name DIR/PaxHeaders/FILE for a file
// DIR/FILE, mode "0000644", typeflag 'x', all other fields as above, one record "LEN size=N\n"; the file's own size
// field then says 0, as GNU tar 1.34 writes it. GNU tar reads these members; told to write them itself (--format=posix
// --pax-option=delete=atime,delete=ctime) it differs in one thing: it leaves devmajor and devminor of the pax header
// NUL. Libarchive is not used: it hides raw headers.
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>

#include "base/bytes.hpp"

namespace rogatory::base::tar {

constexpr std::size_t k_block = 512;
/// The first size that needs a pax member (8 GiB).
constexpr std::uint64_t k_pax_from = std::uint64_t{1} << 33U;
/// The largest size of a content, so that it and the offset behind it fit off_t and std::uint64_t.
constexpr std::uint64_t k_size_limit = std::uint64_t{1} << 62U;
/// Two zero blocks.
constexpr std::size_t k_end_size = 1024;

using Block = std::array<std::uint8_t, k_block>;

/// Zeros from the end of a content of `size` bytes to the next block.
constexpr std::size_t fill_after(std::uint64_t size) {
  return static_cast<std::size_t>((k_block - size % k_block) % k_block);
}

/// Whether `name` can stand in a header: 1..100 bytes of printable ASCII without backslash, parts of a path that are
/// neither empty nor "." nor "..", not starting with '/'.
bool is_member_name(std::string_view name);

/// The header of a regular file below 8 GiB. `name` as is_member_name says, else it is our own bug.
Block file_header(std::string_view name, std::uint64_t size);

/// Everything before the content: for 8 GiB and more the pax header, its block and the header, else the header alone.
/// 512 or 1536 bytes. `size` above k_size_limit is our own bug; so is, from 8 GiB on, a `name` without a directory or
/// so long that its pax name is no member name (more than 89 bytes).
Bytes member_prefix(std::string_view name, std::uint64_t size);

struct Header {
  std::string name;
  std::uint64_t size = 0;
};

enum class Pax : std::uint8_t { refused, accepted };

/// Reads member prefixes one 512-byte block at a time: one accepted spelling, every byte checked.
///
///     feed(block) -> need_more      a pax header or its record was read: feed the next block
///                 -> member         header() is the member; its content follows
///                 -> end            the first of the two zero blocks: the caller checks the second and what follows
///                 -> malformed      as an Error naming the field; the reader is of no use afterwards
///
/// A checksum protects headers, not pax records: another size of at least 8 GiB in a record is seen by what follows it.
class HeaderReader {
 public:
  explicit HeaderReader(Pax pax) : m_pax(pax) {}
  enum class Step : std::uint8_t { need_more, member, end };
  Result<Step> feed(const Block& block);
  [[nodiscard]] const Header& header() const { return m_header; }

 private:
  enum class State : std::uint8_t { header, pax_record, paxed_header };
  Result<Step> feed_header(const Block& block);
  Result<Step> feed_pax_header(const Block& block);
  Result<Step> feed_pax_record(const Block& block);
  Result<Step> feed_paxed_header(const Block& block);

  Pax m_pax;
  State m_state = State::header;
  std::string m_pax_name;
  std::uint64_t m_pax_record_size = 0;
  std::uint64_t m_pax_size = 0;
  Header m_header;
};

}  // namespace rogatory::base::tar
