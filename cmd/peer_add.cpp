// rogatory peer add FILE [--fingerprint F]
#include <unistd.h>

#include "cmd/card_view.hpp"
#include "cmd/fd_sink.hpp"
#include "cmd/home_access.hpp"
#include "cmd/text_option.hpp"
#include "registry/peers.hpp"

namespace rogatory::cmd {
namespace {

using registry::Confirmed;
using registry::PeerStep;

class PeerAddCommand : public Command {
 public:
  void setup(Options& options) override {
    options.argument("FILE", m_file, "the cards of an authority, as its card export wrote them");
    options.text("--fingerprint", m_fingerprint, "SHA256:… or the 24 words, as its officers said them");
  }

  [[nodiscard]] Help help() const override {
    return {.about =
                "Makes an authority a peer: checks its cards and pins its root. Nobody is trusted at first sight: the "
                "fingerprint is shown as 24 words, and pinned when you have compared it by telephone and type yes, or "
                "when --fingerprint equals it. For a peer, newer cards are taken and older ones ignored, without "
                "asking.",
            .examples = {{"rogatory peer add de-ca.tar", "compare by telephone, then type yes"},
                         {"rogatory peer add de-ca.tar --fingerprint @words.txt", "written down in a meeting"},
                         {"rogatory peer add de-ca-2.tar", "the newer cards of a peer"}},
            .exits = {{0, "added, updated, or nothing newer in it"},
                      {10, "there is no home, or no such file"},
                      {11, "another program is changing the home"},
                      {20, "a signature of the cards is wrong"},
                      {21, "a card or a signature is missing"},
                      {22, "the fingerprint is not that of these cards"},
                      {23, "they contradict cards of this peer at hand"},
                      {24, "the file holds no cards"},
                      {31, "nobody compared it, our own cards, or another root under the id of a peer"}}};
  }

  Result<int> run(Context& context) override {
    ROG_TRY_ASSIGN(const registry::Home home, open_home(context));
    ROG_TRY_ASSIGN(const std::optional<std::string> given, read_optional_text(context, m_fingerprint));
    ROG_TRY_ASSIGN(const crypto::CardChain chain, load(context.fs));
    ROG_TRY_ASSIGN(const PeerStep planned, registry::plan_peer(home, chain));
    std::optional<Confirmed> confirmed;
    if (given) {
      ROG_TRY_ASSIGN(const crypto::Sha256 fingerprint, registry::parse_given_fingerprint(*given));
      ROG_TRY(registry::check_fingerprint(chain, fingerprint));
      confirmed = Confirmed::fingerprint;
    } else if (planned == PeerStep::pin) {
      ROG_TRY(compare_by_telephone(context, chain));
      confirmed = Confirmed::telephone;
    }
    ROG_TRY_ASSIGN(const PeerStep done, registry::take_peer(home, chain, confirmed, context.clock));
    return show(context.ui, home, chain, done);
  }

 private:
  [[nodiscard]] Result<crypto::CardChain> load(FileSystem& fs) const {
    Result<crypto::CardChain> chain = registry::load_chain(fs, m_file);
    if (!chain) {
      return fail(std::move(chain).error().next("give the file that they made with rogatory card export -o FILE"));
    }
    return chain;
  }

  Result<void> compare_by_telephone(Context& context, const crypto::CardChain& chain) {
    const std::string& id = chain.newest().id;
    if (!context.prompt.can_ask()) {
      return fail(Error(ErrorCode::refused, "the fingerprint of " + id + " was not compared")
                      .because("there is nobody to ask, and nobody is trusted at first sight")
                      .next("ask " + id + " by telephone for its fingerprint, then: rogatory peer add " + m_file +
                            " --fingerprint 'SHA256:…'"));
    }
    ROG_TRY(show_for_comparison(context, chain));
    context.prompt.say("Call " + id + " at a number you know, not one from this file. Its officers see these words");
    context.prompt.say("with rogatory card show. Let them read the 24 words to you.");
    ROG_TRY_ASSIGN(const std::string answer,
                   context.prompt.text("Are all 24 words the same? Type yes to trust " + id + ":"));
    if (answer != "yes") {
      return fail(Error(ErrorCode::refused, id + " was not added: the answer was not yes")
                      .next("rogatory peer add " + m_file + " when the words were compared"));
    }
    return {};
  }

  /// To people on stderr, for stdout may be a file while they compare.
  static Result<void> show_for_comparison(Context& context, const crypto::CardChain& chain) {
    FdSink sink(context.fs, STDERR_FILENO, "standard error");
    Screen& screen = context.ui.screen();
    const bool is_terminal = screen.is_terminal();
    Ui people(sink, screen, {.color = is_terminal && context.ui.painter().on(), .out_is_terminal = is_terminal});
    show_card(people, chain, context.clock.now());
    ROG_TRY(show_fingerprint(people, registry::fingerprint_of(chain), Qr::at_terminal));
    return people.finish();
  }

  static Result<int> show(Ui& ui, const registry::Home& home, const crypto::CardChain& chain, PeerStep done) {
    ROG_TRY_ASSIGN(const registry::Peer peer, registry::load_peer(home, chain.newest().id));
    const std::string version = std::to_string(peer.card().version);
    const std::string us = speaker(home);
    switch (done) {
      case PeerStep::pin:
        ui.line({{peer.id, Tone::strong}, {" is a peer of " + us + " now, by its card " + version}});
        ui.line("pinned: " + crypto::fingerprint_text(peer.pinned) + ", compared by " +
                std::string(registry::text_of(peer.confirmed)));
        break;
      case PeerStep::update:
        ui.line({{peer.id, Tone::strong}, {", a peer of " + us + ", has card " + version + " now"}});
        break;
      case PeerStep::unchanged:
        ui.line({{peer.id, Tone::strong}, {", a peer of " + us + ", is known by card " + version + " already"}});
        break;
      case PeerStep::ignore:
        ui.line({{peer.id, Tone::strong}, {", a peer of " + us + ", keeps card " + version}});
        ui.note("the file ends with the older card " + std::to_string(chain.newest().version) + ": ignored");
        break;
    }
    Json::Object document{{"authority", home.authority()},
                          {"confirmed", registry::text_of(peer.confirmed)},
                          {"given_version", chain.newest().version},
                          {"peer", peer.id},
                          {"pinned", crypto::fingerprint_text(peer.pinned)},
                          {"result", registry::text_of(done)},
                          {"version", peer.card().version}};
    put_fingerprint(document, registry::fingerprint_of(peer.chain));
    ui.document(std::move(document));
    return 0;
  }

  std::string m_file;
  FreeText m_fingerprint;
};

}  // namespace

std::unique_ptr<Command> make_peer_add() { return std::make_unique<PeerAddCommand>(); }

}  // namespace rogatory::cmd
