// The data types of the SSH protocols (RFC 4251 section 5) that keys, signatures and agent messages are made of:
// u32 is big-endian, string is a u32 length and that many bytes.
#pragma once

#include "base/bytes.hpp"

namespace rogatory::crypto {

/// Builds a message from front to back. Not for secrets: its memory is ordinary.
class WireWriter {
 public:
  /// Bytes as they are, without a length.
  WireWriter& raw(ByteView bytes);
  WireWriter& raw(std::string_view text) { return raw(base::as_bytes(text)); }
  WireWriter& byte(std::uint8_t value);
  WireWriter& u32(std::uint32_t value);
  /// At most 2^32-1 bytes; more is our own bug.
  WireWriter& string(ByteView bytes);
  WireWriter& string(std::string_view text) { return string(base::as_bytes(text)); }

  [[nodiscard]] const Bytes& bytes() const { return m_bytes; }
  [[nodiscard]] Bytes take() { return std::move(m_bytes); }

 private:
  Bytes m_bytes;
};

/// Reads a message from front to back; every step fails as malformed where the bytes run out. What it returns points
/// into the bytes it was given, and nothing is allocated on the word of a length.
class WireReader {
 public:
  explicit WireReader(ByteView bytes) : m_left(bytes) {}

  /// Exactly these bytes, without a length.
  Result<void> literal(std::string_view expected);
  Result<std::uint8_t> byte();
  Result<std::uint32_t> u32();
  Result<ByteView> string();
  /// A string that must read exactly so.
  Result<void> string_of(std::string_view expected);
  [[nodiscard]] ByteView left() const { return m_left; }
  /// malformed where anything is left over.
  [[nodiscard]] Result<void> finish() const;

 private:
  Result<ByteView> take(std::size_t size);
  ByteView m_left;
};

}  // namespace rogatory::crypto
