// rogatory case show CASE|DIR
#include "base/text.hpp"
#include "cmd/case_view.hpp"
#include "cmd/command.hpp"
#include "cmd/reading_options.hpp"

namespace rogatory::cmd {
namespace {

class CaseShowCommand : public Command {
 public:
  void setup(Options& options) override {
    options.argument("CASE|DIR", m_case, "a case, by id, reference or title; or a cloned ledger");
    m_reading.setup(options);
  }

  [[nodiscard]] Help help() const override {
    return {.about =
                "Shows a case as its entries tell it: what it is called, who takes part, the logs and how far each "
                "got, and whose keys are here. Nothing is verified; ledger verify does that.",
            .examples = {{"rogatory case show 3f9a", "by the first digits of its id"},
                         {"rogatory case show ./clone --identity key.txt", "a cloned ledger, without a home"}},
            .exits = {{0, "shown"},
                      {10, "no such case or directory"},
                      {12, "wrong passphrase"},
                      {21, "the first entry is missing"}}};
  }

  Result<int> run(Context& context) override {
    ROG_TRY_ASSIGN(const registry::CaseAccess access,
                   m_reading.case_access(context, m_case, registry::KeyUse::required));
    ROG_TRY_ASSIGN(const registry::CaseGlance glance,
                   registry::glance_at(*access.source, access.identities, registry::Lists::newest));
    std::vector<std::string> keys;
    for (const auto& [compartment, recipient] : glance.recipients) {
      for (const crypto::age::Identity& identity : access.identities) {
        if (identity.recipient() == recipient) {
          keys.push_back(compartment);
        }
      }
    }
    show(context.ui, glance, keys, access.home ? access.home->authority() : "");
    context.ui.document(case_document(glance, keys));
    return 0;
  }

 private:
  static void show(Ui& ui, const registry::CaseGlance& glance, const std::vector<std::string>& keys,
                   const std::string& ourselves) {
    ui.line({title_of(glance)});
    ui.line("  case       " + glance.id.text());
    if (glance.opened && glance.opened->reference) {
      ui.line("  reference  " + *glance.opened->reference);
    }
    if (glance.opened && glance.opened->under) {
      ui.line("  under      " + glance.opened->under->text());
    }
    ui.line("  opened     by " + glance.opener + " at " + glance.opened_at.text());
    ui.line("  state      " + standing_of(glance, ourselves));
    for (const ledger::Party& party : glance.parties) {
      ui.line("  party      " + party.id + "  " + crypto::fingerprint_text(party.root));
    }
    ui.line("  keys here  " + (keys.empty() ? "none" : base::join(keys, ", ")));
    Table table({{"LOG"}, {"ENTRIES", Align::right}, {"LAST"}});
    for (const registry::LogGlance& log : glance.logs) {
      table.row({{log.log.text()},
                 {std::to_string(log.entries)},
                 {log.last_made_at ? log.last_made_at->text() : std::string("-")}});
    }
    ui.table(table);
  }

  std::string m_case;
  ReadingOptions m_reading;
};

}  // namespace

std::unique_ptr<Command> make_case_show() { return std::make_unique<CaseShowCommand>(); }

}  // namespace rogatory::cmd
