// rogatory exhibit list CASE|DIR
#include <algorithm>

#include "base/text.hpp"
#include "cmd/command.hpp"
#include "cmd/custody_reader.hpp"
#include "cmd/custody_view.hpp"
#include "cmd/reading_options.hpp"

namespace rogatory::cmd {
namespace {

Json row_document(const ledger::ExhibitRow& row) {
  Json::Object document{{"exhibit", row.exhibit.text()},
                        {"findings", row.findings},
                        {"now", document_of(row.now)},
                        {"steps", row.steps},
                        {"witnessed", row.witnessed}};
  if (row.kind) {
    document["kind"] = text_of(*row.kind);
  }
  if (row.title) {
    document["title"] = *row.title;
  }
  return document;
}

void show_rows(Ui& ui, const std::vector<ledger::ExhibitRow>& rows) {
  Table table({{"EXHIBIT"}, {"KIND"}, {"NOW"}, {"FINDINGS", Align::right}, {"TITLE"}});
  for (const ledger::ExhibitRow& row : rows) {
    table.row({{row.exhibit.text(), Tone::strong},
               {row.kind ? std::string(text_of(*row.kind)) : "-"},
               {told(row.now)},
               {std::to_string(row.findings)},
               {row.title.value_or("(not registered)")}});
  }
  if (rows.empty()) {
    ui.line("no exhibits yet");
  }
  ui.table(table);
  const auto alone = std::ranges::count(rows, false, &ledger::ExhibitRow::witnessed);
  if (alone > 0) {
    ui.line("no other authority has witnessed all entries of " +
            base::counted(static_cast<std::uint64_t>(alone), "exhibit") +
            ": they stand on their author alone (exhibit show names them)");
  }
}

class ExhibitList : public Command {
 public:
  void setup(Options& options) override {
    options.argument("CASE|DIR", m_case, "a case, by id, reference or title; or a cloned ledger");
    m_reading.setup(options);
  }

  [[nodiscard]] Help help() const override {
    return {.about =
                "Lists the exhibits of a case: what each is, how things stand with it, and how many findings its "
                "story has (exhibit show says which). The ledger is verified on the way; the last line is the verdict. "
                "What "
                "passed is kept in the home's index, and is listed from there as long as nothing changes.",
            .examples = {{"rogatory exhibit list 3f9a", "a case of this home"},
                         {"rogatory exhibit list ./clone --trust roots.txt --identity key.txt", "without a home"}},
            .exits = {{0, "listed, and the ledger verifies"},
                      {10, "no such case or directory"},
                      {12, "wrong passphrase"},
                      {20, "listed, but it does not verify: 20 to 25 as ledger verify"}}};
  }

  Result<int> run(Context& context) override {
    ROG_TRY_ASSIGN(const registry::CaseAccess access,
                   m_reading.case_access(context, m_case, registry::KeyUse::required));
    ROG_TRY_ASSIGN(const registry::ExhibitList list, registry::list_exhibits(access, context.clock, context.progress));
    const int status = status_of(list.verdict, 0);
    if (context.ui.json()) {
      Json::Object document = verification_document(access.name, list.verdict, status);
      Json::Array exhibits;
      std::ranges::transform(list.rows, std::back_inserter(exhibits), row_document);
      document["exhibits"] = std::move(exhibits);
      context.ui.document(std::move(document));
      return status;
    }
    show_rows(context.ui, list.rows);
    show_verification(context.ui, list.verdict);
    return status;
  }

 private:
  std::string m_case;
  ReadingOptions m_reading;
};

}  // namespace

std::unique_ptr<Command> make_exhibit_list() { return std::make_unique<ExhibitList>(); }

}  // namespace rogatory::cmd
