// What a command that reads a ledger works with: the logs of CASE, a case of the home, or of DIR, a directory that
// `ledger clone` wrote; whom it trusts, and which keys it holds. With DIR, --trust and --identity no home is needed.
#pragma once

#include <memory>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "ledger/log_source.hpp"
#include "registry/reading.hpp"

namespace rogatory::registry {

/// The place of a case in the index of its home (registry/index.hpp).
struct IndexAccess {
  Home home;
  ledger::CaseId case_id;
  crypto::SecretBytes key;
};

struct CaseAccess {
  std::string name;                       ///< as people say it: the directory, or the case's id
  std::optional<Home> home;               ///< where one was opened
  std::optional<ledger::CaseId> case_id;  ///< of a case of the home
  std::string repository;                 ///< a bare repository with these logs; empty where there is none
  std::unique_ptr<ledger::CaseSource> source;
  crypto::Trust trust;
  std::vector<crypto::age::Identity> identities;
  bool keys_named = false;           ///< by --identity
  std::optional<IndexAccess> index;  ///< of a case of the home whose keys were opened
  std::set<ledger::LogName> forked;  ///< logs of a case of the home of which a fork is known (registry/forks.hpp)
  std::vector<Leftover> leftovers;
};

/// Opens CASE or DIR. What begins as a path (/, ./, ../), or is no case of the home but a directory, is
/// a DIR. Keys: those named;
/// else of a case of the home its own; of a DIR those that the home holds of the same case. not_found; usage where
/// several cases are meant; as reading_access.
Result<CaseAccess> case_access(FileSystem& fs, const std::string& which, const ReadingRequest& request,
                               PassphraseSource& passphrases);

}  // namespace rogatory::registry
