// What `ledger reopen` does where our own log in a case cannot be appended to any more: the home or the log state came
// back from a copy, or the log forked. It goes on with the log, where a copy of all of it came back, or starts the
// next.
#pragma once

#include "ledger/fork_proof.hpp"
#include "ledger/log_source.hpp"
#include "ledger/own_log.hpp"

namespace rogatory::ledger {

/// A case's repository and where the states of our logs in it are.
struct CasePlace {
  FileSystem* fs = nullptr;
  std::string repository;
  std::string states;  ///< the directory STATE/<case>, outside the home
  std::string lock;
  CaseId case_id;

  [[nodiscard]] LogPlace log(const LogName& name) const;
};

/// The log of ours that is to be appended to: the highest number of which a branch, a state, or a head that a log key
/// of `cards` signed in another's log is known; 1 where none is. So a home from before a restart does not go on with
/// the log that was given up.
Result<LogName> newest_log(const CasePlace& place, const crypto::CardChain& cards);

/// Goes on with our log from `copy`: another party's copy, or a clone of our own. It must hold every entry that we hold
/// and every one that the log state knows of, byte for byte, in order, each signed by an officer of the card it names,
/// with a checkpoint that verifies under the log key; its cards may be newer than `cards`, not others. Then its entries
/// are ours, and the state is made anew. The size of the log. altered, fork, incomplete, malformed, untrusted: what is
/// wrong with the copy; nothing has changed then.
Result<std::uint64_t> adopt_log(const LogPlace& place, const crypto::CardChain& cards, LogSource& copy);

/// Why the newest log is given up.
struct ReopenCause {
  bool is_lost = false;           ///< the caller's word that nobody knows how far it got
  std::optional<ForkProof> fork;  ///< its key signed two histories
};

struct Reopened {
  LogName log;
  LogName lost;
  std::uint64_t held = 0;     ///< entries of the lost log that are here
  std::uint64_t counted = 0;  ///< of which so many count
  Appended appended;
};

/// Opens the log after the newest one, with entry 0 as its restart; an opener's repeats parties and recipients. `body`
/// is case.restored.
///   restored  what we hold of the newest log counts, and names its last note; what others saw beyond it does not
///   fork      what both histories have in common counts, and no more than every party's head of the log bears out;
///             both notes are named. `cards` must name a log key that signed neither: refused else
/// not_allowed: the newest log can be appended to; fork: without one given, a head of ours contradicts it; refused:
/// there would be more than 999.
Result<Reopened> reopen_log(const CasePlace& place, const crypto::CardChain& cards, const Signatories& who,
                            EntryDraft::BodyDraft body, const Clock& clock, const ReopenCause& cause = {});

}  // namespace rogatory::ledger
