// The cases of a home: where each is, what it is called, and which one is meant.
//
//   HOME/cases/<case>/repository.git      the case's repository: one branch a log (ledger/git.hpp)
//   HOME/cases/<case>/keys/               the keys of its compartments (registry/case_keys.hpp)
//   HOME/cases/<case>/lock                held by the program that appends
//
// A case's directory is made beside its place and renamed: it is there whole or not at all.
#pragma once

#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "ledger/event.hpp"
#include "ledger/log_source.hpp"
#include "registry/case_keys.hpp"

namespace rogatory::registry {

struct CasePaths {
  std::string directory;
  std::string repository;
  std::string keys;
  std::string lock;
};
CasePaths case_paths(const Home& home, const ledger::CaseId& case_id);
/// The same for a case in any directory: one that is still being made.
CasePaths case_paths_in(std::string directory);

/// What is seen of one log at a glance.
struct LogGlance {
  ledger::LogName log;
  std::uint64_t entries = 0;
  std::optional<UtcTime> last_made_at;
};

/// A case as its entries tell it. Read, not verified: `ledger verify` does that.
struct CaseGlance {
  ledger::CaseId id;
  std::string opener;
  UtcTime opened_at;
  std::optional<ledger::CaseOpened> opened;  ///< absent: no key at hand opens it
  std::vector<ledger::Party> parties;
  std::map<std::string, crypto::age::Recipient> recipients;  ///< of the compartments
  std::vector<LogGlance> logs;
  /// By whom: the opener's closes the case, another's its own part. Only of bodies that a key at hand opens.
  std::map<std::string, UtcTime> closed;
};

/// The case that what is given speaks of, by the first entry 0 that reads; nothing where none does. Verify holds all
/// entries to it, and finds out what is wrong.
std::optional<ledger::CaseId> case_of(ledger::CaseSource& source);

/// Which lists of parties and recipients are wanted: those of the opener's first entries, or the newest, for which all
/// of the opener's entries are read.
enum class Lists : std::uint8_t { first, newest };

/// Reads the first entry of each log and the last ones. incomplete where no log has the opener's entry.
Result<CaseGlance> glance_at(ledger::CaseSource& source, std::span<const crypto::age::Identity> identities,
                             Lists lists);

/// One case of the home with what may be said of it.
struct HomeCase {
  CaseGlance glance;
  std::vector<std::string> keys;  ///< compartments whose key is held
};
/// All cases, the oldest first, with the parties that they were opened with. The home key opens their titles.
Result<std::vector<HomeCase>> list_cases(const Home& home, KeyRing& keys);
Result<HomeCase> load_case(const Home& home, KeyRing& keys, const ledger::CaseId& case_id);

/// The case that `which` means: an id or its beginning (4 digits and more), else a reference, else a title. usage with
/// the candidates where there are several; not_found. The home key is used only where the id does not say.
Result<ledger::CaseId> find_case(const Home& home, KeyRing& keys, const std::string& which);

}  // namespace rogatory::registry
