#include "crypto/hash.hpp"

#include <openssl/evp.h>

#include "base/handle.hpp"

namespace rogatory::crypto {

struct Hasher::Impl {
  base::Handle<EVP_MD_CTX, EVP_MD_CTX_free> context{::EVP_MD_CTX_new()};

  // Fetched once: EVP_sha256() would search the provider again for every digest.
  static const EVP_MD* algorithm() {
    static const EVP_MD* md = ::EVP_MD_fetch(nullptr, "SHA256", nullptr);
    ROG_ASSERT(md != nullptr);
    return md;
  }

  void start() { ROG_ASSERT(::EVP_DigestInit_ex2(context.get(), algorithm(), nullptr) == 1); }
};

Hasher::Hasher() : m_impl(std::make_unique<Impl>()) {
  ROG_ASSERT(m_impl->context != nullptr);
  m_impl->start();
}
Hasher::Hasher(Hasher&&) noexcept = default;
Hasher& Hasher::operator=(Hasher&&) noexcept = default;
Hasher::~Hasher() = default;

void Hasher::update(ByteView bytes) {
  ROG_ASSERT(::EVP_DigestUpdate(m_impl->context.get(), bytes.data(), bytes.size()) == 1);
}

Sha256 Hasher::finish() {
  Sha256 digest;
  unsigned size = 0;
  ROG_ASSERT(::EVP_DigestFinal_ex(m_impl->context.get(), digest.bytes.data(), &size) == 1 && size == 32);
  m_impl->start();
  return digest;
}

Sha256 sha256(ByteView bytes) {
  // One context a thread: making one costs as much as hashing a few hundred bytes. Finishing wipes its buffer.
  thread_local Hasher hasher;
  hasher.update(bytes);
  return hasher.finish();
}

Sha256 sha256(std::string_view text) { return sha256(base::as_bytes(text)); }

}  // namespace rogatory::crypto
