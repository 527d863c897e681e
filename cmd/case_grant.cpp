// rogatory case grant CASE ID [--compartment C] [--reason TEXT] -o FILE
#include "registry/case_grant.hpp"
#include "base/text.hpp"
#include "cmd/entry_view.hpp"
#include "cmd/home_access.hpp"
#include "cmd/text_option.hpp"

namespace rogatory::cmd {
namespace {

class CaseGrantCommand : public Command {
 public:
  void setup(Options& options) override {
    options.argument("CASE", m_case, "a case of this home, by id, reference or title");
    options.argument("ID", m_request.to, "the party that is given the key: a peer of this home");
    options.text("--compartment", m_request.compartment, "C",
                 "whose key (default: main), the newest; main.1 is the first alone");
    options.text("--reason", m_reason, "why");
    options.text("-o,--output", m_output, "FILE", "the file to write (default: CASE-ID.grant here)");
  }

  [[nodiscard]] Help help() const override {
    return {
        .about =
            "Gives another party of a case the key of a compartment, in a file that only that party can open, signed "
            "by our officer and recorded in the case's ledger. Whoever has the key reads everything in the "
            "compartment, what comes later too.",
        .examples = {{"rogatory case grant 3f9a de-ca -o de-ca.grant", "de-ca takes it in with case take"}},
        .exits = {{0, "recorded and written"},
                  {4, "the officer may not grant, or is expired or revoked"},
                  {5, "the home came back from a copy (ledger reopen)"},
                  {10, "no such case or peer, or no key of the compartment here"},
                  {11, "another program is writing into the case"},
                  {12, "wrong passphrase"},
                  {31, "ID is no party of the case; FILE exists; the clock looks wrong (--clock-ok)"}}};
  }

  Result<int> run(Context& context) override {
    ROG_TRY_ASSIGN(const registry::Home home, open_home(context));
    registry::KeyRing keys(home, context.passphrases);
    ROG_TRY_ASSIGN(m_request.case_id, registry::find_case(home, keys, m_case));
    ROG_TRY_ASSIGN(m_request.reason, read_optional_text(context, m_reason));
    m_request.file = m_output.value_or(m_request.case_id.text().substr(0, 12) + "-" + m_request.to + ".grant");
    ROG_TRY_ASSIGN(const registry::GrantedParty granted,
                   registry::grant_key(home, keys, m_request, writing_of(context), context.clock));
    warn_of_clock(context.ui, granted.written.appended);
    Ui& ui = context.ui;
    ui.line({{"granted ", Tone::good}, {granted.compartment + " to "}, {m_request.to, Tone::strong}});
    ui.line("  file       " + m_request.file);
    ui.line("  entry      " + granted.written.name() + " by " + speaker(home, granted.officer));
    ui.note("Next: " + m_request.to + " runs rogatory ledger take with the file of ledger give, then case take " +
            m_request.file);
    Json::Object document = entry_document(home, m_request.case_id, granted.officer, granted.written);
    document["compartment"] = granted.compartment;
    document["file"] = base::to_utf8_lossy(m_request.file);
    document["to"] = m_request.to;
    if (m_request.reason) {
      document["reason"] = *m_request.reason;
    }
    ui.document(std::move(document));
    return 0;
  }

 private:
  std::string m_case;
  FreeText m_reason;
  std::optional<std::string> m_output;
  registry::GrantRequest m_request;
};

}  // namespace

std::unique_ptr<Command> make_case_grant() { return std::make_unique<CaseGrantCommand>(); }

}  // namespace rogatory::cmd
