// rogatory peer set ID --url https://…
#include "base/text.hpp"
#include "cmd/home_access.hpp"
#include "registry/peers.hpp"

namespace rogatory::cmd {
namespace {

class PeerSetCommand : public Command {
 public:
  void setup(Options& options) override {
    options.argument("ID", m_id, "the peer's id, such as de-ca");
    options.list("--url", m_urls, "URL", "where its daemon is called, instead of what its card says");
    options.flag("--card-urls", m_card_urls, "go back to the addresses of its card");
  }

  [[nodiscard]] Help help() const override {
    return {.about =
                "Sets where a peer is called. What is set here is ours alone and stands over its card, for instance "
                "where a network of the State has addresses of its own.",
            .examples = {{"rogatory peer set de-ca --url https://10.1.2.3:8443", "an address of an inner network"},
                         {"rogatory peer set de-ca --card-urls", "those of the card hold again"}},
            .exits = {{0, "set"}, {10, "there is no home, or no such peer"}, {11, "another program changes the home"}}};
  }

  Result<void> check() override {
    if (m_urls.empty() != m_card_urls) {
      return fail(Error(ErrorCode::usage, m_card_urls ? "--url and --card-urls exclude each other" : "nothing to set")
                      .next("rogatory peer set ID --url https://host, or --card-urls"));
    }
    return {};
  }

  Result<int> run(Context& context) override {
    ROG_TRY_ASSIGN(const registry::Home home, open_home(context));
    ROG_TRY(registry::set_peer_urls(home, m_id, m_urls));
    ROG_TRY_ASSIGN(const registry::Peer peer, registry::load_peer(home, m_id));
    const std::vector<std::string>& urls = peer.addresses();
    context.ui.line(
        {{speaker(home) + " calls "},
         {peer.id, Tone::strong},
         {urls.empty() ? " nowhere: neither its card nor we name an address" : " at " + base::join(urls, ", ")}});
    context.ui.document(Json::Object{{"authority", home.authority()},
                                     {"peer", peer.id},
                                     {"urls", Json::Array(urls.begin(), urls.end())},
                                     {"urls_from", peer.urls.empty() ? "card" : "home"}});
    return 0;
  }

 private:
  std::string m_id;
  std::vector<std::string> m_urls;
  bool m_card_urls = false;
};

}  // namespace

std::unique_ptr<Command> make_peer_set() { return std::make_unique<PeerSetCommand>(); }

}  // namespace rogatory::cmd
