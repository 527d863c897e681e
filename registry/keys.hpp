// The keys of a home: one file each, opened one at a time, by a passphrase or by the agent.
//
//   keys/root.key  keys/root.pub            Ed25519; signs cards only; may be moved off-line (--root-key FILE)
//   keys/officer.<id>.key, .pub             Ed25519; may instead live in an ssh-agent (then only .pub)
//   keys/log.<n>.key, .pub  keys/tls.<n>.key, .pub          Ed25519; n rises with each rotation
//   keys/transport.<n>.key, .pub  keys/evidence.<n>.key, .pub  keys/home.1.key, .pub      X25519 (age)
//
// .key is what crypto/keyfile.hpp writes (`age -d FILE` shows it); .pub is one line: `ssh-ed25519 AAAA…` or `age1…`.
// Officers' keys have the officer's passphrase, all others the home passphrase.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "crypto/keyfile.hpp"
#include "registry/home.hpp"
#include "registry/passphrase.hpp"

namespace rogatory::registry {

enum class KeyKind : std::uint8_t { root, officer, log, tls, transport, evidence, home };
std::string_view text_of(KeyKind kind);
constexpr bool is_signing(KeyKind kind) { return kind <= KeyKind::tls; }

/// One key file of the home.
struct KeyName {
  KeyKind kind = KeyKind::root;
  std::string officer;     ///< for KeyKind::officer
  std::int64_t number = 0;  ///< for those that rotate
  /// "officer.registry-2", "transport.3", "root".
  [[nodiscard]] std::string text() const;
};

/// What a new key file is protected with; null passphrase is plain (`init --no-passphrase`).
struct NewKeyPassphrases {
  const crypto::SecretBytes* home = nullptr;
  const crypto::SecretBytes* officer = nullptr;
};

class KeyRing {
 public:
  /// Keeps references; both outlive the ring. The agent of the home is asked first, where it runs.
  KeyRing(const Home& home, PassphraseSource& passphrases);
  ~KeyRing();

  /// The root key; from `file` where it was moved off-line, else from keys/. not_found with the next step where it is
  /// neither here nor named; wrong_key after three tries.
  Result<crypto::SigningKey> root(const std::optional<std::string>& file);
  /// The officer's signer: keys/, else an ssh-agent (SSH_AUTH_SOCK) that holds the key of the card. not_found.
  Result<std::unique_ptr<crypto::Signer>> officer(const std::string& id, const crypto::PublicKey& key);
  /// All identities of a kind, newest first: transport, evidence or home.
  Result<std::vector<crypto::age::Identity>> identities(KeyKind kind);

  /// The text of one key file, as the agent keeps it.
  Result<crypto::SecretBytes> key_text(const KeyName& name);
  /// The keys that are on disk, by name.
  Result<std::vector<KeyName>> list();

 private:
  struct Impl;
  std::unique_ptr<Impl> m_impl;
};

/// Makes a key and writes .key and .pub durably; an existing one is never overwritten.
Result<crypto::PublicKey> make_signing_key(FileSystem& fs, const std::string& keys_directory, const KeyName& name,
                                           std::string_view comment, crypto::KeyProtection protection);
Result<crypto::age::Recipient> make_age_key(FileSystem& fs, const std::string& keys_directory, const KeyName& name,
                                            crypto::KeyProtection protection);

}  // namespace rogatory::registry
