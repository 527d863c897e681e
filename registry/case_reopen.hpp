// The use case "reopen": going on in a case after the home, or its state, came back from a copy, or after our log
// forked.
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
  bool is_forked = false;                    ///< what was given up had two signed histories
  std::uint64_t held = 0;                    ///< entries of the lost log, or of the one that came back, that are here
  std::uint64_t entries = 0;                 ///< of those, how many count
  std::optional<ledger::Appended> appended;  ///< case.restored, where a new log was begun
};

/// With a copy: our log goes on from it. Without: the next log is begun, and case.restored says why; where a fork of
/// our log is known here (registry/forks.hpp), as one that follows a fork. not_allowed where the log can be appended
/// to; fork where a copy is offered of a log that forked; as ledger::adopt_log and ledger::reopen_log.
Result<ReopenedLog> reopen_case(const Home& home, KeyRing& keys, const ReopenRequest& request, const Writing& writing,
                                const Clock& clock);

}  // namespace rogatory::registry
