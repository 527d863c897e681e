// rogatory ledger log CASE|DIR
#include "base/text.hpp"
#include "cmd/command.hpp"
#include "cmd/entry_rows.hpp"
#include "cmd/ledger_report.hpp"
#include "cmd/reading_options.hpp"

namespace rogatory::cmd {
namespace {

class LedgerLog : public Command {
 public:
  void setup(Options& options) override {
    options.argument("CASE|DIR", m_case, "a case, by id, reference or title; or a cloned ledger");
    m_reading.setup(options);
  }

  [[nodiscard]] Help help() const override {
    return {.about =
                "Shows the entries of all logs of a case, each behind those that its author had seen. They are "
                "verified on the way: what does not verify is said, and the last line is the verdict.",
            .examples = {{"rogatory ledger log 3f9a", "a case of this home"},
                         {"rogatory ledger log ./clone --trust roots.txt --identity key.txt", "without a home"}},
            .exits = {{0, "shown, and everything that was shown verifies"},
                      {10, "no such case or directory"},
                      {12, "wrong passphrase"},
                      {20, "shown, but it does not verify: 20 to 25 as ledger verify"}}};
  }

  Result<int> run(Context& context) override {
    ROG_TRY_ASSIGN(const registry::CaseAccess access,
                   m_reading.case_access(context, m_case, registry::KeyUse::required));
    EntryRows rows;
    ROG_TRY_ASSIGN(const ledger::CaseReport report,
                   ledger::verify_case(
                       *access.source,
                       {.trust = access.trust,
                        .identities = access.identities,
                        .expected = access.case_id,
                        .forked = access.forked},
                       [&](const ledger::SeenEntry& seen) { return rows.add(seen); }, context.progress));
    Table table({{"ENTRY"}, {"TIME"}, {"OFFICER"}, {"COMPARTMENT"}, {"EVENT"}});
    Json::Array documents;
    for (const EntryRow& row : rows.in_order()) {
      table.row({{row.log.text() + ":" + std::to_string(row.seq), Tone::strong},
                 {row.made_at.text() + (row.clock_behind ? " (clock behind)" : "")},
                 {row.officer},
                 {row.compartment.empty() ? "-" : row.compartment},
                 {row.text, row.type ? Tone::plain : Tone::dim}});
      documents.push_back(document_of(row));
    }
    context.ui.table(table);
    show_findings(context.ui, report);
    context.ui.line("verified: " + std::string(base::word(report.verdict)));
    context.ui.document(Json::Object{{"entries", std::move(documents)},
                                     {"findings", findings_document(report)},
                                     {"name", base::to_utf8_lossy(access.name)},
                                     {"status", report.exit_status()},
                                     {"verdict", base::word(report.verdict)}});
    return report.exit_status();
  }

 private:
  std::string m_case;
  ReadingOptions m_reading;
};

}  // namespace

std::unique_ptr<Command> make_ledger_log() { return std::make_unique<LedgerLog>(); }

}  // namespace rogatory::cmd
