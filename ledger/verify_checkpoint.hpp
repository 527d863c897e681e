// The checkpoint of a log against its entries, and other notes that are said to be its.
#pragma once

#include "crypto/checkpoint.hpp"
#include "ledger/log_facts.hpp"

namespace rogatory::ledger {

/// A note as a log writes it: one signature line and no extensions. malformed.
struct LogNote {
  crypto::Checkpoint checkpoint;
  Head head;  ///< as an entry would name it
};
Result<LogNote> parse_log_note(ByteView bytes);

/// checkpoint.form, checkpoint.signature, checkpoint.root. After the walk.
Result<void> judge_checkpoint(LogFacts& log, const CaseId& case_id);

}  // namespace rogatory::ledger
