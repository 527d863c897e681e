#include "crypto/x25519.hpp"

#include <sodium.h>

namespace rogatory::crypto {

X25519Point x25519_public(const SecretBytes& secret) {
  ROG_ASSERT(secret.size() == crypto_scalarmult_curve25519_SCALARBYTES);
  ensure_sodium();
  X25519Point point;
  ROG_ASSERT(::crypto_scalarmult_curve25519_base(point.data(), secret.expose().data()) == 0);
  return point;
}

Result<SecretBytes> x25519_shared(const SecretBytes& secret, const X25519Point& point) {
  ROG_ASSERT(secret.size() == crypto_scalarmult_curve25519_SCALARBYTES);
  SecretBytes shared = SecretBytes::make(crypto_scalarmult_curve25519_BYTES);
  // libsodium refuses the points of low order before it multiplies and an all-zero result after.
  if (::crypto_scalarmult_curve25519(shared.expose_mutable().data(), secret.expose().data(), point.data()) != 0) {
    return fail(ErrorCode::malformed, "the X25519 point is of low order");
  }
  return shared;
}

}  // namespace rogatory::crypto
