// rogatory case key CASE [--compartment C] --for WHOM --reason TEXT
#include <algorithm>

#include "cmd/entry_view.hpp"
#include "cmd/home_access.hpp"
#include "cmd/text_option.hpp"
#include "registry/cases.hpp"

namespace rogatory::cmd {
namespace {

class CaseKeyCommand : public Command {
 public:
  void setup(Options& options) override {
    options.argument("CASE", m_case, "a case of this home, by id, reference or title");
    options.text("--compartment", m_compartment, "C", "whose key (default: main)");
    options.text("--for", m_for, "who is given it");
    options.text("--reason", m_reason, "why");
  }

  [[nodiscard]] Help help() const override {
    return {.about =
                "Prints the age identity of a compartment of a case, after recording in the case's ledger who is given "
                "it and why. Whoever has it reads everything in the compartment, what comes later too. For one bundle "
                "and no more there is bundle key.",
            .examples = {{"rogatory case key 3f9a --for 'Dr. Moreau, expert' --reason @order.txt > case.key",
                          "age -d -i case.key opens the compartment's bodies and bundles"}},
            .exits = {{0, "recorded and printed"},
                      {4, "the officer may not sign entries, or is expired or revoked"},
                      {5, "the home came back from a copy (ledger reopen)"},
                      {10, "no such case, or no key of the compartment here"},
                      {11, "another program is writing into the case"},
                      {12, "wrong passphrase"},
                      {31, "the clock looks wrong (--clock-ok)"}}};
  }

  Result<int> run(Context& context) override {
    ROG_TRY_ASSIGN(const registry::Home home, open_home(context));
    registry::KeyRing keys(home, context.passphrases);
    ROG_TRY_ASSIGN(const ledger::CaseId case_id, registry::find_case(home, keys, m_case));
    ledger::CaseGranted event;
    ROG_TRY_ASSIGN(event.to, read_text(context, m_for, "Who is given the key?"));
    ROG_TRY_ASSIGN(event.reason, read_text(context, m_reason, "Why?"));
    ROG_TRY_ASSIGN(registry::CaseWriter writer,
                   registry::CaseWriter::open(home, keys, case_id, writing_of(context), context.clock));
    ROG_TRY_ASSIGN(const auto held, writer.compartment(m_compartment));
    event.compartment = held.first;
    event.means = ledger::GrantMeans::printed;
    const auto& identities = writer.held().identities;
    const auto identity =
        std::ranges::find_if(identities, [&](const auto& one) { return one.recipient() == held.second; });
    ROG_ASSERT(identity != identities.end());
    ROG_TRY_ASSIGN(const registry::WrittenEvent written,
                   writer.append({.type = std::string(ledger::CaseGranted::k_type),
                                  .fields = event.fields(),
                                  .compartment = m_compartment}));
    warn_of_clock(context.ui, written.appended);
    return show_granted_key(context, home,
                            {.case_id = case_id,
                             .officer = writer.signers().officer().id,
                             .event = event,
                             .written = written,
                             .identity = *identity});
  }

 private:
  std::string m_case;
  std::string m_compartment = "main";
  FreeText m_for;
  FreeText m_reason;
};

}  // namespace

std::unique_ptr<Command> make_case_key() { return std::make_unique<CaseKeyCommand>(); }

}  // namespace rogatory::cmd
