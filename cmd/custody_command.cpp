#include "cmd/custody_command.hpp"

namespace rogatory::cmd {

using ledger::CustodyEvent;
using ledger::ExhibitEvent;
using ledger::ExhibitStory;

void CustodyCommand::setup(Options& options) {
  options.argument("CASE", m_case, "a case of this home, by id, reference or title");
  setup_own(options);
  options.text("--compartment", m_compartment, "C", "of the case (default: main)");
}

Result<int> CustodyCommand::run(Context& context) {
  ROG_TRY_ASSIGN(CustodyDesk desk, CustodyDesk::open(context, m_case, m_compartment));
  ROG_TRY_ASSIGN(Json::Object document, enter(context, desk));
  context.ui.document(std::move(document));
  return 0;
}

void CustodyActCommand::setup_own(Options& options) {
  options.argument("N", m_exhibit, "the exhibit: its number where it is ours, or AUTHORITY:NUMBER");
  setup_act(options);
  m_options.setup(options);
}

Result<std::optional<std::string>> CustodyActCommand::counterpart(Context& context) {
  return read_optional_text(context, m_counterpart);
}

void CustodyActCommand::complete(CustodyEvent& /*event*/, const ExhibitStory& /*story*/,
                                 const std::string& /*ourselves*/) const {}

Result<Json::Object> CustodyActCommand::enter(Context& context, CustodyDesk& desk) {
  const std::string& ourselves = desk.home().authority();
  ROG_TRY_ASSIGN(const ledger::ExhibitId exhibit, registry::exhibit_named(m_exhibit, ourselves));
  ROG_TRY_ASSIGN(const std::optional<std::string> who, counterpart(context));
  ROG_TRY_ASSIGN(CustodyEvent event, m_options.read(context, act(), exhibit, desk.defaults()));
  if (who) {
    ROG_TRY_ASSIGN(event.counterpart, desk.counterpart(*who));
  }
  const auto plan = [&](const ledger::CustodyTable& table) -> Result<std::vector<ExhibitEvent>> {
    ROG_TRY_ASSIGN(const ExhibitStory* const story, registry::find_exhibit(table, exhibit));
    complete(event, *story, ourselves);
    return std::vector<ExhibitEvent>{event};
  };
  ROG_TRY_ASSIGN(const registry::WrittenCustody written, desk.write(plan));
  return desk.show(written);
}

}  // namespace rogatory::cmd
