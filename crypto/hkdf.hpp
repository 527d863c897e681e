// HMAC-SHA256 (RFC 2104) and HKDF-SHA256 (RFC 5869) of one output block, over libsodium.
#pragma once

#include "crypto/secret.hpp"

namespace rogatory::crypto {

using HmacTag = std::array<std::uint8_t, 32>;

/// A key of any length.
HmacTag hmac_sha256(ByteView key, ByteView message);

/// Extract and expand: 32 bytes of key. An empty salt is the RFC's string of zeros.
SecretBytes hkdf_sha256(ByteView key_material, ByteView salt, std::string_view info);

}  // namespace rogatory::crypto
