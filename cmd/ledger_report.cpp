#include "cmd/ledger_report.hpp"

#include "base/text.hpp"
#include "cmd/bundle_report.hpp"

namespace rogatory::cmd {
namespace {

using base::Finding;
using base::Verdict;
using ledger::CaseReport;
using ledger::LogReport;

void show_finding(Ui& ui, const std::string& where, const Finding& found) {
  ui.line({{"  FAILED ", Tone::bad},
           {std::string(found.check->name), Tone::strong},
           {" (" + std::to_string(base::exit_status(found.check->code)) + ") " + where + ": " + found.detail}});
}

Json finding_document(const Finding& found, const std::string& log) {
  Json::Object document{{"check", found.check->name},
                        {"code", base::word(found.check->code)},
                        {"detail", base::to_utf8_lossy(found.detail)},
                        {"status", base::exit_status(found.check->code)}};
  if (!log.empty()) {
    document["log"] = log;
  }
  return document;
}

const Finding* first_finding(const CaseReport& report) {
  if (!report.findings.empty()) {
    return report.findings.data();
  }
  for (const LogReport& log : report.logs) {
    if (!log.findings.empty()) {
      return log.findings.data();
    }
  }
  return nullptr;
}

std::string next_step(const CaseReport& report) {
  const Finding* first = first_finding(report);
  if (first == nullptr) {
    return "";
  }
  if (first->check->name == "card.trust") {
    return "rogatory peer add FILE pins the authority's card; or name whom you trust: --trust DIR|FILE";
  }
  if (first->check->name == "entry.disputed") {
    return "ask the authority, over a channel you know, why it takes back what others had seen; the entry stands as it "
           "is";
  }
  switch (report.verdict) {
    case Verdict::incomplete:
      return "ask the authority whose log it is for a newer copy";
    case Verdict::untrusted:
      return "ask the authority, over a channel you know, whether the officer could sign at that time";
    case Verdict::fail:
      return "do not rely on it; keep it as it is, and compare it with the copy of another party";
    case Verdict::pass:
    case Verdict::pass_outside:
      break;
  }
  return "";
}

/// Up to which entry each of the others has seen a log, and what nobody else has.
std::string witnesses_of(const LogReport& log) {
  std::uint64_t most = 0;
  std::vector<std::string> seen;
  for (const ledger::Witness& witness : log.witnesses) {
    most = std::max(most, witness.size);
    if (witness.size > 0) {
      seen.push_back(witness.by.text() + " up to entry " + std::to_string(witness.size - 1));
    }
  }
  if (seen.empty()) {
    return "nobody; all of it stands on its author alone";
  }
  return base::join(seen, ", ") +
         (most < log.entries ? "; the rest stands on its author alone" : "; none of it stands on its author alone");
}

std::string told(const ledger::Restart& restart) {
  const std::string count = std::to_string(restart.size) + (restart.size == 1 ? " entry counts" : " entries count");
  return restart.log.text() + ", of which " + count + ": " +
         (restart.reason == ledger::RestartReason::fork
              ? "its key signed two histories, whose checkpoints stand in the first entry"
              : "its author's home came back from a copy");
}

Json document_of(const ledger::Restart& restart) {
  return Json::Object{{"log", restart.log.text()}, {"reason", ledger::text_of(restart.reason)}, {"size", restart.size}};
}

void show_log(Ui& ui, const LogReport& log) {
  ui.line({{"  log        "}, {log.log.text(), Tone::strong}, {", " + base::counted(log.entries, "entry", "entries")}});
  if (log.first_made_at && log.last_made_at) {
    ui.line("    time       " + log.first_made_at->text() + " to " + log.last_made_at->text());
  }
  if (log.follows) {
    ui.line("    follows    " + told(*log.follows));
  }
  ui.line("    root       " + log.root.hex());
  ui.line("    bodies     " + std::to_string(log.opened) + " of " + std::to_string(log.bodies) + " opened");
  ui.line("    author     " + (log.trusted_by.empty() ? "not trusted" : log.trusted_by));
  if (log.cards) {
    const crypto::Card& card = log.cards->newest();
    ui.line("    cards      revocations known up to card " + std::to_string(card.version) + " of " +
            card.issued_at.text());
  }
  ui.line("    witnesses  " + witnesses_of(log));
  if (ui.verbose()) {
    std::string passed;
    for (const std::string_view name : log.passed) {
      passed += (passed.empty() ? "" : " ") + std::string(name);
    }
    ui.line("    passed     " + passed);
  }
}

Json log_document(const LogReport& log) {
  Json::Array witnesses;
  for (const ledger::Witness& witness : log.witnesses) {
    witnesses.push_back(Json::Object{{"by", witness.by.text()}, {"size", witness.size}});
  }
  Json::Object document{{"bodies", log.bodies},
                        {"entries", log.entries},
                        {"log", log.log.text()},
                        {"opened", log.opened},
                        {"passed", Json::Array(log.passed.begin(), log.passed.end())},
                        {"root", log.root.hex()},
                        {"trusted_by", log.trusted_by},
                        {"witnesses", std::move(witnesses)}};
  if (log.cards) {
    document["card"] =
        Json::Object{{"issued_at", log.cards->newest().issued_at.text()}, {"version", log.cards->newest().version}};
  }
  if (log.first_made_at && log.last_made_at) {
    document["first_made_at"] = log.first_made_at->text();
    document["last_made_at"] = log.last_made_at->text();
  }
  if (log.follows) {
    document["follows"] = document_of(*log.follows);
  }
  if (log.last) {
    document["last_entry"] = log.last->hex();
  }
  return document;
}

}  // namespace

void show_findings(Ui& ui, const CaseReport& report) {
  for (const Finding& found : report.findings) {
    show_finding(ui, "in the case", found);
  }
  for (const LogReport& log : report.logs) {
    for (const Finding& found : log.findings) {
      show_finding(ui, log.log.text(), found);
    }
  }
}

Json findings_document(const CaseReport& report) {
  Json::Array findings;
  for (const Finding& found : report.findings) {
    findings.push_back(finding_document(found, ""));
  }
  for (const LogReport& log : report.logs) {
    for (const Finding& found : log.findings) {
      findings.push_back(finding_document(found, log.log.text()));
    }
  }
  return findings;
}

void show_report(Ui& ui, const std::string& name, const CaseReport& report) {
  ui.line({{name, Tone::strong}});
  show_findings(ui, report);
  if (report.case_id) {
    ui.line("  case       " + report.case_id->text());
  }
  ui.line("  opened by  " + report.opener.value_or("nobody whose first entry is here"));
  for (const LogReport& log : report.logs) {
    show_log(ui, log);
  }
  ui.line({{std::string(base::word(report.verdict)), tone_of(report.verdict)}});
  if (const std::string next = next_step(report); !next.empty()) {
    ui.line("  next: " + next);
  }
  ui.line("Not proven: " + (report.not_proven.empty() ? "nothing" : base::join(report.not_proven, "; ")));
}

Json report_document(const std::string& name, const CaseReport& report) {
  Json::Array logs;
  for (const LogReport& log : report.logs) {
    logs.push_back(log_document(log));
  }
  Json::Object document{{"findings", findings_document(report)},
                        {"logs", std::move(logs)},
                        {"name", base::to_utf8_lossy(name)},
                        {"not_proven", Json::Array(report.not_proven.begin(), report.not_proven.end())},
                        {"status", report.exit_status()},
                        {"verdict", base::word(report.verdict)}};
  if (report.case_id) {
    document["case"] = report.case_id->text();
  }
  if (report.opener) {
    document["opener"] = *report.opener;
  }
  return document;
}

}  // namespace rogatory::cmd
