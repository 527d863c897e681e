// doctor: the files of keys/ against our newest card.
#include <unistd.h>

#include <algorithm>

#include "base/text.hpp"
#include "registry/doctor.hpp"
#include "registry/keys.hpp"

namespace rogatory::registry {
namespace {

struct Seen {
  std::vector<std::string> in_force;  ///< names of keys that the card names
  std::vector<std::string> plain;     ///< without a passphrase
  std::vector<Examination> found;
};

/// Whether `text` (a .pub) is what the card says of this kind of key.
bool is_in_force(const KeyName& name, const std::string& text, const crypto::Card& card) {
  switch (name.kind) {
    case KeyKind::root:
      return text == card.root.openssh();
    case KeyKind::officer: {
      const crypto::Officer* officer = card.officer(name.officer);
      return officer != nullptr && text == officer->key.openssh();
    }
    case KeyKind::log: {
      const Result<crypto::PublicKey> key = crypto::PublicKey::parse_openssh(text);
      return key && key->bytes == card.log_key;
    }
    case KeyKind::transport:
      return text == card.transport.text();
    case KeyKind::evidence:
      return text == card.evidence.text();
    case KeyKind::home:
    case KeyKind::tls:
      return true;  // the card names the home key not at all, and TLS by its hash alone
  }
  ROG_ASSERT(false);
}

void examine_file(const Home& home, const KeyName& name, const crypto::Card& card, Seen& seen) {
  const std::string path = home.file("keys/" + name.text() + ".key");
  const base::SysResult<struct stat> status = home.fs().stat_at(AT_FDCWD, path, AT_SYMLINK_NOFOLLOW);
  if (!status || !S_ISREG(status->st_mode) || status->st_uid != ::geteuid() || (status->st_mode & 077U) != 0) {
    seen.found.push_back({"keys", Health::problem, path + " is not a private file of our own", "chmod 600 " + path});
  }
  const Result<bool> locked = crypto::key_file_needs_passphrase(home.fs(), path);
  if (!locked) {
    seen.found.push_back({"keys", Health::problem, locked.error().sentence(), "restore it from a backup"});
  } else if (!*locked) {
    seen.plain.push_back(name.text());
  }
  const Result<std::string> text = load_public_text(home, name);
  if (!text) {
    seen.found.push_back({"keys", Health::problem, text.error().sentence(), "restore the .pub file from a backup"});
  } else if (is_in_force(name, *text, card)) {
    seen.in_force.push_back(name.text());
  } else if (name.kind == KeyKind::officer) {
    seen.found.push_back({"keys", Health::advice, path + " is named by no card", "remove it if nobody knows it"});
  }
}

bool holds(const Seen& seen, std::string_view kind) {
  return std::any_of(seen.in_force.begin(), seen.in_force.end(), [kind](const std::string& name) {
    return name == kind || name.starts_with(std::string(kind) + ".");
  });
}

}  // namespace

std::vector<Examination> examine_keys(const Home& home, const crypto::Card& card) {
  const Result<std::vector<std::string>> files = names_in(home.fs(), home.file("keys"));
  if (!files) {
    return {{"keys", Health::problem, files.error().sentence(), "restore keys/ from a backup"}};
  }
  Seen seen;
  for (const std::string& file : *files) {
    const std::optional<KeyName> name =
        file.ends_with(".key") ? KeyName::parse(file.substr(0, file.size() - 4)) : std::nullopt;
    if (name) {
      examine_file(home, *name, card, seen);
    }
  }
  for (const char* kind : {"log", "transport", "evidence", "home"}) {
    if (!holds(seen, kind)) {
      seen.found.push_back({"keys", Health::problem, "the " + std::string(kind) + " key in force is not in the home",
                            "restore it from a backup, or replace it: rogatory card rotate " + std::string(kind)});
    }
  }
  if (seen.found.empty()) {
    seen.found.push_back(
        {"keys", Health::ok, std::to_string(seen.in_force.size()) + " keys in force, all private", {}});
  }
  if (!seen.plain.empty()) {
    seen.found.push_back({"passphrases", Health::advice, "no passphrase protects " + base::join(seen.plain, ", "),
                          "keep the home on an encrypted disk"});
  } else {
    seen.found.push_back({"passphrases", Health::ok, "every key has a passphrase", {}});
  }
  if (holds(seen, "root")) {
    seen.found.push_back({"root", Health::advice, "the root key is still in the home",
                          "move " + home.file("keys/root*.key") + " to a medium off-line and name it with --root-key"});
  } else {
    seen.found.push_back({"root", Health::ok, "the root key is not in the home", {}});
  }
  return seen.found;
}

}  // namespace rogatory::registry
