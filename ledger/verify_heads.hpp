// What logs say of one another: heads, witnesses, forks (design: ledger.md "Heads and forks").
//
// A head is the root and size of a log as another author held it, with the signature by which that log's key signed it.
// Without a valid one it proves nothing against anybody: the entry that names it is refused, not the log.
#pragma once

#include "ledger/log_facts.hpp"

namespace rogatory::ledger {

/// Whether `sig`, the field of a signature line, is that of the log's key over a checkpoint of this size and root.
bool is_signed_head(const std::string& origin, const Head& head, const crypto::Card& card);

/// head.signature, head.ahead, log.fork, and of a log whose checkpoint does not hold checkpoint.root; says of each head
/// whether it holds, and of each log who saw it. After every walk, judge_checkpoint and find_restarts.
void judge_heads(AllLogs& logs, const CaseId& case_id, unsigned threads);

/// The roots of the first sizes[i] entries, for sizes in ascending order, none above leaves.size().
std::vector<crypto::Sha256> roots_at(std::span<const crypto::Sha256> leaves, std::span<const std::uint64_t> sizes);

}  // namespace rogatory::ledger
