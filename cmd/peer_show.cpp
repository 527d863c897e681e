// rogatory peer show ID
#include "cmd/home_access.hpp"
#include "cmd/peer_view.hpp"

namespace rogatory::cmd {
namespace {

class PeerShowCommand : public Command {
 public:
  void setup(Options& options) override { options.argument("ID", m_id, "the peer's id, such as de-ca"); }

  [[nodiscard]] Help help() const override {
    return {.about =
                "Shows a peer: its newest card, its officers and until when they are valid, where it is called, "
                "how it was compared, and its fingerprint.",
            .examples = {{"rogatory peer show de-ca", "whom we trust, and why"}},
            .exits = {{0, "shown"}, {10, "there is no home, or no such peer"}, {21, "the pin has lost its cards"}}};
  }

  Result<int> run(Context& context) override {
    ROG_TRY_ASSIGN(const registry::Home home, open_home(context));
    ROG_TRY_ASSIGN(const registry::Peer peer, registry::load_peer(home, m_id));
    const UtcTime now = context.clock.now();
    context.ui.line("A peer of " + speaker(home));
    ROG_TRY(show_peer(context.ui, peer, now));
    context.ui.document(Json::Object{{"authority", home.authority()}, {"peer", peer_document(peer, now)}});
    return 0;
  }

 private:
  std::string m_id;
};

}  // namespace

std::unique_ptr<Command> make_peer_show() { return std::make_unique<PeerShowCommand>(); }

}  // namespace rogatory::cmd
