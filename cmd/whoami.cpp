// rogatory whoami: whose home this is, and who may act here
#include <algorithm>

#include "cmd/card_view.hpp"
#include "cmd/home_access.hpp"
#include "registry/agent.hpp"

namespace rogatory::cmd {
namespace {

class WhoamiCommand : public Command {
 public:
  void setup(Options& /*options*/) override {}

  [[nodiscard]] Help help() const override {
    return {.about =
                "Says whose home this is, who may act for the authority now, which keys are here and whether they "
                "are unlocked.",
            .examples = {{"rogatory whoami", "the default home"}, {"rogatory --home /srv/rog whoami", "another one"}},
            .exits = {{0, "said"}, {10, "there is no home"}, {31, "the home is of a newer version"}}};
  }

  Result<int> run(Context& context) override {
    ROG_TRY_ASSIGN(const registry::Home home, open_home(context));
    ROG_TRY_ASSIGN(const crypto::CardChain chain, home.own_chain());
    registry::KeyRing keys(home, context.passphrases);
    ROG_TRY_ASSIGN(const std::vector<registry::KeyName> names, keys.list());
    ROG_TRY_ASSIGN(const std::optional<registry::AgentStatus> agent, registry::agent_status(home));
    const UtcTime now = context.clock.now();
    const crypto::Card& card = chain.newest();
    Json::Array here;
    for (const registry::KeyName& name : names) {
      here.emplace_back(name.text());
    }
    Json::Object document{{"authority", card.id},
                          {"home", home.path()},
                          {"keys", std::move(here)},
                          {"name", card.name},
                          {"officers", officers(card, now)},
                          {"version", card.version}};
    if (agent) {
      document.emplace("unlocked_until", agent->until.text());
    }
    put_fingerprint(document, crypto::fingerprint_of(card.root));
    context.ui.document(std::move(document));
    context.ui.line({{card.id, Tone::strong}, {"  " + card.name + ", home " + home.path()}});
    show_officers(context.ui, card.officers, now);
    context.ui.line(agent ? "Keys are unlocked until " + agent->until.text() : std::string("Keys are locked"));
    ROG_TRY(show_fingerprint(context.ui, crypto::fingerprint_of(card.root), Qr::no));
    return 0;
  }

 private:
  static Json officers(const crypto::Card& card, UtcTime now) {
    Json::Array array;
    for (const crypto::Officer& officer : card.officers) {
      array.push_back(officer_document(officer, now));
    }
    return array;
  }
};

}  // namespace

std::unique_ptr<Command> make_whoami() { return std::make_unique<WhoamiCommand>(); }

}  // namespace rogatory::cmd
