#include "base/utf8.hpp"

#include <algorithm>
#include <cstdint>
#include <cstring>

#include "base/text.hpp"

namespace rogatory::base {
namespace {

std::uint8_t byte_at(std::string_view text, std::size_t i) { return static_cast<std::uint8_t>(text[i]); }

/// The number of bytes that a sequence with this first byte has, 0 where none starts with it.
std::size_t sequence_size(std::uint8_t first) {
  if (first < 0x80) {
    return 1;
  }
  if (first < 0xc2) {  // continuation bytes, and the overlong C0 and C1
    return 0;
  }
  if (first < 0xe0) {
    return 2;
  }
  if (first < 0xf0) {
    return 3;
  }
  return first < 0xf5 ? 4 : 0;
}

bool is_scalar(char32_t code_point, std::size_t size) {
  constexpr char32_t least[] = {0, 0, 0x80, 0x800, 0x10000};
  const bool surrogate = code_point >= 0xd800 && code_point <= 0xdfff;
  return code_point >= least[size] && code_point <= 0x10ffff && !surrogate;
}

/// `text` without the ASCII at its beginning, which is nearly all of what there is, eight bytes at a time.
std::string_view after_ascii(std::string_view text) {
  std::uint64_t eight = 0;
  while (text.size() >= sizeof eight) {
    std::memcpy(&eight, text.data(), sizeof eight);
    if ((eight & 0x8080'8080'8080'8080U) != 0) {
      break;
    }
    text.remove_prefix(sizeof eight);
  }
  while (!text.empty() && byte_at(text, 0) < 0x80) {
    text.remove_prefix(1);
  }
  return text;
}

/// Whether all eight bytes are from space to tilde. Without a high bit, adding carries into no other byte: what is from
/// space on reaches it with 0x60, what is above the tilde with one.
bool is_printable(std::uint64_t eight) {
  constexpr std::uint64_t k_high = 0x8080'8080'8080'8080U;
  constexpr std::uint64_t k_one = 0x0101'0101'0101'0101U;
  return (eight & k_high) == 0 && ((eight + 0x60 * k_one) & k_high) == k_high && ((eight + k_one) & k_high) == 0;
}

}  // namespace

Utf8Step next_utf8(std::string_view text) {
  const std::uint8_t first = byte_at(text, 0);
  const Utf8Step invalid{false, first, 1};
  const std::size_t size = sequence_size(first);
  if (size == 0 || size > text.size()) {
    return invalid;
  }
  char32_t code_point = size == 1 ? first : first & (0x7fU >> size);
  for (std::size_t i = 1; i < size; ++i) {
    if ((byte_at(text, i) & 0xc0U) != 0x80) {
      return invalid;
    }
    code_point = (code_point << 6U) | (byte_at(text, i) & 0x3fU);
  }
  return is_scalar(code_point, size) ? Utf8Step{true, code_point, size} : invalid;
}

std::size_t printable_ascii(std::string_view text) {
  std::size_t size = 0;
  std::uint64_t eight = 0;
  for (; text.size() - size >= sizeof eight; size += sizeof eight) {
    std::memcpy(&eight, text.data() + size, sizeof eight);
    if (!is_printable(eight)) {
      break;
    }
  }
  while (size < text.size() && text[size] >= ' ' && text[size] <= '~') {
    ++size;
  }
  return size;
}

bool is_utf8(std::string_view bytes) {
  for (bytes = after_ascii(bytes); !bytes.empty(); bytes = after_ascii(bytes)) {
    const Utf8Step step = next_utf8(bytes);
    if (!step.valid) {
      return false;
    }
    bytes.remove_prefix(step.size);
  }
  return true;
}

std::string to_utf8_lossy(std::string_view bytes) {
  std::string text;
  text.reserve(bytes.size());
  while (!bytes.empty()) {
    const Utf8Step step = next_utf8(bytes);
    text += step.valid ? bytes.substr(0, step.size) : std::string_view("\xef\xbf\xbd");
    bytes.remove_prefix(step.size);
  }
  return text;
}

}  // namespace rogatory::base
