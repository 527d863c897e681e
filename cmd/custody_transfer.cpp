// rogatory custody transfer CASE N --to WHO|ID
#include "cmd/custody_command.hpp"

namespace rogatory::cmd {
namespace {

class CustodyTransfer : public CustodyActCommand {
 public:
  void setup_act(Options& options) override {
    options.text("--to", m_counterpart, "to whom: a party of the case by its id, or a person or post of ours");
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

 protected:
  [[nodiscard]] ledger::CustodyAct act() const override { return ledger::CustodyAct::transferred_out; }

  Result<std::optional<std::string>> counterpart(Context& context) override {
    return read_text(context, m_counterpart, "To whom?");
  }
};

}  // namespace

std::unique_ptr<Command> make_custody_transfer() { return std::make_unique<CustodyTransfer>(); }

}  // namespace rogatory::cmd
