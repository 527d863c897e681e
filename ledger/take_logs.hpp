// Taking in what another party holds of a case (design: ledger.md "Reading what others wrote"). Each authority writes
// its own log only, so there is nothing to merge: a log that is handed over continues the one that is here, or it is
// not taken.
#pragma once

#include <set>
#include <string>
#include <vector>

#include "ledger/fork_proof.hpp"
#include "ledger/reopen.hpp"

namespace rogatory::ledger {

/// What became of a log that was handed over.
enum class Taking : std::uint8_t {
  added,      ///< it was not here
  grown,      ///< it has more entries than the one that was here
  unchanged,  ///< it is what is here already
  behind,     ///< it has less than what is here
  own,        ///< it is ours: only we write it
  refused,    ///< it is not taken; `findings` or `why` say what is wrong
  forked,     ///< its author's key signed two histories: `fork` is the proof; it is frozen from then on. Ours too
  given_up,   ///< it forked before, and goes on as its author's next log: nothing of it is needed any more
};
std::string_view text_of(Taking taking);

struct TakenLog {
  LogName log;
  Taking taking = Taking::refused;
  std::uint64_t had = 0;          ///< entries that are here
  std::uint64_t has = 0;          ///< entries of what was handed over, by its own word
  std::vector<Finding> findings;  ///< of verify, that speak against taking it
  std::optional<Error> why;       ///< what else does
  std::optional<ForkProof> fork;  ///< where it forked
};

/// What is handed over, and what it is judged by.
struct Handover {
  const CasePlace& place;  ///< ours; its repository is there, empty where the case is new
  std::string quarantine;  ///< the repository that was handed over; it may rest on ours for what it continues
  std::string authority;   ///< ourselves: logs of ours are not taken
  const crypto::Trust& trust;
  std::set<LogName> frozen;  ///< known to have forked: never taken again
};

struct TakeReport {
  std::vector<TakenLog> logs;        ///< in the order of LogName
  std::vector<std::string> strange;  ///< refs that are no log's; nothing of them was taken
  CaseReport after;                  ///< verify's, of all that is here now
};

/// Takes the case's lock (locked after 10 s), and takes each log that only grew (extension.hpp) and whose new entries
/// verify beside all that is here. What waits for others stays no reason against it: a head that is ahead, an entry
/// that its own authority disputes, a body that is not what was committed to. A log is taken as a whole or not at all,
/// its objects before its branch moves; no key is needed, and no body opened; after an Error some of the logs may be
/// taken. An Error only where it could not run; not_found where nothing is handed over.
Result<TakeReport> take_logs(const Handover& handover, Progress& progress);

}  // namespace rogatory::ledger
