// rogatory custody receive CASE N [--seal-intact yes|no] [--without-log --from WHO --reason R]
#include "cmd/custody_writer.hpp"
#include "cmd/text_option.hpp"

namespace rogatory::cmd {
namespace {

using ledger::CustodyAct;
using ledger::CustodyTable;
using ledger::ExhibitEvent;
using ledger::ExhibitId;
using Events = std::vector<ExhibitEvent>;

class CustodyReceive : public Command {
 public:
  void setup(Options& options) override {
    options.argument("CASE", m_case, "a case of this home, by id, reference or title");
    options.argument("N", m_exhibit, "the exhibit: its number where it is ours, or AUTHORITY:NUMBER");
    options.text("--from", m_counterpart, "from whom (default: who signed that he handed it over)");
    options.flag("--without-log", m_without_log, "it comes from somebody who keeps no ledger; wants --reason");
    m_options.setup(options);
    options.text("--compartment", m_compartment, "C", "of the case (default: main)");
  }

  [[nodiscard]] Help help() const override {
    return {.about =
                "Signs the receiver's half of a hand-over: that we have it, and how its seal looked. What comes from "
                "somebody who keeps no ledger is taken in with --without-log, from whom and why; he cannot sign.",
            .examples = {{"rogatory custody receive 3f9a fr-ca:3 --seal 4471 --seal-intact yes --place 'store 2'",
                          "sign for what another authority handed over"},
                         {"rogatory custody receive 3f9a 4 --without-log --from 'Nightclub Etoile' --reason @why.txt",
                          "from a witness"}},
            .exits = custody_exits({0, "recorded; it is in our custody"})};
  }

  Result<void> check() override {
    if (m_without_log && !m_counterpart.given) {
      return fail(Error(ErrorCode::usage, "--without-log wants to know from whom").next("--from WHO --reason TEXT"));
    }
    return m_options.check();
  }

  Result<int> run(Context& context) override {
    ROG_TRY_ASSIGN(CustodyDesk desk, CustodyDesk::open(context, m_case, m_compartment));
    ROG_TRY_ASSIGN(const ExhibitId exhibit, registry::exhibit_named(m_exhibit, desk.home().authority()));
    ROG_TRY_ASSIGN(ledger::CustodyEvent event, m_options.read(context, CustodyAct::received, exhibit, desk.defaults()));
    event.without_log = m_without_log;
    ROG_TRY_ASSIGN(const std::optional<std::string> who, read_optional_text(context, m_counterpart));
    if (who) {
      ROG_TRY_ASSIGN(event.counterpart, desk.counterpart(*who));
    }
    ROG_TRY_ASSIGN(const registry::WrittenCustody written, desk.write([&](const CustodyTable& table) -> Result<Events> {
      ROG_TRY_ASSIGN(const ledger::ExhibitStory* const story, registry::find_exhibit(table, exhibit));
      if (!event.counterpart) {
        event.counterpart = giver_in(*story, desk.home().authority());
      }
      return Events{event};
    }));
    context.ui.document(desk.show(written));
    return 0;
  }

 private:
  /// Who signed that he handed it over, where it is in transit.
  static std::optional<ledger::Person> giver_in(const ledger::ExhibitStory& story, const std::string& ourselves) {
    if (story.now.state != ledger::ExhibitState::in_transit) {
      return std::nullopt;
    }
    for (auto step = story.steps.rbegin(); step != story.steps.rend(); ++step) {
      const auto* event = std::get_if<ledger::CustodyEvent>(&step->event);
      if (event != nullptr && event->act == CustodyAct::transferred_out) {
        ledger::Person giver = event->actor;
        if (step->entry.log.authority != ourselves) {
          giver.authority = step->entry.log.authority;
        }
        return giver;
      }
    }
    return std::nullopt;
  }

  std::string m_case, m_exhibit;
  std::string m_compartment = "main";
  bool m_without_log = false;
  FreeText m_counterpart;
  CustodyOptions m_options;
};

}  // namespace

std::unique_ptr<Command> make_custody_receive() { return std::make_unique<CustodyReceive>(); }

}  // namespace rogatory::cmd
