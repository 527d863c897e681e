// rogatory case add CASE ID [--all] [--reason TEXT]
#include "cmd/home_access.hpp"
#include "cmd/renewal_view.hpp"
#include "cmd/text_option.hpp"

namespace rogatory::cmd {
namespace {

class CaseAddCommand : public Command {
 public:
  void setup(Options& options) override {
    options.argument("CASE", m_case, "a case that this home opened, by id, reference or title");
    options.argument("ID", m_new.party, "the new party: a peer of this home");
    options.flag("--all", m_new.all, "it is to read what was written before, too");
    options.text("--reason", m_reason, "why");
  }

  [[nodiscard]] Help help() const override {
    return {.about =
                "Names another authority as a party of a case that we opened, by an entry that everybody sees. From "
                "that entry on the case is encrypted to new keys, so that the new party reads what comes later and "
                "nothing before; every other party needs the new keys too, and the commands that grant them are "
                "named. With --all there are no new keys, and the new party is to be granted all that there are.",
            .examples = {{"rogatory case add 3f9a es-ca --reason @order.txt", "es-ca reads from now on"},
                         {"rogatory case add 3f9a es-ca --all", "es-ca reads everything"}},
            .exits = {{0, "named"},
                      {3, "the entry is recorded; what is missing is made up for by the next command"},
                      {4, "another authority opened the case; the officer may not sign entries"},
                      {5, "the home came back from a copy (ledger reopen)"},
                      {10, "no such case or peer"},
                      {11, "another program is writing into the case"},
                      {12, "wrong passphrase"},
                      {23, "our log has two signed histories (ledger reopen)"},
                      {30, "the case is closed"},
                      {31, "ID is a party already, or there are 64; the clock looks wrong (--clock-ok)"}}};
  }

  Result<int> run(Context& context) override {
    ROG_TRY_ASSIGN(const registry::Home home, open_home(context));
    registry::KeyRing keys(home, context.passphrases);
    ROG_TRY_ASSIGN(m_new.case_id, registry::find_case(home, keys, m_case));
    ROG_TRY_ASSIGN(m_new.reason, read_optional_text(context, m_reason));
    ROG_TRY_ASSIGN(const registry::RenewedCase renewed,
                   registry::add_party(home, keys, m_new, writing_of(context), context.clock));
    context.ui.line({{"added ", Tone::good}, {m_new.party, Tone::strong}, {" to " + m_new.case_id.text()}});
    show_renewal(context.ui, home, m_new.case_id, renewed);
    Json::Object document = renewal_document(home, m_new.case_id, renewed);
    document["all"] = m_new.all;
    document["party"] = m_new.party;
    if (m_new.reason) {
      document["reason"] = *m_new.reason;
    }
    context.ui.document(std::move(document));
    return 0;
  }

 private:
  std::string m_case;
  FreeText m_reason;
  registry::NewParty m_new;
};

}  // namespace

std::unique_ptr<Command> make_case_add() { return std::make_unique<CaseAddCommand>(); }

}  // namespace rogatory::cmd
