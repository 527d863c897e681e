#include "cmd/custody_command.hpp"

#include "cmd/custody_details.hpp"

namespace rogatory::cmd {

using ledger::CustodyEvent;
using ledger::ExhibitEvent;
using ledger::ExhibitId;
using ledger::ExhibitStory;

void CustodyCommand::setup(Options& options) {
  options.note_given(m_given);
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

CustodyGuide CustodyCommand::guide(Context& context) {
  m_answers = std::make_unique<Options>();
  setup(*m_answers);
  return {context.prompt, [this](std::string_view option, const std::string& answer) -> Result<void> {
            ROG_TRY(CustodyOptions::check_value(option, answer));
            return m_answers->put(option, answer);
          }};
}

Result<void> CustodyCommand::ask_of(ledger::CustodyAct act, const Subject& subject, const std::string& officer,
                                    CustodyGuide& guide) const {
  for (const CustodyQuestion* question : questions_of(act)) {
    const bool is_known = question->option == subject.known;
    if (is_known || !is_asked(act, *question, {m_given, subject.is_digital, subject.is_sealed})) {
      continue;
    }
    // Defaults are what the program knows. What somebody saw, a seal's number say, only he can know.
    const std::string means = question->option == "--by" ? officer : question->option == "--at" ? "now" : "";
    ROG_TRY(guide.ask(*question, {.means = means, .is_allowed = !is_needed(act, *question)}));
  }
  return {};
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

std::string_view CustodyActCommand::known(const ExhibitStory& /*story*/) const { return {}; }

Result<CustodyEvent> CustodyActCommand::read(Context& context, CustodyDesk& desk, const ExhibitId& exhibit) {
  ROG_TRY_ASSIGN(const std::optional<std::string> who, counterpart(context));
  ROG_TRY_ASSIGN(CustodyEvent event, m_options.read(context, act(), exhibit, desk.defaults()));
  if (who) {
    ROG_TRY_ASSIGN(event.counterpart, desk.counterpart(*who));
  }
  return event;
}

Result<CustodyEvent> CustodyActCommand::read_guided(Context& context, CustodyDesk& desk, const ExhibitId& exhibit) {
  ROG_TRY_ASSIGN(const ledger::CustodyTable table,
                 desk.look(std::string(CustodyEvent::k_prefix) + std::string(text_of(act()))));
  ROG_TRY_ASSIGN(const ExhibitStory* const found, registry::find_exhibit(table, exhibit));
  const ExhibitStory& story = *found;
  const bool is_digital = story.registered && story.registered->event.kind == ledger::ExhibitKind::digital;
  CustodyGuide asking = guide(context);
  ROG_TRY(ask_of(act(), {is_digital, story.now.seal.has_value(), known(story)}, desk.defaults().officer, asking));
  ROG_TRY_ASSIGN(CustodyEvent event, read(context, desk, exhibit));
  if (asking.has_asked()) {
    complete(event, story, desk.home().authority());
    std::vector<std::string> lines = summary_of(event);
    lines.insert(lines.begin(), "exhibit " + exhibit.text() +
                                    (story.registered ? ": " + story.registered->event.title : std::string()));
    ROG_TRY(asking.confirm(desk.signer(), lines));
  }
  return event;
}

Result<Json::Object> CustodyActCommand::enter(Context& context, CustodyDesk& desk) {
  const std::string& ourselves = desk.home().authority();
  ROG_TRY_ASSIGN(const ExhibitId exhibit, registry::exhibit_named(m_exhibit, ourselves));
  ROG_TRY_ASSIGN(CustodyEvent event,
                 is_guided(context) ? read_guided(context, desk, exhibit) : read(context, desk, exhibit));
  const auto plan = [&](const ledger::CustodyTable& table) -> Result<std::vector<ExhibitEvent>> {
    ROG_TRY_ASSIGN(const ExhibitStory* const story, registry::find_exhibit(table, exhibit));
    complete(event, *story, ourselves);
    return std::vector<ExhibitEvent>{event};
  };
  ROG_TRY_ASSIGN(const registry::WrittenCustody written, desk.write(plan));
  return desk.show(written);
}

}  // namespace rogatory::cmd
