// Making a home: built beside its place under a temporary name, synced, renamed into place whole.
#pragma once

#include "bundle/restore.hpp"
#include "registry/home.hpp"
#include "registry/keys.hpp"
#include "registry/officers.hpp"

namespace rogatory::registry {

struct NewHome {
  std::string authority;
  std::string country;
  std::string name;
  std::string role;
  std::string zone;
  std::string calendar;
  std::vector<std::string> languages;
  std::optional<std::string> address;
  NewOfficer officer;
  /// Where the root's secret key goes instead of keys/: its own medium.
  std::optional<std::string> root_key_file;
  /// Where the home's state is kept (registry/state_directory.hpp); absent: in the default place.
  std::optional<std::string> state_directory;
};

/// What new key files are protected with; null is plain (`init --no-passphrase`).
struct NewKeyPassphrases {
  const crypto::SecretBytes* home = nullptr;
  const crypto::SecretBytes* officer = nullptr;
};

/// What can be wrong with what was asked for, before a passphrase is: usage; refused where `path` exists and is not an
/// empty directory.
Result<void> check_new_home(FileSystem& fs, const std::string& path, const NewHome& wanted, UtcTime now);

/// Makes the home with its keys and card 1. After an Error nothing is left, neither at `path` nor at root_key_file. The
/// log is told where the home is built, before it is, so that a later start finds what a killed program left.
Result<Home> init_home(FileSystem& fs, const std::string& path, const NewHome& wanted,
                       const NewKeyPassphrases& passphrases, const Clock& clock,
                       bundle::StagingLog& log = bundle::StagingLog::none());

}  // namespace rogatory::registry
