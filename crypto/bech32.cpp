#include "crypto/bech32.hpp"

#include <algorithm>

namespace rogatory::crypto {
namespace {

constexpr std::string_view k_alphabet = "qpzry9x8gf2tvdw0s3jn54khce6mua7l";
constexpr std::size_t k_checksum_size = 6;

bool is_upper(char c) { return c >= 'A' && c <= 'Z'; }
char to_lower(char c) { return is_upper(c) ? static_cast<char>(c - 'A' + 'a') : c; }
char to_upper(char c) { return c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c; }

// The checksum of BIP 173: a BCH code over GF(32), fed one five-bit value at a time.
class Checksum {
 public:
  // `prefix` in lower case: the checksum is always that of the lower-case text.
  explicit Checksum(std::string_view prefix) {
    for (const char c : prefix) {
      add(static_cast<std::uint32_t>(c) >> 5U);
    }
    add(0);
    for (const char c : prefix) {
      add(static_cast<std::uint32_t>(c) & 31U);
    }
  }

  void add(std::uint32_t value) {
    constexpr std::uint32_t generator[5] = {0x3b6a57b2, 0x26508e6d, 0x1ea119fa, 0x3d4233dd, 0x2a1462b3};
    const std::uint32_t top = m_state >> 25U;
    m_state = ((m_state & 0x1ffffffU) << 5U) ^ value;
    for (unsigned i = 0; i < 5; ++i) {
      m_state ^= ((top >> i) & 1U) != 0 ? generator[i] : 0;
    }
  }

  // After prefix, data and checksum.
  [[nodiscard]] bool is_right() const { return m_state == 1; }

  // After prefix and data: the i-th of the six values to append.
  [[nodiscard]] std::uint32_t value(std::size_t i) const {
    Checksum padded = *this;
    for (std::size_t n = 0; n < k_checksum_size; ++n) {
      padded.add(0);
    }
    return ((padded.m_state ^ 1U) >> (5 * (k_checksum_size - 1 - i))) & 31U;
  }

 private:
  std::uint32_t m_state = 1;
};

bool has_prefix(std::string_view text, std::string_view prefix, Bech32Case letters) {
  return text.size() > prefix.size() && text[prefix.size()] == '1' &&
         std::equal(prefix.begin(), prefix.end(), text.begin(), [&](char expected, char c) {
           return c == (letters == Bech32Case::upper ? to_upper(expected) : expected);
         });
}

// The five bits of one character, or an Error.
Result<std::uint32_t> value_of(char c, Bech32Case letters) {
  const bool wrong_case = letters == Bech32Case::upper ? to_upper(c) != c : is_upper(c);
  const std::size_t place = k_alphabet.find(to_lower(c));
  if (wrong_case || place == std::string_view::npos) {
    return fail(ErrorCode::malformed, "a character that does not belong there");
  }
  return static_cast<std::uint32_t>(place);
}

}  // namespace

void bech32_encode(std::string_view prefix, ByteView bytes, Bech32Case letters, MutableByteView into) {
  ROG_ASSERT(into.size() == bech32_size(prefix.size(), bytes.size()));
  std::size_t written = 0;
  const auto put = [&](char c) {
    into[written++] = static_cast<std::uint8_t>(letters == Bech32Case::upper ? to_upper(c) : c);
  };
  std::ranges::for_each(prefix, put);
  put('1');

  Checksum checksum(prefix);
  const auto put_value = [&](std::uint32_t value) {
    checksum.add(value);
    put(k_alphabet[value]);
  };
  std::uint32_t buffer = 0;
  unsigned bits = 0;
  for (const std::uint8_t byte : bytes) {
    buffer = (buffer << 8U) | byte;
    for (bits += 8; bits >= 5; bits -= 5) {
      put_value((buffer >> (bits - 5)) & 31U);
    }
  }
  if (bits > 0) {
    put_value((buffer << (5 - bits)) & 31U);
  }
  for (std::size_t i = 0; i < k_checksum_size; ++i) {
    put(k_alphabet[checksum.value(i)]);
  }
}

Result<void> bech32_decode(std::string_view text, std::string_view prefix, Bech32Case letters, MutableByteView into) {
  if (!has_prefix(text, prefix, letters)) {
    return fail(ErrorCode::malformed, "another kind of text");
  }
  if (text.size() != bech32_size(prefix.size(), into.size())) {
    return fail(ErrorCode::malformed, "too long or too short");
  }
  Checksum checksum(prefix);
  std::uint32_t buffer = 0;
  unsigned bits = 0;
  std::size_t read = 0;
  const std::size_t data_end = text.size() - k_checksum_size;
  for (std::size_t i = prefix.size() + 1; i < text.size(); ++i) {
    ROG_TRY_ASSIGN(const std::uint32_t value, value_of(text[i], letters));
    checksum.add(value);
    if (i >= data_end) {
      continue;
    }
    buffer = (buffer << 5U) | value;
    bits += 5;
    if (bits >= 8) {
      bits -= 8;
      into[read++] = static_cast<std::uint8_t>((buffer >> bits) & 255U);
    }
  }
  if (!checksum.is_right()) {
    return fail(ErrorCode::malformed, "its checksum is wrong: a character was mistyped");
  }
  if ((buffer & ((1U << bits) - 1U)) != 0) {
    return fail(ErrorCode::malformed, "not its one spelling: unused bits are set");
  }
  return {};
}

}  // namespace rogatory::crypto
