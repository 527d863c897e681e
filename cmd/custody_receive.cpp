// rogatory custody receive CASE N [--seal-intact yes|no] [--without-log --from WHO --reason R]
#include "cmd/custody_command.hpp"

namespace rogatory::cmd {
namespace {

using ledger::CustodyAct;

class CustodyReceive : public CustodyActCommand {
 public:
  void setup_act(Options& options) override {
    options.text("--from", m_counterpart, "from whom (default: who signed that he handed it over)");
    options.flag("--without-log", m_without_log, "it comes from somebody who keeps no ledger; wants --reason");
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
    return CustodyActCommand::check();
  }

 protected:
  [[nodiscard]] CustodyAct act() const override { return CustodyAct::received; }

  void complete(ledger::CustodyEvent& event, const ledger::ExhibitStory& story,
                const std::string& ourselves) const override {
    event.without_log = m_without_log;
    if (!event.counterpart) {
      event.counterpart = giver_in(story, ourselves);
    }
  }

  [[nodiscard]] std::string_view known(const ledger::ExhibitStory& story) const override {
    return open_hand_over(story) == nullptr ? std::string_view() : "--from";
  }

 private:
  /// Who signed that he handed it over, where it is in transit.
  static std::optional<ledger::Person> giver_in(const ledger::ExhibitStory& story, const std::string& ourselves) {
    const ledger::CustodyStep* const step = open_hand_over(story);
    if (step == nullptr) {
      return std::nullopt;
    }
    ledger::Person giver = std::get<ledger::CustodyEvent>(step->event).actor;
    if (step->entry.log.authority != ourselves) {
      giver.authority = step->entry.log.authority;
    }
    return giver;
  }

  bool m_without_log = false;
};

}  // namespace

std::unique_ptr<Command> make_custody_receive() { return std::make_unique<CustodyReceive>(); }

}  // namespace rogatory::cmd
