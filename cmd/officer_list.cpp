// rogatory officer list
#include "cmd/card_view.hpp"
#include "cmd/home_access.hpp"

namespace rogatory::cmd {
namespace {

class OfficerListCommand : public Command {
 public:
  void setup(Options& /*options*/) override {}

  [[nodiscard]] Help help() const override {
    return {.about = "Lists every officer of our newest card; those who were revoked stay in it for ever.",
            .examples = {{"rogatory officer list", "who may do what, and until when"}},
            .exits = {{0, "listed"}, {10, "there is no home"}}};
  }

  Result<int> run(Context& context) override {
    ROG_TRY_ASSIGN(const registry::Home home, open_home(context));
    ROG_TRY_ASSIGN(const crypto::CardChain chain, home.own_chain());
    const crypto::Card& card = chain.newest();
    const UtcTime now = context.clock.now();
    context.ui.line("Officers of " + card.id + ", card " + std::to_string(card.version));
    show_officers(context.ui, card.officers, now);
    Json::Array officers;
    for (const crypto::Officer& officer : card.officers) {
      officers.push_back(officer_document(officer, now));
    }
    context.ui.document(
        Json::Object{{"authority", card.id}, {"officers", std::move(officers)}, {"version", card.version}});
    return 0;
  }
};

}  // namespace

std::unique_ptr<Command> make_officer_list() { return std::make_unique<OfficerListCommand>(); }

}  // namespace rogatory::cmd
