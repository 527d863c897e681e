#include "cmd/excerpt_report.hpp"

#include "base/text.hpp"
#include "cmd/bundle_report.hpp"
#include "cmd/event_text.hpp"

namespace rogatory::cmd {
namespace {

using ledger::ExcerptReport;
using ledger::ProvenEntry;

std::string name_of(const ledger::LogName& log, std::uint64_t seq) { return log.text() + ":" + std::to_string(seq); }

std::string seen_by(const ProvenEntry& entry) {
  std::vector<std::string> names;
  names.reserve(entry.seen_by.size());
  for (const auto& [log, seq] : entry.seen_by) {
    names.push_back(name_of(log, seq));
  }
  return names.empty() ? "nobody who is trusted" : base::join(names, ", ");
}

void show_entry(Ui& ui, const ProvenEntry& entry) {
  ui.line({{"  entry      "}, {name_of(entry.log, entry.seq), Tone::strong}});
  ui.line("    signed     by " + entry.entry.principal() + " at " + entry.entry.made_at.text());
  ui.line("    says       " +
          (entry.body ? text_of_event(*entry.body) : std::string("(its body is not in the excerpt)")));
  ui.line("    proven     " + (entry.tree_size == 0 ? std::string("to stand in no checkpoint")
                                                    : "to be one of " + std::to_string(entry.tree_size) + " entries"));
  ui.line("    seen by    " + seen_by(entry));
}

Json entry_document(const ProvenEntry& entry) {
  Json::Array seen;
  for (const auto& [log, seq] : entry.seen_by) {
    seen.emplace_back(name_of(log, seq));
  }
  Json::Object document{
      {"entry", name_of(entry.log, entry.seq)}, {"hash", entry.hash.hex()},   {"made_at", entry.entry.made_at.text()},
      {"officer", entry.entry.officer},         {"seen_by", std::move(seen)}, {"tree_size", entry.tree_size}};
  if (entry.body) {
    document["text"] = base::to_utf8_lossy(text_of_event(*entry.body));
    document["type"] = entry.body->type;
  }
  return document;
}

}  // namespace

void show_report(Ui& ui, const std::string& file, const ExcerptReport& report) {
  ui.line({{file, Tone::strong}});
  for (const base::Finding& found : report.findings) {
    ui.line({{"  FAILED ", Tone::bad},
             {std::string(found.check->name), Tone::strong},
             {" (" + std::to_string(base::exit_status(found.check->code)) + "): " + found.detail}});
  }
  ui.line("  case       " + report.case_id.text());
  for (const ProvenEntry& entry : report.entries) {
    show_entry(ui, entry);
  }
  ui.line({{std::string(base::word(report.verdict)), tone_of(report.verdict)}});
  ui.line("Not proven: " + (report.not_proven.empty() ? "nothing" : base::join(report.not_proven, "; ")));
}

Json report_document(const std::string& file, const ExcerptReport& report) {
  Json::Array findings;
  for (const base::Finding& found : report.findings) {
    findings.push_back(Json::Object{{"check", found.check->name},
                                    {"code", base::word(found.check->code)},
                                    {"detail", base::to_utf8_lossy(found.detail)},
                                    {"status", base::exit_status(found.check->code)}});
  }
  Json::Array entries;
  for (const ProvenEntry& entry : report.entries) {
    entries.push_back(entry_document(entry));
  }
  return Json::Object{{"case", report.case_id.text()},
                      {"entries", std::move(entries)},
                      {"findings", std::move(findings)},
                      {"logs", Json::Array()},
                      {"name", base::to_utf8_lossy(file)},
                      {"not_proven", Json::Array(report.not_proven.begin(), report.not_proven.end())},
                      {"status", report.exit_status()},
                      {"verdict", base::word(report.verdict)}};
}

}  // namespace rogatory::cmd
