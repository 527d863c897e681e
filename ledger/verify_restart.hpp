// Logs that go on under another number: what a restart leaves of the log before it, and whether it may.
#pragma once

#include "ledger/log_facts.hpp"

namespace rogatory::ledger {

/// Says of each log how many of its entries count, by the first entry of the next one. Before the walk.
void find_restarts(AllLogs& logs);

/// entry.order, head.signature, head.ahead and log.fork of restarts. After the walks and judge_checkpoint.
void judge_restarts(AllLogs& logs, const CaseId& case_id, const std::optional<std::string>& opener);

}  // namespace rogatory::ledger
