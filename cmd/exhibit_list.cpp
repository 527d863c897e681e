// rogatory exhibit list CASE|DIR
#include "cmd/command.hpp"
#include "cmd/custody_reader.hpp"
#include "cmd/custody_view.hpp"

namespace rogatory::cmd {
namespace {

using ledger::ExhibitId;
using ledger::ExhibitStory;

Json row_document(const ExhibitId& exhibit, const ExhibitStory& story) {
  Json::Object document{{"exhibit", exhibit.text()},
                        {"findings", story.findings.size()},
                        {"now", document_of(story.now)},
                        {"steps", story.steps.size()}};
  if (story.registered) {
    document["kind"] = text_of(story.registered->event.kind);
    document["title"] = story.registered->event.title;
  }
  return document;
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
                "story has (exhibit show says which). The ledger is verified on the way; the last line is the verdict.",
            .examples = {{"rogatory exhibit list 3f9a", "a case of this home"},
                         {"rogatory exhibit list ./clone --trust roots.txt --identity key.txt", "without a home"}},
            .exits = {{0, "listed, and the ledger verifies"},
                      {10, "no such case or directory"},
                      {12, "wrong passphrase"},
                      {20, "listed, but it does not verify: 20 to 25 as ledger verify"}}};
  }

  Result<int> run(Context& context) override {
    ROG_TRY_ASSIGN(const CustodyRead read, read_custody(context, m_reading, m_case));
    Table table({{"EXHIBIT"}, {"KIND"}, {"NOW"}, {"FINDINGS", Align::right}, {"TITLE"}});
    Json::Array exhibits;
    for (const auto& [exhibit, story] : read.table) {
      const std::string kind = story.registered ? std::string(text_of(story.registered->event.kind)) : "-";
      table.row({{exhibit.text(), Tone::strong},
                 {kind},
                 {told(story.now)},
                 {std::to_string(story.findings.size())},
                 {story.registered ? story.registered->event.title : "(not registered)"}});
      exhibits.push_back(row_document(exhibit, story));
    }
    if (table.empty()) {
      context.ui.line("no exhibits yet");
    }
    context.ui.table(table);
    show_verification(context.ui, read);
    const int status = read.exit_status(0);
    Json::Object document = verification_document(read, status);
    document["exhibits"] = std::move(exhibits);
    context.ui.document(std::move(document));
    return status;
  }

 private:
  std::string m_case;
  ReadingOptions m_reading;
};

}  // namespace

std::unique_ptr<Command> make_exhibit_list() { return std::make_unique<ExhibitList>(); }

}  // namespace rogatory::cmd
