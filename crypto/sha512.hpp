// SHA-512, which an SSHSIG signs of its message, through OpenSSL EVP: libsodium has it in C, at half the speed.
#pragma once

#include <array>

#include "base/bytes.hpp"

namespace rogatory::crypto {

using Sha512 = std::array<std::uint8_t, 64>;

/// FIPS 180-4 SHA-512.
Sha512 sha512(ByteView bytes);

}  // namespace rogatory::crypto
