// rogatory card show [FILE]
#include "cmd/card_view.hpp"
#include "cmd/home_access.hpp"

namespace rogatory::cmd {
namespace {

class CardShowCommand : public Command {
 public:
  void setup(Options& options) override {
    options.argument("FILE", m_file, "cards as card export wrote them (default: our own)", Need::optional);
    options.flag("--allowed-signers", m_allowed_signers, "what ssh-keygen -Y verify takes, and nothing else");
  }

  [[nodiscard]] Help help() const override {
    return {.about =
                "Shows a card, checked with its whole chain, and the fingerprint of its root: as text, as 24 words "
                "and at a terminal as a QR code. A file needs no home. That it is shown does not make it trusted.",
            .examples = {{"rogatory card show", "our own, for the telephone"},
                         {"rogatory card show de-ca.tar", "before peer add"},
                         {"rogatory card show --allowed-signers > trust", "for the stock recipe"}},
            .exits = {{0, "shown"},
                      {10, "there is no home, or no such file"},
                      {20, "a signature of the cards is wrong"},
                      {21, "a card or a signature is missing"},
                      {24, "the file holds no cards"}}};
  }

  Result<int> run(Context& context) override {
    ROG_TRY_ASSIGN(const crypto::CardChain chain, load(context));
    if (m_allowed_signers) {
      const std::string text = crypto::allowed_signers(chain);
      context.ui.document(Json::Object{{"allowed_signers", text}, {"authority", chain.newest().id}});
      return context.ui.json() ? Result<int>(0) : written(context.ui.bytes(base::as_bytes(text)));
    }
    const crypto::Card& card = chain.newest();
    show_card(context.ui, chain, context.clock.now());
    ROG_TRY(show_fingerprint(context.ui, crypto::fingerprint_of(card.root), Qr::at_terminal));
    ROG_TRY_ASSIGN(Json as_signed, base::parse_json(chain.signed_cards().back().card, crypto::k_card_limit));
    Json::Object document{{"authority", card.id},
                          {"card", std::move(as_signed)},
                          {"card_sha256", chain.signed_cards().back().hash().hex()},
                          {"version", card.version}};
    put_fingerprint(document, crypto::fingerprint_of(card.root));
    context.ui.document(std::move(document));
    return 0;
  }

 private:
  static Result<int> written(const Result<void>& result) {
    ROG_TRY(result);
    return 0;
  }

  Result<crypto::CardChain> load(Context& context) const {
    if (!m_file.empty()) {
      return registry::load_chain(context.fs, m_file);
    }
    ROG_TRY_ASSIGN(const registry::Home home, open_home(context));
    return home.own_chain();
  }

  std::string m_file;
  bool m_allowed_signers = false;
};

}  // namespace

std::unique_ptr<Command> make_card_show() { return std::make_unique<CardShowCommand>(); }

}  // namespace rogatory::cmd
