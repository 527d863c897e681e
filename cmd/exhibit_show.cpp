// rogatory exhibit show CASE|DIR N
#include "cmd/command.hpp"
#include "cmd/custody_form.hpp"
#include "cmd/custody_reader.hpp"
#include "cmd/custody_view.hpp"
#include "cmd/reading_options.hpp"

namespace rogatory::cmd {
namespace {

class ExhibitShow : public Command {
 public:
  void setup(Options& options) override {
    options.argument("CASE|DIR", m_case, "a case, by id, reference or title; or a cloned ledger");
    options.argument("N", m_exhibit, "the exhibit: its number where it is ours, or AUTHORITY:NUMBER");
    m_reading.setup(options);
  }

  [[nodiscard]] Help help() const override {
    return {
        .about =
            "Shows the custody form of an exhibit: what it is, each hand-over with the signatures of both sides, "
            "everything that was done to it, and what in its story does not fit, with the entries it rests on. The "
            "ledger is verified on the way, or, where nothing has changed since it was, the entries of this exhibit "
            "are "
            "held against what was verified.",
        .examples = {{"rogatory exhibit show 3f9a 3", "our exhibit 3"},
                     {"rogatory exhibit show ./clone de-ca:3 --trust roots.txt --identity key.txt", "without a home"}},
        .exits = {{0, "shown; the ledger verifies and the story holds"},
                  {10, "no such case, directory or exhibit"},
                  {12, "wrong passphrase"},
                  {20, "shown, but the ledger does not verify: 20 to 25 as ledger verify"},
                  {25, "shown; the ledger verifies, but the story has findings"}}};
  }

  Result<int> run(Context& context) override {
    ROG_TRY_ASSIGN(const registry::CaseAccess access,
                   m_reading.case_access(context, m_case, registry::KeyUse::required));
    ROG_TRY_ASSIGN(const registry::ToldExhibit told,
                   registry::tell_exhibit(access, m_exhibit, context.clock, context.progress));
    show_form(context.ui, told.exhibit, told.story);
    const std::vector<ledger::EntryRef> alone(told.alone.begin(), told.alone.end());
    if (!alone.empty()) {
      context.ui.line("no other authority has witnessed " + entry_list(alone) + " yet: " +
                      (alone.size() == 1 ? "it stands on its author alone" : "they stand on their author alone"));
    }
    show_verification(context.ui, told.verdict);
    const int status = status_of(told.verdict, told.story.findings.empty() ? 0 : exit_status(ErrorCode::findings));
    Json::Object document = form_document(told.exhibit, told.story);
    document["alone"] = entry_array(alone);
    document.merge(verification_document(access.name, told.verdict, status));
    context.ui.document(std::move(document));
    return status;
  }

 private:
  std::string m_case, m_exhibit;
  ReadingOptions m_reading;
};

}  // namespace

std::unique_ptr<Command> make_exhibit_show() { return std::make_unique<ExhibitShow>(); }

}  // namespace rogatory::cmd
