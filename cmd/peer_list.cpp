// rogatory peer list
#include "cmd/home_access.hpp"
#include "cmd/peer_view.hpp"

namespace rogatory::cmd {
namespace {

class PeerListCommand : public Command {
 public:
  void setup(Options& /*options*/) override {}

  [[nodiscard]] Help help() const override {
    return {.about = "Lists the authorities that this home trusts, with what is left of their newest cards.",
            .examples = {{"rogatory peer list", "who is trusted, and until when their cards hold"}},
            .exits = {{0, "listed"}, {10, "there is no home"}, {21, "a pin has lost its cards"}}};
  }

  Result<int> run(Context& context) override {
    ROG_TRY_ASSIGN(const registry::Home home, open_home(context));
    ROG_TRY_ASSIGN(const std::vector<registry::Peer> peers, registry::list_peers(home));
    const UtcTime now = context.clock.now();
    Table table({{"PEER"}, {"COUNTRY"}, {"ROLE"}, {"CARD", Align::right}, {"OFFICERS"}, {"UNTIL"}, {"NAME"}});
    Json::Array documents;
    for (const registry::Peer& peer : peers) {
      const crypto::Card& card = peer.card();
      const Strength strength = strength_of(card, now);
      table.row({{peer.id, Tone::strong},
                 {card.country},
                 {card.role},
                 {std::to_string(card.version)},
                 strength.piece(),
                 strength.until_piece(),
                 {card.name}});
      documents.push_back(peer_document(peer, now));
    }
    context.ui.line(peers.empty() ? speaker(home) + " has no peers yet" : "Peers of " + speaker(home));
    context.ui.table(table);
    context.ui.document(Json::Object{{"authority", home.authority()}, {"peers", std::move(documents)}});
    return 0;
  }
};

}  // namespace

std::unique_ptr<Command> make_peer_list() { return std::make_unique<PeerListCommand>(); }

}  // namespace rogatory::cmd
