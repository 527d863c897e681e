#include "registry/rotate.hpp"

#include <array>

namespace rogatory::registry {
namespace {

/// Makes the key and names it in the card; a new root's key is returned.
Result<std::unique_ptr<crypto::Signer>> make_key(NewKeyFiles& made, const Home& home, const KeyName& name,
                                                 const std::optional<std::string>& file,
                                                 crypto::KeyProtection protection, crypto::Card& card) {
  const std::string keys = home.file("keys");
  if (!is_signing(name.kind)) {
    ROG_TRY_ASSIGN(const crypto::age::Recipient recipient, make_age_key(made, home.fs(), keys, name, protection));
    (name.kind == KeyKind::transport ? card.transport : card.evidence) = recipient;
    return std::unique_ptr<crypto::Signer>();
  }
  const std::string comment = name.text() + "@" + home.authority();
  ROG_TRY_ASSIGN(crypto::SigningKey key, make_signing_key(made, home.fs(), keys, name, comment, protection, file));
  if (name.kind == KeyKind::root) {
    card.root = key.public_key();
    return std::make_unique<crypto::SigningKey>(std::move(key));
  }
  if (name.kind == KeyKind::log) {
    card.log_key = key.public_key().bytes;
  } else {
    card.tls = spki_hash(key.public_key());
  }
  return std::unique_ptr<crypto::Signer>();
}

}  // namespace

crypto::Sha256 spki_hash(const crypto::PublicKey& key) {
  // SEQUENCE { SEQUENCE { OID 1.3.101.112 } BIT STRING of 32 bytes }: RFC 8410 section 4 leaves no choice.
  constexpr std::array<std::uint8_t, 12> k_prefix{0x30, 0x2a, 0x30, 0x05, 0x06, 0x03,
                                                  0x2b, 0x65, 0x70, 0x03, 0x21, 0x00};
  crypto::Hasher hasher;
  hasher.update(k_prefix);
  hasher.update(key.bytes);
  return hasher.finish();
}

Result<Rotated> rotate_key(const Home& home, const Rotation& rotation, crypto::Signer& root,
                           crypto::KeyProtection protection, const Clock& clock) {
  ROG_ASSERT(rotation.kind != KeyKind::officer && rotation.kind != KeyKind::home);
  NewKeyFiles made(home.fs());
  KeyName name;
  const std::optional<std::string> file =
      rotation.kind == KeyKind::root ? rotation.new_root_file : std::optional<std::string>();
  ROG_TRY_ASSIGN(
      crypto::CardChain chain,
      issue_root_change(home, root, clock, [&](crypto::Card& card) -> Result<std::unique_ptr<crypto::Signer>> {
        ROG_TRY_ASSIGN(name, next_key_name(home, rotation.kind));
        return make_key(made, home, name, file, protection, card);
      }));
  made.keep();
  return Rotated{
      .chain = std::move(chain), .name = name, .file = file.value_or(home.file("keys/" + name.text() + ".key"))};
}

}  // namespace rogatory::registry
