// The forks that this home has seen: of a log whose author's key signed two histories, both checkpoints.
//
//   HOME/cases/<case>/forks/<log>.json    {"common":n,"log","notes":[here,offered],"type":"rogatory-fork/1"}
//
// A log that forked is frozen: nothing of it is taken any more, and every verification says so.
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

}  // namespace rogatory::registry
