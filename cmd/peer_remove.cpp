// rogatory peer remove ID
#include "cmd/home_access.hpp"
#include "registry/peers.hpp"

namespace rogatory::cmd {
namespace {

class PeerRemoveCommand : public Command {
 public:
  void setup(Options& options) override { options.argument("ID", m_id, "the peer's id, such as de-ca"); }

  [[nodiscard]] Help help() const override {
    return {
        .about =
            "Trusts a peer no longer: removes its pin, then its cards. Its bundles stay where they are and are "
            "UNTRUSTED from now on. To trust it again, its fingerprint must be compared again.",
        .examples = {{"rogatory peer remove de-ca", "asks first"}, {"rogatory --yes peer remove de-ca", "in a script"}},
        .exits = {{0, "removed"},
                  {10, "there is no home, or no such peer"},
                  {11, "another program changes the home"},
                  {31, "the question was not answered with yes"}}};
  }

  Result<int> run(Context& context) override {
    ROG_TRY_ASSIGN(const registry::Home home, open_home(context));
    // A peer whose cards are damaged is removed like any other; so only the pin is looked at.
    ROG_TRY_ASSIGN(const crypto::Sha256 pinned, registry::load_pin(home, m_id));
    ROG_TRY(context.prompt.confirm("Remove the peer " + m_id + ", so that " + speaker(home) + " trusts it no longer?"));
    ROG_TRY(registry::remove_peer(home, m_id));
    context.ui.line({{m_id, Tone::strong}, {" is no peer of " + speaker(home) + " any more"}});
    context.ui.document(Json::Object{
        {"authority", home.authority()}, {"peer", m_id}, {"was_pinned", crypto::fingerprint_text(pinned)}});
    return 0;
  }

 private:
  std::string m_id;
};

}  // namespace

std::unique_ptr<Command> make_peer_remove() { return std::make_unique<PeerRemoveCommand>(); }

}  // namespace rogatory::cmd
