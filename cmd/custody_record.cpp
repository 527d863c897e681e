// rogatory custody record CASE N EVENT [OPTION]…
#include "base/text.hpp"
#include "cmd/custody_writer.hpp"
#include "cmd/text_option.hpp"

namespace rogatory::cmd {
namespace {

using ledger::CustodyTable;
using ledger::ExhibitEvent;
using ledger::ExhibitId;
using Events = std::vector<ExhibitEvent>;

class CustodyRecord : public Command {
 public:
  void setup(Options& options) override {
    options.argument("CASE", m_case, "a case of this home, by id, reference or title");
    options.argument("N", m_exhibit, "the exhibit: its number where it is ours, or AUTHORITY:NUMBER");
    options.argument("EVENT", m_event, "what happened, e.g. seized, sealed, stored, examined");
    options.text("--to", m_counterpart, "to whom, from whom: a party's id, or a person or post");
    m_options.setup(options);
    options.text("--compartment", m_compartment, "C", "of the case (default: main)");
  }

  [[nodiscard]] Help help() const override {
    return {.about =
                "Records what happened to an exhibit. What ISO/IEC 27037 and NIST want recorded has an option each; "
                "what was not recorded is asked for in court. What does not fit to the story so far is said, and "
                "recorded all the same: an entry says what its author says. Hand-overs are transfer and receive.",
            .examples = {{"rogatory custody record 3f9a 3 sealed --seal 4471 --by 'Lt. Martin'", "put a seal on"},
                         {"rogatory custody record 3f9a 3 examined --on working-copy --tool Autopsy --purpose @why.txt",
                          "say with what, and what for"},
                         {"rogatory custody record 3f9a 3 hashed --hash media:sha256:9f86d081…", "what was computed"}},
            .exits = custody_exits({0, "recorded"})};
  }

  Result<void> check() override {
    const std::optional<ledger::CustodyAct> act = ledger::find_custody_act(m_event);
    if (!act) {
      return fail(Error(ErrorCode::usage, "no event is called " + m_event).next(candidates()));
    }
    m_act = *act;
    return m_options.check();
  }

  Result<int> run(Context& context) override {
    ROG_TRY_ASSIGN(CustodyDesk desk, CustodyDesk::open(context, m_case, m_compartment));
    ROG_TRY_ASSIGN(const ExhibitId exhibit, registry::exhibit_named(m_exhibit, desk.home().authority()));
    ROG_TRY_ASSIGN(ledger::CustodyEvent event, m_options.read(context, m_act, exhibit, desk.defaults()));
    ROG_TRY_ASSIGN(const std::optional<std::string> who, read_optional_text(context, m_counterpart));
    if (who) {
      ROG_TRY_ASSIGN(event.counterpart, desk.counterpart(*who));
    }
    ROG_TRY_ASSIGN(const registry::WrittenCustody written, desk.write([&](const CustodyTable& table) -> Result<Events> {
      ROG_TRY(registry::find_exhibit(table, exhibit));
      return Events{event};
    }));
    context.ui.document(desk.show(written));
    return 0;
  }

 private:
  /// The events whose name is near, or all.
  [[nodiscard]] std::string candidates() const {
    std::vector<std::string> near;
    std::vector<std::string> all;
    for (const ledger::CustodyActRow& row : ledger::custody_acts()) {
      all.emplace_back(row.word);
      if (base::is_close(m_event, row.word)) {
        near.emplace_back(row.word);
      }
    }
    return "one of: " + base::join(near.empty() ? all : near, ", ");
  }

  std::string m_case, m_exhibit, m_event;
  std::string m_compartment = "main";
  ledger::CustodyAct m_act = ledger::CustodyAct::identified;  // that of m_event, from check() on
  FreeText m_counterpart;
  CustodyOptions m_options;
};

}  // namespace

std::unique_ptr<Command> make_custody_record() { return std::make_unique<CustodyRecord>(); }

}  // namespace rogatory::cmd
