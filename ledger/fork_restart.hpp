// What a restart after a fork of our log may count, and under which key it may begin (design: ledger.md "Heads and
// forks"; verify_restart.hpp judges the same of everybody). Internal to reopening.
#pragma once

#include "ledger/fork_proof.hpp"
#include "ledger/stored_log.hpp"

namespace rogatory::ledger {

/// refused where the log key of `newest` is that of `last`, the card which the last entry held of the forked log names
/// (null: none), or signed one of the two notes; malformed where a note does not read.
Result<void> check_new_log_key(const std::string& origin, const ForkProof& fork, const crypto::Card* last,
                               const crypto::Card& newest);

/// How many of the first `limit` entries of `log` no head contradicts: all of them; else those of the largest head that
/// fits before the first one that does not. `limit` entries are there. Errors as StoredLog::entry.
Result<std::uint64_t> accepted_by_all(StoredLog& log, std::uint64_t limit, std::vector<Head> heads);

}  // namespace rogatory::ledger
