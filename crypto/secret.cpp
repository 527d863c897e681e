#include "crypto/secret.hpp"

#include <sodium.h>

#include <algorithm>
#include <utility>

namespace rogatory::crypto {

void ensure_sodium() {
  static const int started = ::sodium_init();
  ROG_ASSERT(started >= 0);
}

SecretBytes SecretBytes::make(std::size_t size) {
  ensure_sodium();
  SecretBytes secret;
  if (size > 0) {
    secret.m_data = static_cast<std::uint8_t*>(::sodium_malloc(size));
    ROG_ASSERT(secret.m_data != nullptr);
    std::fill_n(secret.m_data, size, std::uint8_t{0});
    secret.m_size = size;
  }
  return secret;
}

SecretBytes SecretBytes::copy_of(ByteView bytes) {
  SecretBytes secret = make(bytes.size());
  std::copy(bytes.begin(), bytes.end(), secret.m_data);
  return secret;
}

SecretBytes SecretBytes::random(std::size_t size) {
  SecretBytes secret = make(size);
  fill_random(secret.expose_mutable());
  return secret;
}

SecretBytes::SecretBytes(SecretBytes&& other) noexcept
    : m_data(std::exchange(other.m_data, nullptr)), m_size(std::exchange(other.m_size, 0)) {}

SecretBytes& SecretBytes::operator=(SecretBytes&& other) noexcept {
  if (this != &other) {
    ::sodium_free(m_data);
    m_data = std::exchange(other.m_data, nullptr);
    m_size = std::exchange(other.m_size, 0);
  }
  return *this;
}

SecretBytes::~SecretBytes() { ::sodium_free(m_data); }

std::string_view SecretBytes::expose_text() const { return base::as_text(expose()); }

// An empty span may have no address, and libsodium is declared never to be given a null pointer.
void wipe(MutableByteView bytes) {
  if (!bytes.empty()) {
    ::sodium_memzero(bytes.data(), bytes.size());
  }
}

void fill_random(MutableByteView bytes) {
  ensure_sodium();
  if (!bytes.empty()) {
    ::randombytes_buf(bytes.data(), bytes.size());
  }
}

Bytes random_bytes(std::size_t size) {
  Bytes bytes(size);
  fill_random(bytes);
  return bytes;
}

std::string random_hex(std::size_t bytes) { return base::to_hex(random_bytes(bytes)); }

bool equal_secret(ByteView a, ByteView b) {
  return a.size() == b.size() && (a.empty() || ::sodium_memcmp(a.data(), b.data(), a.size()) == 0);
}

}  // namespace rogatory::crypto
