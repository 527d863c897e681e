#include "crypto/hkdf.hpp"

#include <sodium.h>

namespace rogatory::crypto {
namespace {

// One HMAC over up to two pieces, written where the caller wants it: for keys that is guarded memory.
void hmac_into(ByteView key, ByteView first, ByteView second, MutableByteView into) {
  ROG_ASSERT(into.size() == crypto_auth_hmacsha256_BYTES);
  ensure_sodium();
  crypto_auth_hmacsha256_state state;
  // An empty key may have no address, which libsodium does not take.
  constexpr std::uint8_t no_key = 0;
  ::crypto_auth_hmacsha256_init(&state, key.empty() ? &no_key : key.data(), key.size());
  ::crypto_auth_hmacsha256_update(&state, first.data(), first.size());
  ::crypto_auth_hmacsha256_update(&state, second.data(), second.size());
  ::crypto_auth_hmacsha256_final(&state, into.data());
  ::sodium_memzero(&state, sizeof state);
}

}  // namespace

HmacTag hmac_sha256(ByteView key, ByteView message) {
  HmacTag tag;
  hmac_into(key, message, {}, tag);
  return tag;
}

SecretBytes hkdf_sha256(ByteView key_material, ByteView salt, std::string_view info) {
  SecretBytes extracted = SecretBytes::make(32);
  hmac_into(salt, key_material, {}, extracted.expose_mutable());
  // T(1) = HMAC(PRK, info || 0x01) is all of a 32-byte output.
  constexpr std::uint8_t first_block = 1;
  SecretBytes key = SecretBytes::make(32);
  hmac_into(extracted.expose(), base::as_bytes(info), {&first_block, 1}, key.expose_mutable());
  return key;
}

}  // namespace rogatory::crypto
