// rogatory custody record CASE N EVENT [OPTION]…
#include "base/text.hpp"
#include "cmd/custody_command.hpp"

namespace rogatory::cmd {
namespace {

class CustodyRecord : public CustodyActCommand {
 public:
  void setup_act(Options& options) override {
    options.argument("EVENT", m_event, "what happened, e.g. seized, sealed, stored, examined");
    options.text("--to,--from", m_counterpart, "to whom, from whom: a party's id, or a person or post");
  }

  [[nodiscard]] Help help() const override {
    return {.about =
                "Records what happened to an exhibit. What ISO/IEC 27037 and NIST want recorded has an option each; "
                "what was not recorded is asked for in court. What does not fit to the story so far is said, and "
                "recorded all the same: an entry says what its author says. Hand-overs are transfer and receive. At a "
                "terminal you are asked for what is missing.",
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
    return CustodyActCommand::check();
  }

 protected:
  [[nodiscard]] ledger::CustodyAct act() const override { return m_act; }

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

  std::string m_event;
  ledger::CustodyAct m_act = ledger::CustodyAct::identified;  // that of m_event, from check() on
};

}  // namespace

std::unique_ptr<Command> make_custody_record() { return std::make_unique<CustodyRecord>(); }

}  // namespace rogatory::cmd
