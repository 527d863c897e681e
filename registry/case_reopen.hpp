// The use case "reopen": going on in a case after the home, or its state, came back from a copy.
#pragma once

#include "registry/case_writing.hpp"

namespace rogatory::registry {

struct ReopenRequest {
  ledger::CaseId case_id;
  std::string reason;
  /// A copy of our log that another holds: a directory that `ledger clone` wrote, or a git bundle file.
  std::optional<std::string> from;
};

struct ReopenedLog {
  ledger::LogName log;                       ///< that is written from now on
  std::optional<ledger::LogName> lost;       ///< given up for it; absent: the log itself came back from the copy
  std::uint64_t entries = 0;                 ///< of the lost log that count, or of the one that came back
  std::optional<ledger::Appended> appended;  ///< case.restored, where a new log was begun
};

/// With a copy: our log goes on from it. Without: the next log is begun, and case.restored says why. not_allowed where
/// the log can be appended to; as ledger::adopt_log and ledger::reopen_log.
Result<ReopenedLog> reopen_case(const Home& home, KeyRing& keys, const ReopenRequest& request, const Writing& writing,
                                const Clock& clock);

}  // namespace rogatory::registry
