// rogatory custody transfer CASE N --to WHO|ID
#include "cmd/custody_writer.hpp"
#include "cmd/text_option.hpp"

namespace rogatory::cmd {
namespace {

using ledger::CustodyAct;
using ledger::CustodyTable;
using ledger::ExhibitEvent;
using ledger::ExhibitId;
using Events = std::vector<ExhibitEvent>;

class CustodyTransfer : public Command {
 public:
  void setup(Options& options) override {
    options.argument("CASE", m_case, "a case of this home, by id, reference or title");
    options.argument("N", m_exhibit, "the exhibit: its number where it is ours, or AUTHORITY:NUMBER");
    options.text("--to", m_counterpart, "to whom: a party of the case by its id, or a person or post of ours");
    m_options.setup(options);
    options.text("--compartment", m_compartment, "C", "of the case (default: main)");
  }

  [[nodiscard]] Help help() const override {
    return {.about =
                "Signs the giver's half of a hand-over. Until the other side signs that it received the exhibit "
                "(custody receive), it is in transit and in nobody's custody. Who gives and who receives are two "
                "officers: each signs for himself.",
            .examples = {{"rogatory custody transfer 3f9a 3 --to de-ca --seal 4471", "to another authority"},
                         {"rogatory custody transfer 3f9a 3 --to 'evidence store' --by 'Lt. Martin'",
                          "within our authority"}},
            .exits = custody_exits({0, "recorded; in transit"})};
  }

  Result<void> check() override { return m_options.check(); }

  Result<int> run(Context& context) override {
    ROG_TRY_ASSIGN(CustodyDesk desk, CustodyDesk::open(context, m_case, m_compartment));
    ROG_TRY_ASSIGN(const ExhibitId exhibit, registry::exhibit_named(m_exhibit, desk.home().authority()));
    ROG_TRY_ASSIGN(const std::string who, read_text(context, m_counterpart, "To whom?"));
    ROG_TRY_ASSIGN(ledger::CustodyEvent event,
                   m_options.read(context, CustodyAct::transferred_out, exhibit, desk.defaults()));
    ROG_TRY_ASSIGN(event.counterpart, desk.counterpart(who));
    ROG_TRY_ASSIGN(const registry::WrittenCustody written, desk.write([&](const CustodyTable& table) -> Result<Events> {
      ROG_TRY(registry::find_exhibit(table, exhibit));
      return Events{event};
    }));
    context.ui.document(desk.show(written));
    return 0;
  }

 private:
  std::string m_case, m_exhibit;
  std::string m_compartment = "main";
  FreeText m_counterpart;
  CustodyOptions m_options;
};

}  // namespace

std::unique_ptr<Command> make_custody_transfer() { return std::make_unique<CustodyTransfer>(); }

}  // namespace rogatory::cmd
