// The X25519 recipient of age v1.
//
//   stanza = "X25519" SP base64(ephemeral share)      body = the file key, sealed under
//   HKDF-SHA256(X25519(ephemeral secret, recipient), salt = share || recipient, info = "age-encryption.org/v1/X25519")
#include <algorithm>

#include "crypto/age_stanza.hpp"
#include "crypto/hkdf.hpp"
#include "crypto/x25519.hpp"

namespace rogatory::crypto::age {
namespace {

SecretBytes wrap_key(const SecretBytes& shared, const X25519Point& share, const X25519Point& recipient) {
  std::array<std::uint8_t, 64> salt;
  std::ranges::copy(recipient, std::ranges::copy(share, salt.begin()).out);
  return hkdf_sha256(shared.expose(), salt, "age-encryption.org/v1/X25519");
}

Result<X25519Point> share_of(const Stanza& stanza) {
  if (stanza.arguments.size() != 1) {
    return fail(ErrorCode::malformed, "an X25519 stanza of the age header does not have exactly one argument");
  }
  const Result<Bytes> raw = base::from_base64_unpadded(stanza.arguments[0]);
  X25519Point share;
  if (!raw || raw->size() != share.size()) {
    return fail(ErrorCode::malformed, "the share of an X25519 stanza of the age header is not 32 bytes of base64");
  }
  std::ranges::copy(*raw, share.begin());
  return share;
}

}  // namespace

Result<Stanza> wrap_x25519(const SecretBytes& file_key, const Recipient& recipient) {
  const SecretBytes ephemeral = SecretBytes::random(32);
  const X25519Point share = x25519_public(ephemeral);
  ROG_TRY_ASSIGN(const SecretBytes shared, x25519_shared(ephemeral, recipient.raw()));
  return Stanza{.type = std::string(k_x25519_type),
                .arguments = {base::to_base64_unpadded(share)},
                .body = seal_file_key(wrap_key(shared, share, recipient.raw()), file_key)};
}

Result<void> check_x25519(const Stanza& stanza) {
  ROG_TRY(share_of(stanza));
  return check_body_size(stanza);
}

Result<std::optional<SecretBytes>> unwrap_x25519(const Stanza& stanza, const Identity& identity) {
  ROG_TRY(check_body_size(stanza));
  ROG_TRY_ASSIGN(const X25519Point share, share_of(stanza));
  ROG_TRY_ASSIGN(const SecretBytes shared, x25519_shared(identity.secret(), share));
  return open_file_key(wrap_key(shared, share, identity.recipient().raw()), stanza.body);
}

}  // namespace rogatory::crypto::age
