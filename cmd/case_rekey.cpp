// rogatory case rekey CASE [--reason TEXT]
#include "cmd/home_access.hpp"
#include "cmd/renewal_view.hpp"
#include "cmd/text_option.hpp"

namespace rogatory::cmd {
namespace {

class CaseRekeyCommand : public Command {
 public:
  void setup(Options& options) override {
    options.argument("CASE", m_case, "a case that this home opened, by id, reference or title");
    options.text("--reason", m_reason, "why");
  }

  [[nodiscard]] Help help() const override {
    return {.about =
                "Makes new keys for a case that we opened: what is written from this entry on is encrypted to them. "
                "Who had the old ones reads what was written before, and nothing after. Every party needs the new "
                "keys; the commands that grant them are named.",
            .examples = {{"rogatory case rekey 3f9a --reason 'a laptop was stolen'", "the old keys open nothing new"}},
            .exits = {{0, "done"},
                      {3, "the entry is recorded; what is missing is made up for by the next command"},
                      {4, "another authority opened the case; the officer may not sign entries"},
                      {5, "the home came back from a copy (ledger reopen)"},
                      {10, "no such case"},
                      {11, "another program is writing into the case"},
                      {12, "wrong passphrase"},
                      {23, "our log has two signed histories (ledger reopen)"},
                      {30, "the case is closed"},
                      {31, "the clock looks wrong (--clock-ok)"}}};
  }

  Result<int> run(Context& context) override {
    ROG_TRY_ASSIGN(const registry::Home home, open_home(context));
    registry::KeyRing keys(home, context.passphrases);
    ROG_TRY_ASSIGN(const ledger::CaseId case_id, registry::find_case(home, keys, m_case));
    ROG_TRY_ASSIGN(const std::optional<std::string> reason, read_optional_text(context, m_reason));
    ROG_TRY_ASSIGN(const registry::RenewedCase renewed,
                   registry::rekey_case(home, keys, case_id, reason, writing_of(context), context.clock));
    context.ui.line({{"rekeyed ", Tone::good}, {case_id.text(), Tone::strong}});
    show_renewal(context.ui, home, case_id, renewed);
    Json::Object document = renewal_document(home, case_id, renewed);
    if (reason) {
      document["reason"] = *reason;
    }
    context.ui.document(std::move(document));
    return 0;
  }

 private:
  std::string m_case;
  FreeText m_reason;
};

}  // namespace

std::unique_ptr<Command> make_case_rekey() { return std::make_unique<CaseRekeyCommand>(); }

}  // namespace rogatory::cmd
