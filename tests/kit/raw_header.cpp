#include "tests/kit/raw_header.hpp"

#include <algorithm>

#include "base/result.hpp"

namespace rogatory::test {
namespace {

namespace tar = base::tar;

constexpr std::size_t k_checksum = 148;
constexpr std::size_t k_type = 156;
constexpr std::size_t k_link = 157;
constexpr std::size_t k_name_size = 100;

void put(tar::Block& block, std::size_t offset, std::string_view bytes) {
  std::ranges::copy(bytes, block.begin() + static_cast<std::ptrdiff_t>(offset));
}

/// Six octal digits, NUL, space: the sum of all bytes, those of the checksum counted as spaces.
void put_checksum(tar::Block& block) {
  put(block, k_checksum, "        ");
  unsigned sum = 0;
  for (const std::uint8_t byte : block) {
    sum += byte;
  }
  std::string digits = "000000";
  for (auto digit = digits.rbegin(); digit != digits.rend(); ++digit, sum /= 8) {
    *digit = static_cast<char>('0' + sum % 8);
  }
  put(block, k_checksum, digits + std::string(1, '\0'));
}

}  // namespace

tar::Block respelt(tar::Block header, std::size_t offset, std::string_view bytes) {
  put(header, offset, bytes);
  put_checksum(header);
  return header;
}

tar::Block any_header(std::string_view name, std::uint64_t size, char type, std::string_view link) {
  ROG_ASSERT(name.size() <= k_name_size);
  tar::Block header = tar::file_header("x", size);
  put(header, 0, name);
  put(header, k_type, std::string(1, type));
  put(header, k_link, link);
  put_checksum(header);
  return header;
}

}  // namespace rogatory::test
