#include "registry/keys.hpp"

#include <algorithm>
#include <cstdlib>

#include "crypto/ssh_agent.hpp"
#include "registry/agent.hpp"

namespace rogatory::registry {
namespace {

PassphraseOwner owner_of(KeyKind kind) {
  return kind == KeyKind::officer ? PassphraseOwner::officer : PassphraseOwner::home;
}

std::string key_path(const Home& home, const KeyName& name) { return home.file("keys/" + name.text() + ".key"); }

Error no_root_key(const Home& home) {
  return Error(ErrorCode::not_found, "the root key of " + home.authority() + " is not in this home")
      .because("cards are signed by the root key, which was moved off-line")
      .next("bring its medium and name the file: --root-key FILE");
}

}  // namespace

KeyRing::KeyRing(const Home& home, PassphraseSource& passphrases) : m_home(home), m_passphrases(passphrases) {}

std::string KeyRing::what_of(const KeyName& name) const {
  return name.kind == KeyKind::officer ? "officer " + name.officer + "@" + m_home.authority()
                                       : "the home " + m_home.authority();
}

Result<KeyRing::Opened> KeyRing::open_file(const std::string& path, PassphraseOwner owner, const std::string& what) {
  ROG_TRY_ASSIGN(const bool locked, crypto::key_file_needs_passphrase(m_home.fs(), path));
  if (!locked) {
    ROG_TRY_ASSIGN(crypto::SecretBytes text, crypto::load_key_file(m_home.fs(), path, nullptr));
    return Opened{.text = std::move(text), .passphrase = std::nullopt};
  }
  for (int attempt = 0;; ++attempt) {
    ROG_TRY_ASSIGN(crypto::SecretBytes passphrase,
                   m_passphrases.get({.owner = owner, .what = what, .is_new = false, .attempt = attempt}));
    Result<crypto::SecretBytes> text = crypto::load_key_file(m_home.fs(), path, &passphrase);
    if (text) {
      return Opened{.text = *std::move(text), .passphrase = std::move(passphrase)};
    }
    if (text.error().code() != ErrorCode::wrong_key) {
      return fail(std::move(text).error());
    }
    if (attempt + 1 == k_passphrase_tries) {
      return fail(Error(ErrorCode::wrong_key, "wrong passphrase for " + what)
                      .because(path + " did not open in " + std::to_string(k_passphrase_tries) + " tries")
                      .next("find the passphrase and run the command again; it cannot be recovered from the key"));
    }
  }
}

Result<crypto::SecretBytes> KeyRing::key_text(const KeyName& name) {
  // An agent that does not answer well is no reason to stop: the passphrase opens the same key.
  if (Result<std::optional<crypto::SecretBytes>> answer = agent_get(m_home, name.text())) {
    if (std::optional<crypto::SecretBytes>& unlocked = *answer) {
      return *std::move(unlocked);
    }
  }
  ROG_TRY_ASSIGN(Opened opened, open_file(key_path(m_home, name), owner_of(name.kind), what_of(name)));
  return std::move(opened.text);
}

Result<crypto::SigningKey> KeyRing::root(const crypto::PublicKey& card_root, const std::optional<std::string>& file) {
  std::optional<std::string> path = file;
  ROG_TRY_ASSIGN(const std::vector<KeyName> names, list());
  for (const KeyName& name : names) {
    if (path || name.kind != KeyKind::root) {
      continue;
    }
    ROG_TRY_ASSIGN(const std::string text, load_public_text(m_home, name));
    if (text == card_root.openssh()) {
      path = key_path(m_home, name);
    }
  }
  if (!path) {
    return fail(no_root_key(m_home));
  }
  ROG_TRY_ASSIGN(const Opened opened, open_file(*path, PassphraseOwner::home, "the home " + m_home.authority()));
  ROG_TRY_ASSIGN(crypto::SigningKey key, crypto::parse_openssh_private(opened.text.expose()));
  if (key.public_key() != card_root) {
    return fail(
        Error(ErrorCode::wrong_key, *path + " is not the root key of our newest card")
            .because("it holds " + key.public_key().fingerprint() + ", the card's root is " + card_root.fingerprint())
            .next("name the right file: --root-key FILE"));
  }
  return key;
}

Result<std::unique_ptr<crypto::Signer>> KeyRing::officer(const std::string& id, const crypto::PublicKey& key) {
  const KeyName name{.kind = KeyKind::officer, .officer = id, .number = 0};
  ROG_TRY_ASSIGN(const bool here, base::exists(m_home.fs(), key_path(m_home, name)));
  if (here) {
    ROG_TRY_ASSIGN(const crypto::SecretBytes text, key_text(name));
    ROG_TRY_ASSIGN(crypto::SigningKey own, crypto::parse_openssh_private(text.expose()));
    if (own.public_key() != key) {
      return fail(
          Error(ErrorCode::wrong_key, key_path(m_home, name) + " is not the key that our card names for " + id)
              .because("the card says " + key.fingerprint() + ", the file holds " + own.public_key().fingerprint())
              .next("restore the officer's key file from a backup, or add an officer with a new id"));
    }
    return std::make_unique<crypto::SigningKey>(std::move(own));
  }
  const char* socket = std::getenv("SSH_AUTH_SOCK");
  if (socket == nullptr || *socket == '\0') {
    return fail(Error(ErrorCode::not_found, "the key of officer " + id + " is not in this home")
                    .because("neither is there an ssh-agent (SSH_AUTH_SOCK is not set)")
                    .next("start an ssh-agent that holds " + key.fingerprint() + ", or use another officer: --as ID"));
  }
  Result<std::unique_ptr<crypto::Signer>> signer = crypto::agent_signer(socket, key);
  if (!signer) {
    return fail(std::move(signer)
                    .error()
                    .while_("the key of officer " + id)
                    .next("ssh-add the key " + key.fingerprint() + ", or use another officer: --as ID"));
  }
  return signer;
}

Result<std::unique_ptr<crypto::Signer>> KeyRing::log(const crypto::PublicKey& key) {
  ROG_TRY_ASSIGN(const std::vector<KeyName> names, list());
  for (const KeyName& name : names) {
    if (name.kind != KeyKind::log) {
      continue;
    }
    ROG_TRY_ASSIGN(const std::string text, load_public_text(m_home, name));
    if (text != key.openssh()) {
      continue;
    }
    ROG_TRY_ASSIGN(const crypto::SecretBytes secret, key_text(name));
    ROG_TRY_ASSIGN(crypto::SigningKey own, crypto::parse_openssh_private(secret.expose()));
    if (own.public_key() != key) {
      return fail(Error(ErrorCode::wrong_key, key_path(m_home, name) + " is not the log key that our card names")
                      .because("its .pub beside it says another key than it holds")
                      .next("restore the file from a backup, or make a new one: rogatory card rotate log"));
    }
    return std::make_unique<crypto::SigningKey>(std::move(own));
  }
  return fail(Error(ErrorCode::not_found, "the log key of " + m_home.authority() + " is not in this home")
                  .because("our newest card names " + key.fingerprint() + ", and no keys/log.*.key is that key")
                  .next("restore it from a backup, or make a new one: rogatory card rotate log"));
}

Result<std::vector<crypto::age::Identity>> KeyRing::identities(KeyKind kind) {
  ROG_TRY_ASSIGN(std::vector<KeyName> names, list());
  std::erase_if(names, [kind](const KeyName& name) { return name.kind != kind; });
  std::reverse(names.begin(), names.end());
  std::vector<crypto::age::Identity> identities;
  for (const KeyName& name : names) {
    ROG_TRY_ASSIGN(const crypto::SecretBytes text, key_text(name));
    ROG_TRY_ASSIGN(std::vector<crypto::age::Identity> found, crypto::age::parse_identity_file(text.expose()));
    std::move(found.begin(), found.end(), std::back_inserter(identities));
  }
  return identities;
}

Result<std::optional<crypto::SecretBytes>> KeyRing::home_passphrase() {
  const KeyName name{.kind = KeyKind::home, .officer = {}, .number = 1};
  ROG_TRY_ASSIGN(Opened opened, open_file(key_path(m_home, name), PassphraseOwner::home, what_of(name)));
  return std::move(opened.passphrase);
}

}  // namespace rogatory::registry
