// rogatory lock: forget the keys that unlock opened
#include "cmd/home_access.hpp"
#include "registry/agent.hpp"

namespace rogatory::cmd {
namespace {

class LockCommand : public Command {
 public:
  void setup(Options& /*options*/) override {}

  [[nodiscard]] Help help() const override {
    return {.about = "Ends the agent that unlock started; its keys are wiped.",
            .examples = {{"rogatory lock", "no key of the home is open any more"}},
            .exits = {{0, "locked, or it was"}, {10, "there is no home"}}};
  }

  Result<int> run(Context& context) override {
    ROG_TRY_ASSIGN(const registry::Home home, open_home(context));
    ROG_TRY_ASSIGN(const bool ran, registry::stop_agent(home));
    context.ui.line("The keys of " + home.authority() + (ran ? " are locked" : " were locked already"));
    context.ui.document(Json::Object{{"authority", home.authority()}, {"was_unlocked", ran}});
    return 0;
  }
};

}  // namespace

std::unique_ptr<Command> make_lock() { return std::make_unique<LockCommand>(); }

}  // namespace rogatory::cmd
