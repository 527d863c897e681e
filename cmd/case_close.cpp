// rogatory case close CASE [--reason TEXT]
#include "cmd/entry_view.hpp"
#include "cmd/home_access.hpp"
#include "cmd/text_option.hpp"
#include "registry/cases.hpp"

namespace rogatory::cmd {
namespace {

class CaseCloseCommand : public Command {
 public:
  void setup(Options& options) override {
    options.argument("CASE", m_case, "a case of this home, by id, reference or title");
    options.text("--reason", m_reason, "why it is closed");
  }

  [[nodiscard]] Help help() const override {
    return {.about =
                "Closes a case, or where another authority opened it our own part in it, by an entry. Nothing is "
                "deleted; what is there can be read and verified, and keys can be given, as before.",
            .examples = {{"rogatory case close 3f9a --reason @why.txt", "the reason stays out of the history"}},
            .exits = {{0, "closed"},
                      {4, "the officer may not sign entries, or is expired or revoked"},
                      {5, "the home came back from a copy (ledger reopen)"},
                      {10, "no such case"},
                      {11, "another program is writing into the case"},
                      {12, "wrong passphrase"},
                      {30, "it is closed already"},
                      {31, "the clock looks wrong (--clock-ok)"}}};
  }

  Result<int> run(Context& context) override {
    ROG_TRY_ASSIGN(const registry::Home home, open_home(context));
    registry::KeyRing keys(home, context.passphrases);
    ROG_TRY_ASSIGN(const ledger::CaseId case_id, registry::find_case(home, keys, m_case));
    ledger::CaseClosed event;
    ROG_TRY_ASSIGN(event.reason, read_optional_text(context, m_reason));
    ROG_TRY_ASSIGN(registry::CaseWriter writer,
                   registry::CaseWriter::open(home, keys, case_id, writing_of(context), context.clock));
    ROG_TRY_ASSIGN(const registry::WrittenEvent written, writer.append({.type = std::string(ledger::CaseClosed::k_type),
                                                                        .fields = event.fields(),
                                                                        .compartment = "main"}));
    warn_of_clock(context.ui, written.appended);
    context.ui.line({{"closed ", Tone::good}, {case_id.text(), Tone::strong}});
    context.ui.line("  entry      " + written.name() + " by " + speaker(home, writer.signers().officer().id));
    Json::Object document = entry_document(home, case_id, writer.signers().officer().id, written);
    if (event.reason) {
      document["reason"] = *event.reason;
    }
    context.ui.document(std::move(document));
    return 0;
  }

 private:
  std::string m_case;
  FreeText m_reason;
};

}  // namespace

std::unique_ptr<Command> make_case_close() { return std::make_unique<CaseCloseCommand>(); }

}  // namespace rogatory::cmd
