#include "base/bytes.hpp"

namespace rogatory::base {
namespace {

constexpr std::string_view k_alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

int hex_value(char c) {
  if (c >= '0' && c <= '9') {
    return c - '0';
  }
  if (c >= 'a' && c <= 'f') {
    return c - 'a' + 10;
  }
  return -1;
}

constexpr std::uint8_t k_no_value = 0xff;

/// What each character stands for.
constexpr std::array<std::uint8_t, 256> k_values = [] {
  std::array<std::uint8_t, 256> values{};
  values.fill(k_no_value);
  for (std::size_t i = 0; i < k_alphabet.size(); ++i) {
    values.at(static_cast<std::uint8_t>(k_alphabet[i])) = static_cast<std::uint8_t>(i);
  }
  return values;
}();

}  // namespace

ByteView as_bytes(std::string_view text) { return {reinterpret_cast<const std::uint8_t*>(text.data()), text.size()}; }

std::string_view as_text(ByteView bytes) { return {reinterpret_cast<const char*>(bytes.data()), bytes.size()}; }

Bytes to_bytes(std::string_view text) {
  const ByteView view = as_bytes(text);
  return {view.begin(), view.end()};
}

std::string to_hex(ByteView bytes) {
  constexpr std::string_view digits = "0123456789abcdef";
  std::string text(bytes.size() * 2, '\0');
  auto out = text.begin();
  for (const std::uint8_t byte : bytes) {
    *out++ = digits[byte >> 4U];
    *out++ = digits[byte & 15U];
  }
  return text;
}

Result<Bytes> from_hex(std::string_view text) {
  if (text.size() % 2 != 0) {
    return fail(ErrorCode::malformed, "odd number of hexadecimal digits");
  }
  Bytes bytes;
  bytes.reserve(text.size() / 2);
  for (std::size_t i = 0; i < text.size(); i += 2) {
    const int high = hex_value(text[i]);
    const int low = hex_value(text[i + 1]);
    if (high < 0 || low < 0) {
      return fail(ErrorCode::malformed, "not lower-case hexadecimal");
    }
    bytes.push_back(static_cast<std::uint8_t>(high * 16 + low));
  }
  return bytes;
}

std::string to_base64_unpadded(ByteView bytes) {
  std::string text((bytes.size() * 4 + 2) / 3, '\0');
  auto out = text.begin();
  std::uint32_t buffer = 0;
  unsigned bits = 0;
  for (const std::uint8_t byte : bytes) {
    buffer = (buffer << 8U) | byte;
    bits += 8;
    while (bits >= 6) {
      bits -= 6;
      *out++ = k_alphabet[(buffer >> bits) & 63U];
    }
  }
  if (bits > 0) {
    *out = k_alphabet[(buffer << (6 - bits)) & 63U];
  }
  return text;
}

std::string to_base64(ByteView bytes) {
  std::string text = to_base64_unpadded(bytes);
  text.append((4 - text.size() % 4) % 4, '=');
  return text;
}

Result<Bytes> from_base64_unpadded(std::string_view text) {
  if (text.size() % 4 == 1) {
    return fail(ErrorCode::malformed, "not base64: impossible length");
  }
  Bytes bytes(text.size() * 3 / 4);
  std::size_t written = 0;
  std::uint32_t buffer = 0;
  unsigned bits = 0;
  std::uint8_t wrong = 0;  // the high bit of k_no_value stays in it; looked at once, at the end
  for (const char c : text) {
    const std::uint8_t value = k_values[static_cast<std::uint8_t>(c)];
    wrong |= value;
    buffer = (buffer << 6U) | value;
    bits += 6;
    if (bits >= 8) {
      bits -= 8;
      bytes[written++] = static_cast<std::uint8_t>((buffer >> bits) & 255U);
    }
  }
  if ((wrong & 0x80U) != 0) {
    return fail(ErrorCode::malformed, "not base64");
  }
  if ((buffer & ((1U << bits) - 1U)) != 0) {
    return fail(ErrorCode::malformed, "not canonical base64: unused bits are set");
  }
  return bytes;
}

Result<Bytes> from_base64(std::string_view text) {
  if (text.size() % 4 != 0) {
    return fail(ErrorCode::malformed, "not padded base64");
  }
  std::size_t padding = 0;
  while (padding < 2 && text.ends_with('=')) {
    text.remove_suffix(1);
    ++padding;
  }
  if ((text.size() + padding) % 4 != 0 || (padding > 0 && text.size() % 4 != 4 - padding)) {
    return fail(ErrorCode::malformed, "not padded base64");
  }
  return from_base64_unpadded(text);
}

}  // namespace rogatory::base
