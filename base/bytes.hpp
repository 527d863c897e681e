// Byte spans, strict hexadecimal and base64, and ids as types.
#pragma once

#include <array>
#include <compare>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"

namespace rogatory::base {

using Bytes = std::vector<std::uint8_t>;
using ByteView = std::span<const std::uint8_t>;
using MutableByteView = std::span<std::uint8_t>;

/// The bytes of a text, and a text over bytes. Nothing is copied: the result lives as long as the argument.
ByteView as_bytes(std::string_view text);
std::string_view as_text(ByteView bytes);
Bytes to_bytes(std::string_view text);

/// Lower-case hexadecimal, two digits a byte.
std::string to_hex(ByteView bytes);
/// Accepts lower-case digits only, an even number of them; anything else is malformed.
Result<Bytes> from_hex(std::string_view text);

/// RFC 4648 section 4, with `=` padding.
std::string to_base64(ByteView bytes);
/// RFC 4648 section 4 without padding, as age and `ssh-keygen -lf` write it.
std::string to_base64_unpadded(ByteView bytes);
/// One accepted spelling: canonical (unused bits zero), padded, no white space. Anything else is malformed.
Result<Bytes> from_base64(std::string_view text);
/// The same without padding; a `=` is malformed.
Result<Bytes> from_base64_unpadded(std::string_view text);

/// A 32-byte id of one kind: BundleId and EntryHash cannot be mixed up. Text form: 64 lower-case hexadecimal digits.
template <class Tag>
struct Id32 {
  std::array<std::uint8_t, 32> bytes{};

  [[nodiscard]] std::string hex() const { return to_hex(bytes); }

  static Result<Id32> from_hex(std::string_view text) {
    if (text.size() != 64) {
      return fail(ErrorCode::malformed, "not 64 hexadecimal digits");
    }
    ROG_TRY_ASSIGN(const Bytes raw, base::from_hex(text));
    return from_bytes(raw);
  }

  static Result<Id32> from_bytes(ByteView raw) {
    if (raw.size() != 32) {
      return fail(ErrorCode::malformed, "not 32 bytes");
    }
    Id32 id;
    for (std::size_t i = 0; i < 32; ++i) {
      id.bytes[i] = raw[i];
    }
    return id;
  }

  auto operator<=>(const Id32&) const = default;
};

}  // namespace rogatory::base

namespace rogatory {
using base::Bytes;
using base::ByteView;
using base::MutableByteView;
}  // namespace rogatory
