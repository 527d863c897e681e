// How the verification of an excerpt is told: to people and as JSON.
#pragma once

#include "cmd/ui.hpp"
#include "ledger/excerpt.hpp"

namespace rogatory::cmd {

/// Findings first, then each entry with what it says and who saw it, the verdict in one word, and what is not proven.
void show_report(Ui& ui, const std::string& file, const ledger::ExcerptReport& report);

/// schemas/ledger-verify.json, with `entries` and without logs.
Json report_document(const std::string& file, const ledger::ExcerptReport& report);

}  // namespace rogatory::cmd
