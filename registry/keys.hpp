// The keys of a home: one file each, opened one at a time, by a passphrase or by the agent.
//
//   keys/root.key, .pub                     Ed25519; signs cards only; may be moved off-line (--root-key FILE)
//   keys/officer.<id>.key, .pub             Ed25519; may instead live in an ssh-agent (then only .pub)
//   keys/log.<n>.key, .pub  keys/tls.<n>.key, .pub          Ed25519; n rises with each rotation
//   keys/transport.<n>.key, .pub  keys/evidence.<n>.key, .pub  keys/home.1.key, .pub      X25519 (age)
//
// .key is what crypto/keyfile.hpp writes (`age -d FILE` shows it); .pub is one line: `ssh-ed25519 AAAA…` or `age1…`.
// Officers' keys have the officer's passphrase, all others the home passphrase. The roots after the first are root.2,
// root.3, …; which key of a kind is in force is what our newest card says, never the number: a key made by a program
// that died before its card was signed is simply not in force.
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
std::optional<KeyKind> key_kind_of(std::string_view text);
constexpr bool is_signing(KeyKind kind) { return kind <= KeyKind::tls; }

/// One key file of the home.
struct KeyName {
  KeyKind kind = KeyKind::root;
  std::string officer;      ///< for KeyKind::officer
  std::int64_t number = 0;  ///< for those that rotate; the first root has none
  /// "officer.registry-2", "transport.3", "root".
  [[nodiscard]] std::string text() const;
  /// What text() writes; nothing for any other text.
  static std::optional<KeyName> parse(std::string_view text);
  auto operator<=>(const KeyName&) const = default;
};

class KeyRing {
 public:
  /// Keeps references; both outlive the ring. The agent of the home is asked first, where it runs.
  KeyRing(const Home& home, PassphraseSource& passphrases);

  /// The key of the card's root; from `file` where it was moved off-line, else from keys/. not_found with the next step
  /// where it is neither here nor named; wrong_key after three tries, or where `file` holds another key.
  Result<crypto::SigningKey> root(const crypto::PublicKey& card_root, const std::optional<std::string>& file);
  /// The officer's signer: keys/, else an ssh-agent (SSH_AUTH_SOCK) that holds the key of the card. not_found.
  Result<std::unique_ptr<crypto::Signer>> officer(const std::string& id, const crypto::PublicKey& key);
  /// The key that signs checkpoints: the one that the card names as its log key. not_found where no keys/log.<n>.key
  /// is.
  Result<std::unique_ptr<crypto::Signer>> log(const crypto::PublicKey& key);
  /// All identities of a kind, newest first: transport, evidence or home.
  Result<std::vector<crypto::age::Identity>> identities(KeyKind kind);

  /// The text of one key file, as the agent keeps it.
  Result<crypto::SecretBytes> key_text(const KeyName& name);
  /// The keys whose secret half is on disk, by name.
  Result<std::vector<KeyName>> list() const;

  /// The passphrase of the home, tried on the home key; nothing where the home has none (`init --no-passphrase`).
  Result<std::optional<crypto::SecretBytes>> home_passphrase();

 private:
  struct Opened {
    crypto::SecretBytes text;
    std::optional<crypto::SecretBytes> passphrase;  ///< that opened it; none for a plain file
  };
  Result<Opened> open_file(const std::string& path, PassphraseOwner owner, const std::string& what);
  [[nodiscard]] std::string what_of(const KeyName& name) const;

  const Home& m_home;
  PassphraseSource& m_passphrases;
};

/// The public half from HOME/keys/<name>.pub. not_found, malformed.
Result<std::string> load_public_text(const Home& home, const KeyName& name);
/// Whom to encrypt to what only this home shall read: the public half of its home key. not_found, malformed.
Result<crypto::age::Recipient> home_recipient(const Home& home);
/// The first number of this kind that neither .key nor .pub in keys/ has.
Result<KeyName> next_key_name(const Home& home, KeyKind kind);

/// Key files just made. Unless kept, they are taken away again when this goes: no card names them, so nobody can have
/// used them.
class NewKeyFiles {
 public:
  explicit NewKeyFiles(FileSystem& fs) : m_fs(&fs) {}
  NewKeyFiles(NewKeyFiles&&) = delete;
  ~NewKeyFiles();
  void add(std::string path) { m_paths.push_back(std::move(path)); }
  void keep() { m_paths.clear(); }

 private:
  FileSystem* m_fs;
  std::vector<std::string> m_paths;
};

/// Makes a key and writes .pub, then .key durably: no .key is ever without its .pub. An existing one is never
/// overwritten (refused). Each file made is told to `made`. With `file` the secret half goes there instead (the root's,
/// on its own medium).
Result<crypto::SigningKey> make_signing_key(NewKeyFiles& made, FileSystem& fs, const std::string& keys_directory,
                                            const KeyName& name, std::string_view comment,
                                            crypto::KeyProtection protection,
                                            const std::optional<std::string>& file = std::nullopt);
Result<crypto::age::Recipient> make_age_key(NewKeyFiles& made, FileSystem& fs, const std::string& keys_directory,
                                            const KeyName& name, crypto::KeyProtection protection);
/// Writes the .pub alone, for a key that lives in an ssh-agent.
Result<void> save_public_text(NewKeyFiles& made, FileSystem& fs, const std::string& keys_directory, const KeyName& name,
                              std::string_view text);

}  // namespace rogatory::registry
