// rogatory custody correct CASE SEQ --reason TEXT
#include "cmd/custody_writer.hpp"
#include "cmd/text_option.hpp"

namespace rogatory::cmd {
namespace {

using ledger::CustodyTable;
using ledger::ExhibitEvent;
using ledger::ExhibitId;
using Events = std::vector<ExhibitEvent>;

using ledger::EntryRef;

/// The exhibit of which an entry tells; not_found.
Result<ExhibitId> exhibit_of_entry(const CustodyTable& table, const EntryRef& entry) {
  for (const auto& [exhibit, story] : table) {
    if (story.registered && story.registered->entry == entry) {
      return exhibit;
    }
    for (const ledger::CustodyStep& step : story.steps) {
      if (step.entry == entry) {
        return exhibit;
      }
    }
  }
  return fail(Error(ErrorCode::not_found, "no entry of an exhibit is " + entry.text())
                  .next("rogatory exhibit show CASE N names the entries of an exhibit"));
}

class CustodyCorrect : public Command {
 public:
  void setup(Options& options) override {
    options.argument("CASE", m_case, "a case of this home, by id, reference or title");
    options.argument("SEQ", m_entry, "the entry: its number where it is in our log, or LOG:NUMBER");
    options.text("--reason", m_reason, "what is wrong with it, and what is right");
    options.text("--compartment", m_compartment, "C", "of the case (default: main)");
  }

  [[nodiscard]] Help help() const override {
    return {
        .about =
            "Says that an entry about an exhibit was wrong, and what is right. No entry is ever changed: both are "
            "shown from then on, and so is a finding that rests on the wrong one, with its correction beside it.",
        .examples = {{"rogatory custody correct 3f9a 17 --reason 'the seal is 4471, not 4417'", "an entry of ours"}},
        .exits = custody_exits({0, "recorded"})};
  }

  Result<int> run(Context& context) override {
    ROG_TRY_ASSIGN(CustodyDesk desk, CustodyDesk::open(context, m_case, m_compartment));
    const bool is_bare = m_entry.find(':') == std::string::npos;
    const Result<EntryRef> entry = EntryRef::parse(is_bare ? desk.home().authority() + ":" + m_entry : m_entry);
    if (!entry) {
      return fail(Error(ErrorCode::usage, entry.error().sentence()).next("write its number, or LOG:NUMBER"));
    }
    ledger::CustodyCorrection event{.corrects = *entry, .exhibit = {}, .reason = {}};
    ROG_TRY_ASSIGN(event.reason, read_text(context, m_reason, "What is wrong, and what is right?"));
    ROG_TRY_ASSIGN(const registry::WrittenCustody written, desk.write([&](const CustodyTable& table) -> Result<Events> {
      ROG_TRY_ASSIGN(event.exhibit, exhibit_of_entry(table, *entry));
      return Events{event};
    }));
    Json::Object document = desk.show(written);
    document["corrects"] = entry->text();
    context.ui.document(std::move(document));
    return 0;
  }

 private:
  std::string m_case, m_entry;
  std::string m_compartment = "main";
  FreeText m_reason;
};

}  // namespace

std::unique_ptr<Command> make_custody_correct() { return std::make_unique<CustodyCorrect>(); }

}  // namespace rogatory::cmd
