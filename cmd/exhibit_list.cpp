// rogatory exhibit list CASE|DIR
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

/// The lines for people, while they come.
class ShownRows : public registry::ExhibitRows {
 public:
  void begin() override {
    m_table = Table({{"EXHIBIT"}, {"KIND"}, {"NOW"}, {"FINDINGS", Align::right}, {"TITLE"}});
    m_alone = 0;
  }

  void take(const ledger::ExhibitRow& row) override {
    m_table.row({{row.exhibit.text(), Tone::strong},
                 {row.kind ? std::string(text_of(*row.kind)) : "-"},
                 {told(row.now)},
                 {std::to_string(row.findings)},
                 {row.title.value_or("(not registered)")}});
    m_alone += row.witnessed ? 0U : 1U;
  }

  void show(Ui& ui) const {
    if (m_table.empty()) {
      ui.line("no exhibits yet");
    }
    ui.table(m_table);
    if (m_alone > 0) {
      ui.line("no other authority has witnessed all entries of " + base::counted(m_alone, "exhibit") +
              ": they stand on their author alone (exhibit show names them)");
    }
  }

 private:
  Table m_table{{}};
  std::uint64_t m_alone = 0;
};

/// The members of the document.
class ToldRows : public registry::ExhibitRows {
 public:
  void begin() override { m_exhibits.clear(); }
  void take(const ledger::ExhibitRow& row) override { m_exhibits.emplace_back(row_document(row)); }
  Json::Array exhibits() && { return std::move(m_exhibits); }

 private:
  Json::Array m_exhibits;
};

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
    return context.ui.json() ? tell(context, access) : show(context, access);
  }

 private:
  static Result<int> show(Context& context, const registry::CaseAccess& access) {
    ShownRows rows;
    ROG_TRY_ASSIGN(const registry::CustodyVerdict verdict,
                   registry::list_exhibits(access, rows, context.clock, context.progress));
    rows.show(context.ui);
    show_verification(context.ui, verdict);
    return status_of(verdict, 0);
  }

  static Result<int> tell(Context& context, const registry::CaseAccess& access) {
    ToldRows rows;
    ROG_TRY_ASSIGN(const registry::CustodyVerdict verdict,
                   registry::list_exhibits(access, rows, context.clock, context.progress));
    const int status = status_of(verdict, 0);
    Json::Object document = verification_document(access.name, verdict, status);
    document["exhibits"] = std::move(rows).exhibits();
    context.ui.document(std::move(document));
    return status;
  }

  std::string m_case;
  ReadingOptions m_reading;
};

}  // namespace

std::unique_ptr<Command> make_exhibit_list() { return std::make_unique<ExhibitList>(); }

}  // namespace rogatory::cmd
