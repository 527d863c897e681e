// One log by itself: what stands in it, its cards, and its entries in order.
#pragma once

#include "ledger/log_facts.hpp"

namespace rogatory::ledger {

/// tree.form, card.form, card.chain, card.signature; and entry 0 as it reads, unjudged: it says what the log is.
Result<void> open_log(CaseSource& source, LogFacts& log);

/// What the entries of a log are judged by.
struct LogWalk {
  CaseId case_id;
  const VerifyOptions& options;
  const EntryVisitor& visitor;
  Progress& progress;
  /// The opener's logs, walked before; empty for the opener's own, or where his log is not here.
  std::vector<const LogFacts*> opener;
};

/// Everything that judge() says of each entry, entry.order, head.order, and who may sign. Fills in the facts of the
/// walk.
Result<void> walk_log(LogFacts& log, const LogWalk& walk);

}  // namespace rogatory::ledger
