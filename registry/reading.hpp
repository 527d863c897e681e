// What a reading command works with: whom it trusts and which keys it holds. With --trust and --identity no home is
// needed.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "ledger/names.hpp"
#include "registry/home.hpp"
#include "registry/passphrase.hpp"
#include "registry/unfinished.hpp"

namespace rogatory::registry {

enum class KeyUse : std::uint8_t {
  if_open,   ///< the home's keys only where they open without asking anybody
  required,  ///< not_found where there is no key at all
};

struct ReadingRequest {
  std::string home;                         ///< empty: nothing names one
  bool home_is_named = false;               ///< a user said so: then that it is missing is an error where it is needed
  std::optional<std::string> trust;         ///< --trust DIR|FILE
  std::vector<std::string> identity_files;  ///< --identity FILE, plain or an age passphrase file
  std::vector<ledger::CaseId> cases;        ///< whose keys of the home are wanted too, as far as it has them
  KeyUse keys = KeyUse::required;
  bool may_ask = true;  ///< whether the home's passphrase may be asked for with KeyUse::if_open
};

struct ReadingAccess {
  std::optional<Home> home;
  crypto::Trust trust;
  std::vector<crypto::age::Identity> identities;
  bool keys_named = false;  ///< by --identity: that none fits is then a result of its own (12)
  std::vector<Leftover> leftovers;
};

/// The cases into which these bundles were sealed, each once. What does not read is passed over: verify says why.
std::vector<ledger::CaseId> cases_of_bundles(FileSystem& fs, const std::vector<std::string>& files);

/// A named trust, identity or home that is missing is an error. A home that nobody named is none, unless it is needed:
/// not_found then says which option helps.
Result<ReadingAccess> reading_access(FileSystem& fs, const ReadingRequest& request, PassphraseSource& passphrases);

}  // namespace rogatory::registry
