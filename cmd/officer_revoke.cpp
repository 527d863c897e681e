// rogatory officer revoke ID
#include "cmd/card_view.hpp"
#include "cmd/home_access.hpp"
#include "cmd/time_option.hpp"
#include "registry/officers.hpp"

namespace rogatory::cmd {
namespace {

class OfficerRevokeCommand : public Command {
 public:
  void setup(Options& options) override {
    options.argument("ID", m_id, "the officer");
    options.text("--since", m_since, "TIME", "from when on (default: now); earlier where a key was stolen");
    options.text("--root-key", m_root_key, "FILE", "the root key, where it was moved off-line");
  }

  [[nodiscard]] Help help() const override {
    return {.about =
                "Makes a card in which the officer is revoked, signed by the root. What he sealed before is proven "
                "only where a timestamp or another's ledger shows it existed then. Never taken back.",
            .examples = {{"rogatory officer revoke registry-2", "from now on"},
                         {"rogatory officer revoke registry-2 --since 2026-03-01", "the key was stolen that day"}},
            .exits = {{0, "the new card stands"},
                      {10, "there is no home, no such officer or no root key"},
                      {11, "another program is changing the home"},
                      {12, "wrong passphrase"},
                      {30, "revoked since then or earlier already"}}};
  }

  Result<int> run(Context& context) override {
    UtcTime since = context.clock.now();
    if (!m_since.empty()) {
      ROG_TRY_ASSIGN(since, parse_time_option("--since", m_since, DayEdge::begin));
    }
    ROG_TRY_ASSIGN(const registry::Home home, open_home(context));
    ROG_TRY_ASSIGN(const crypto::CardChain chain, home.own_chain());
    ROG_TRY(registry::check_can_revoke(chain.newest(), m_id, since));
    registry::KeyRing keys(home, context.passphrases);
    ROG_TRY_ASSIGN(crypto::SigningKey root, keys.root(chain.newest().root, root_key_file(m_root_key)));
    ROG_TRY_ASSIGN(const crypto::CardChain longer, registry::revoke_officer(home, root, m_id, since, context.clock));
    const crypto::Card& card = longer.newest();
    context.ui.line("Card " + std::to_string(card.version) + " of " + home.authority() + " revokes officer " +
                    speaker(home, m_id) + " since " + since.text());
    context.ui.note("Next: rogatory card export -o FILE, and send it to every peer");
    context.ui.document(Json::Object{{"authority", card.id},
                                     {"officer", officer_document(*card.officer(m_id), context.clock.now())},
                                     {"version", card.version}});
    return 0;
  }

 private:
  std::string m_id;
  std::string m_since;
  std::string m_root_key;
};

}  // namespace

std::unique_ptr<Command> make_officer_revoke() { return std::make_unique<OfficerRevokeCommand>(); }

}  // namespace rogatory::cmd
