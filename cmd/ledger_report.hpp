// How the verification of a ledger is told: to people and as JSON.
#pragma once

#include "cmd/ui.hpp"
#include "ledger/verify.hpp"

namespace rogatory::cmd {

/// Findings first, then each log, the verdict in one word, and what is not proven.
void show_report(Ui& ui, const std::string& name, const ledger::CaseReport& report);

/// schemas/ledger-verify.json.
Json report_document(const std::string& name, const ledger::CaseReport& report);

/// Findings alone, and what to do about the first; nothing where there are none.
void show_findings(Ui& ui, const ledger::CaseReport& report);
Json findings_document(const ledger::CaseReport& report);

}  // namespace rogatory::cmd
