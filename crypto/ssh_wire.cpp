#include "crypto/ssh_wire.hpp"

#include <algorithm>
#include <limits>

namespace rogatory::crypto {

WireWriter& WireWriter::raw(ByteView bytes) {
  m_bytes.insert(m_bytes.end(), bytes.begin(), bytes.end());
  return *this;
}

WireWriter& WireWriter::byte(std::uint8_t value) {
  m_bytes.push_back(value);
  return *this;
}

WireWriter& WireWriter::u32(std::uint32_t value) {
  for (const unsigned shift : {24U, 16U, 8U, 0U}) {
    m_bytes.push_back(static_cast<std::uint8_t>((value >> shift) & 255U));
  }
  return *this;
}

WireWriter& WireWriter::string(ByteView bytes) {
  ROG_ASSERT(bytes.size() <= std::numeric_limits<std::uint32_t>::max());
  return u32(static_cast<std::uint32_t>(bytes.size())).raw(bytes);
}

Result<ByteView> WireReader::take(std::size_t size) {
  if (size > m_left.size()) {
    return fail(ErrorCode::malformed, "ends early");
  }
  const ByteView taken = m_left.first(size);
  m_left = m_left.subspan(size);
  return taken;
}

Result<void> WireReader::literal(std::string_view expected) {
  ROG_TRY_ASSIGN(const ByteView found, take(expected.size()));
  if (base::as_text(found) != expected) {
    return fail(ErrorCode::malformed, "does not start as this format does");
  }
  return {};
}

Result<std::uint8_t> WireReader::byte() {
  ROG_TRY_ASSIGN(const ByteView found, take(1));
  return found.front();
}

Result<std::uint32_t> WireReader::u32() {
  ROG_TRY_ASSIGN(const ByteView found, take(4));
  std::uint32_t value = 0;
  for (const std::uint8_t digit : found) {
    value = (value << 8U) | digit;
  }
  return value;
}

Result<ByteView> WireReader::string() {
  ROG_TRY_ASSIGN(const std::uint32_t size, u32());
  return take(size);
}

Result<void> WireReader::string_of(std::string_view expected) {
  ROG_TRY_ASSIGN(const ByteView found, string());
  if (base::as_text(found) != expected) {
    return fail(ErrorCode::malformed, expected.empty() ? "is not empty" : "is not " + std::string(expected));
  }
  return {};
}

Result<void> WireReader::finish() const {
  if (!m_left.empty()) {
    return fail(ErrorCode::malformed, "bytes are left over at the end");
  }
  return {};
}

}  // namespace rogatory::crypto
