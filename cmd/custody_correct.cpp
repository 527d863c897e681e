// rogatory custody correct CASE SEQ --reason TEXT
#include "cmd/custody_command.hpp"

namespace rogatory::cmd {
namespace {

using ledger::CustodyTable;
using ledger::EntryRef;
using ledger::ExhibitId;
using Events = std::vector<ledger::ExhibitEvent>;

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

class CustodyCorrect : public CustodyCommand {
 public:
  void setup_own(Options& options) override {
    options.argument("SEQ", m_entry, "the entry: its number where it is in our log, or LOG:NUMBER");
    options.text("--reason", m_reason, "what is wrong with it, and what is right");
  }

  [[nodiscard]] Help help() const override {
    return {
        .about =
            "Says that an entry about an exhibit was wrong, and what is right. No entry is ever changed: both are "
            "shown from then on, and so is a finding that rests on the wrong one, with its correction beside it.",
        .examples = {{"rogatory custody correct 3f9a 17 --reason 'the seal is 4471, not 4417'", "an entry of ours"}},
        .exits = custody_exits({0, "recorded"})};
  }

 protected:
  Result<Json::Object> enter(Context& context, CustodyDesk& desk) override {
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
    return document;
  }

 private:
  std::string m_entry;
  FreeText m_reason;
};

}  // namespace

std::unique_ptr<Command> make_custody_correct() { return std::make_unique<CustodyCorrect>(); }

}  // namespace rogatory::cmd
