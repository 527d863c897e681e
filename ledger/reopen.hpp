// What `ledger reopen` does where our own log in a case cannot be appended to any more, because the home or the log
// state came back from a copy: go on with the log, where a copy of all of it came back, or start the next one.
#pragma once

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

/// Opens the log after the newest one, with entry 0 as its restart (reason restored): from what we hold of the newest
/// log on, its entries no longer count. An opener's repeats parties and recipients. `body` is case.restored.
/// not_allowed: the newest log can be appended to, unless `is_lost`, the caller's word that nobody knows how far it
/// got; refused: there would be more than 999.
struct Reopened {
  LogName log;
  LogName lost;
  std::uint64_t counted = 0;  ///< entries of the lost log that count
  Appended appended;
};
Result<Reopened> reopen_log(const CasePlace& place, const crypto::CardChain& cards, const Signatories& who,
                            EntryDraft::BodyDraft body, const Clock& clock, bool is_lost = false);

}  // namespace rogatory::ledger
