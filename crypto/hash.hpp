// SHA-256 through OpenSSL EVP (SHA-NI where the processor has it).
#pragma once

#include <memory>

#include "base/bytes.hpp"

namespace rogatory::crypto {

struct Sha256Tag {};
/// A SHA-256 digest.
using Sha256 = base::Id32<Sha256Tag>;

/// FIPS 180-4 SHA-256 in pieces. Not thread-safe; move-only.
class Hasher {
 public:
  Hasher();
  Hasher(Hasher&&) noexcept;
  Hasher& operator=(Hasher&&) noexcept;
  ~Hasher();

  void update(ByteView bytes);
  /// The digest of everything since the last finish(); then starts anew.
  Sha256 finish();

 private:
  struct Impl;
  std::unique_ptr<Impl> m_impl;
};

Sha256 sha256(ByteView bytes);
Sha256 sha256(std::string_view text);

}  // namespace rogatory::crypto
