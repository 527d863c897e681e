#include "crypto/sha512.hpp"

#include <openssl/evp.h>

#include "base/handle.hpp"

namespace rogatory::crypto {

Sha512 sha512(ByteView bytes) {
  // Fetched once, and one context a thread, as for SHA-256 (hash.cpp).
  static const EVP_MD* const md = ::EVP_MD_fetch(nullptr, "SHA512", nullptr);
  thread_local const base::Handle<EVP_MD_CTX, EVP_MD_CTX_free> context(::EVP_MD_CTX_new());
  Sha512 digest{};
  unsigned size = 0;
  ROG_ASSERT(md != nullptr && context != nullptr && ::EVP_DigestInit_ex2(context.get(), md, nullptr) == 1);
  ROG_ASSERT(::EVP_DigestUpdate(context.get(), bytes.data(), bytes.size()) == 1);
  ROG_ASSERT(::EVP_DigestFinal_ex(context.get(), digest.data(), &size) == 1 && size == digest.size());
  return digest;
}

}  // namespace rogatory::crypto
