// rogatory card export -o FILE
#include "cmd/card_view.hpp"
#include "cmd/home_access.hpp"

namespace rogatory::cmd {
namespace {

class CardExportCommand : public Command {
 public:
  void setup(Options& options) override {
    options.text("-o,--output", m_output, "FILE", "where to write the cards", Need::required);
    options.flag("--force", m_force, "replace an existing file");
  }

  [[nodiscard]] Help help() const override {
    return {.about =
                "Writes our cards from version 1 on as a tar, for peer add. Nothing in it is secret. Say the "
                "fingerprint by telephone, never in the same letter.",
            .examples = {{"rogatory card export -o fr-ca.tar", "to be sent to a peer"}},
            .exits = {{0, "written"}, {10, "there is no home"}, {31, "the file exists"}, {50, "the disk is full"}}};
  }

  Result<int> run(Context& context) override {
    ROG_TRY_ASSIGN(const registry::Home home, open_home(context));
    ROG_TRY_ASSIGN(const crypto::CardChain chain, home.own_chain());
    const Bytes tar = crypto::chain_to_tar(chain);
    ROG_TRY(base::save_file(context.fs, m_output, tar, {.mode = 0644, .replace = m_force}));
    const crypto::Card& card = chain.newest();
    const crypto::Sha256 fingerprint = crypto::fingerprint_of(card.root);
    context.ui.line(
        {{"Cards 1 to " + std::to_string(card.version) + " of "}, {card.id, Tone::strong}, {": " + m_output}});
    ROG_TRY(show_fingerprint(context.ui, fingerprint, Qr::no));
    Json::Object document{
        {"authority", card.id}, {"file", m_output}, {"sha256", crypto::sha256(tar).hex()}, {"version", card.version}};
    put_fingerprint(document, fingerprint);
    context.ui.document(std::move(document));
    return 0;
  }

 private:
  std::string m_output;
  bool m_force = false;
};

}  // namespace

std::unique_ptr<Command> make_card_export() { return std::make_unique<CardExportCommand>(); }

}  // namespace rogatory::cmd
