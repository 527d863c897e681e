// rogatory case list
#include "base/text.hpp"
#include "cmd/case_view.hpp"
#include "cmd/home_access.hpp"

namespace rogatory::cmd {
namespace {

class CaseListCommand : public Command {
 public:
  void setup(Options& /*options*/) override {}

  [[nodiscard]] Help help() const override {
    return {.about = "Lists the cases of this home, the oldest first. The home key opens their titles.",
            .examples = {{"rogatory case list", "what is open, with whom, and how much is written"}},
            .exits = {{0, "listed"},
                      {10, "there is no home"},
                      {12, "wrong passphrase"},
                      {21, "a case has lost its first entry"}}};
  }

  Result<int> run(Context& context) override {
    ROG_TRY_ASSIGN(const registry::Home home, open_home(context));
    registry::KeyRing keys(home, context.passphrases);
    ROG_TRY_ASSIGN(const std::vector<registry::HomeCase> cases, registry::list_cases(home, keys));
    Table table({{"CASE"}, {"OPENED"}, {"BY"}, {"PARTIES"}, {"ENTRIES", Align::right}, {"STATE"}, {"REF"}, {"TITLE"}});
    Json::Array documents;
    for (const registry::HomeCase& one : cases) {
      const registry::CaseGlance& glance = one.glance;
      std::uint64_t entries = 0;
      for (const registry::LogGlance& log : glance.logs) {
        entries += log.entries;
      }
      table.row({{short_id(glance.id), Tone::strong},
                 {glance.opened_at.text()},
                 {glance.opener},
                 {party_list(glance.parties, "")},
                 {std::to_string(entries)},
                 {standing_of(glance, home.authority())},
                 {glance.opened && glance.opened->reference ? *glance.opened->reference : "-"},
                 title_of(glance)});
      documents.push_back(case_document(glance, one.keys));
    }
    context.ui.line(cases.empty() ? speaker(home) + " has no cases yet" : "Cases of " + speaker(home));
    context.ui.table(table);
    context.ui.document(Json::Object{{"authority", home.authority()}, {"cases", std::move(documents)}});
    return 0;
  }
};

}  // namespace

std::unique_ptr<Command> make_case_list() { return std::make_unique<CaseListCommand>(); }

}  // namespace rogatory::cmd
