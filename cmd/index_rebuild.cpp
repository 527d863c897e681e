// rogatory index rebuild
#include "base/text.hpp"
#include "cmd/case_view.hpp"
#include "cmd/custody_reader.hpp"
#include "cmd/home_access.hpp"
#include "cmd/reading_options.hpp"
#include "registry/index.hpp"

namespace rogatory::cmd {
namespace {

struct Count : registry::ExhibitRows {
  void begin() override { count = 0; }
  void take(const ledger::ExhibitRow&) override { ++count; }
  std::uint64_t count = 0;
};

class IndexRebuild : public Command {
 public:
  void setup(Options& /*options*/) override {}

  [[nodiscard]] Help help() const override {
    return {
        .about =
            "Throws the index of the home away and makes it anew from the ledgers, each of which is verified. It is "
            "never needed: a list whose index is missing, damaged or out of date is made from the ledger, and the "
            "index with it.",
        .examples = {{"rogatory index rebuild", "before a day of many lists"}},
        .exits = {{0, "every case verifies and is in the index"},
                  {3, "a case does not verify, so it is not in the index; ledger verify says why"},
                  {10, "there is no home"},
                  {12, "wrong passphrase"}}};
  }

  Result<int> run(Context& context) override {
    ROG_TRY_ASSIGN(const registry::Home home, open_home(context));
    registry::KeyRing keys(home, context.passphrases);
    ROG_TRY_ASSIGN(const std::vector<registry::HomeCase> cases, registry::list_cases(home, keys));
    ROG_TRY(registry::remove_index(home));  // by who can make it again
    Table table({{"CASE"}, {"EXHIBITS", Align::right}, {"VERDICT"}, {"TITLE"}});
    Json::Array documents;
    bool all_pass = true;
    for (const registry::HomeCase& one : cases) {
      const std::string id = one.glance.id.text();
      ROG_TRY_ASSIGN(const registry::CaseAccess access, m_reading.case_access(context, id, registry::KeyUse::required));
      Count exhibits;
      Result<registry::CustodyVerdict> list =
          registry::list_exhibits(access, exhibits, context.clock, context.progress);
      if (!list) {
        return fail(std::move(list).error().while_("case " + short_id(one.glance.id)));
      }
      const std::string_view verdict = base::word(list->report.verdict);
      all_pass = all_pass && status_of(*list, 0) == 0;
      table.row({{short_id(one.glance.id), Tone::strong},
                 {std::to_string(exhibits.count)},
                 {std::string(verdict)},
                 {title_of(one.glance)}});
      documents.push_back(Json::Object{{"case", id}, {"exhibits", exhibits.count}, {"verdict", verdict}});
    }
    context.ui.line(base::counted(cases.size(), "case") + " of " + speaker(home));
    context.ui.table(table);
    context.ui.document(Json::Object{{"authority", home.authority()}, {"cases", std::move(documents)}});
    return all_pass ? 0 : exit_status(ErrorCode::partial);
  }

 private:
  ReadingOptions m_reading;
};

}  // namespace

std::unique_ptr<Command> make_index_rebuild() { return std::make_unique<IndexRebuild>(); }

}  // namespace rogatory::cmd
