// The forks that this home has seen: of a log whose author's key signed two histories, both checkpoints.
//
//   HOME/cases/<case>/forks/<log>.json    {"common":n,"log","notes":[here,offered],"type":"rogatory-fork/1"}
//
// A log that forked is frozen: nothing of it is taken any more, every verification says so, and ours is written no
// more; its author goes on with the next one (case_reopen.hpp).
#pragma once

#include <map>

#include "ledger/fork_proof.hpp"
#include "registry/cases.hpp"

namespace rogatory::registry {

using Forks = std::map<ledger::LogName, ledger::ForkProof>;

/// By log; empty where none was seen. malformed where a record does not read.
Result<Forks> load_forks(const Home& home, const ledger::CaseId& case_id);
/// Keeps the first proof there is of a log, durably. The case is there.
Result<void> save_fork(const Home& home, const ledger::CaseId& case_id, const ledger::LogName& log,
                       const ledger::ForkProof& fork);

/// fork (23) where a fork of `ours`, a log of this home, is known: nothing is appended to it any more.
Result<void> check_not_forked(const Home& home, const ledger::CaseId& case_id, const ledger::LogName& ours);

}  // namespace rogatory::registry
