#include "tests/fuzz/tar_input.hpp"

#include <algorithm>
#include <numeric>

#include "base/tar.hpp"

namespace rogatory::fuzz {
namespace {

namespace tar = base::tar;

// Offsets within a header (POSIX.1-2017, pax, "ustar Header Block").
constexpr std::size_t k_name_size = 100;
constexpr std::size_t k_size_at = 124;
constexpr std::size_t k_size_digits = 11;
constexpr std::size_t k_checksum_at = 148;
constexpr std::size_t k_checksum_size = 8;
constexpr std::size_t k_typeflag_at = 156;

bool is_zero_block(ByteView block) {
  return std::ranges::all_of(block, [](std::uint8_t byte) { return byte == 0; });
}

std::string_view name_in(ByteView block) {
  const std::string_view field = base::as_text(block.first(k_name_size));
  return field.substr(0, field.find('\0'));
}

std::uint64_t size_in(ByteView block) {
  std::uint64_t size = 0;
  for (const std::uint8_t digit : block.subspan(k_size_at, k_size_digits)) {
    size = size * 8 + (digit & 7U);
  }
  return size;
}

void set_checksum(MutableByteView block) {
  const MutableByteView field = block.subspan(k_checksum_at, k_checksum_size);
  std::ranges::fill(field, std::uint8_t{' '});
  auto sum = std::accumulate(block.begin(), block.end(), std::uint32_t{0});
  for (std::size_t digit = 6; digit-- > 0; sum >>= 3U) {
    field[digit] = static_cast<std::uint8_t>('0' + (sum & 7U));
  }
  field[6] = 0;
}

}  // namespace

bool never_hollow(std::string_view) { return false; }

bool is_part(std::string_view name) {
  const std::size_t slash = name.find('/');
  return slash != std::string_view::npos && name.substr(slash + 1).starts_with("data/content.age.");
}

std::vector<HeaderAt> find_headers(ByteView tar, IsHollow is_hollow) {
  std::vector<HeaderAt> found;
  for (std::size_t at = 0; tar.size() - at >= tar::k_block;) {
    const ByteView block = tar.subspan(at, tar::k_block);
    if (is_zero_block(block)) {
      break;
    }
    const bool is_pax = block[k_typeflag_at] == 'x';
    const std::uint64_t size = is_pax ? tar::k_block : size_in(block);  // a pax member has one block, its record
    const std::uint64_t follows = size + tar::fill_after(size);
    const bool hollow = !is_pax && is_hollow(name_in(block));
    found.push_back({.at = at, .hollow = hollow ? follows : 0});
    at += tar::k_block;
    if (!hollow && follows > tar.size() - at) {
      break;
    }
    at += hollow ? 0 : static_cast<std::size_t>(follows);
  }
  return found;
}

Bytes with_checksums(ByteView tar, IsHollow is_hollow) {
  Bytes mended(tar.begin(), tar.end());
  for (const HeaderAt& header : find_headers(tar, is_hollow)) {
    set_checksum(MutableByteView(mended).subspan(header.at, tar::k_block));
  }
  return mended;
}

}  // namespace rogatory::fuzz
