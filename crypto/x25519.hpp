// X25519 (RFC 7748 section 5) over libsodium.
#pragma once

#include "crypto/secret.hpp"

namespace rogatory::crypto {

using X25519Point = std::array<std::uint8_t, 32>;

/// The public key of a 32-byte secret.
X25519Point x25519_public(const SecretBytes& secret);

/// The shared secret of `secret` (32 bytes) and `point`. malformed where it is all zero: the point is of low order and
/// anyone would know the result (RFC 7748 section 6.1).
Result<SecretBytes> x25519_shared(const SecretBytes& secret, const X25519Point& point);

}  // namespace rogatory::crypto
