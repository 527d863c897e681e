// A new key in place of an old one of the authority: a numbered file beside the others and a card that names it. Old
// keys stay: what was sealed to them, or signed by them, is still read.
#pragma once

#include "registry/card_issue.hpp"

namespace rogatory::registry {

struct Rotation {
  KeyKind kind = KeyKind::log;  ///< root, log, transport, evidence or tls; another is our own bug
  /// Where a new root key goes instead of keys/: its own medium.
  std::optional<std::string> new_root_file;
};

struct Rotated {
  crypto::CardChain chain;
  KeyName name;
  std::string file;  ///< of the new key
};

Result<Rotated> rotate_key(const Home& home, const Rotation& rotation, crypto::Signer& root,
                           crypto::KeyProtection protection, const Clock& clock);

/// The SHA-256 of the DER SubjectPublicKeyInfo (RFC 8410) of an Ed25519 key: what peers pin for TLS.
crypto::Sha256 spki_hash(const crypto::PublicKey& key);

}  // namespace rogatory::registry
