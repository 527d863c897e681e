// rogatory card rotate KIND
#include "cmd/card_view.hpp"
#include "cmd/home_access.hpp"
#include "registry/rotate.hpp"

namespace rogatory::cmd {
namespace {

class CardRotateCommand : public Command {
 public:
  void setup(Options& options) override {
    options.argument("KIND", m_kind, "root, log, transport, evidence or tls");
    options.text("--root-key", m_root_key, "FILE", "the root key, where it was moved off-line");
    options.text("--new-root-key", m_new_root_key, "FILE", "where a new root key goes (KIND root)");
  }

  [[nodiscard]] Help help() const override {
    return {.about =
                "Makes a new key in place of an old one and a card that names it, signed by the root; a new root is "
                "signed by the old one too. Old keys stay in the home: what was sealed to them is still opened. "
                "Send the new cards to the peers: card export.",
            .examples = {{"rogatory card rotate transport", "a new key for pouches"},
                         {"rogatory card rotate root --root-key /media/a/root.key --new-root-key /media/b/root.key",
                          "both media at hand"}},
            .exits = {{0, "the new card stands"},
                      {10, "there is no home, or no root key"},
                      {11, "another program is changing the home"},
                      {12, "wrong passphrase, or not the root's key"},
                      {31, "the new key's file exists"}}};
  }

  Result<void> check() override {
    const std::optional<registry::KeyKind> kind = registry::key_kind_of(m_kind);
    if (!kind || *kind == registry::KeyKind::officer || *kind == registry::KeyKind::home) {
      return fail(Error(ErrorCode::usage, "no such key to rotate: " + m_kind)
                      .next("name root, log, transport, evidence or tls; an officer's new key is a new officer: "
                            "rogatory officer add"));
    }
    if (!m_new_root_key.empty() && *kind != registry::KeyKind::root) {
      return fail(ErrorCode::usage, "--new-root-key goes with root alone");
    }
    m_rotation = {.kind = *kind, .new_root_file = root_key_file(m_new_root_key)};
    return {};
  }

  Result<int> run(Context& context) override {
    ROG_TRY_ASSIGN(const registry::Home home, open_home(context));
    ROG_TRY_ASSIGN(const crypto::CardChain chain, home.own_chain());
    registry::KeyRing keys(home, context.passphrases);
    ROG_TRY_ASSIGN(crypto::SigningKey root, keys.root(chain.newest().root, root_key_file(m_root_key)));
    ROG_TRY_ASSIGN(const std::optional<crypto::SecretBytes> passphrase, keys.home_passphrase());
    ROG_TRY_ASSIGN(const registry::Rotated rotated,
                   registry::rotate_key(home, m_rotation, root, {.passphrase = passphrase ? &*passphrase : nullptr},
                                        context.clock));
    return show(context.ui, home, rotated);
  }

 private:
  Result<int> show(Ui& ui, const registry::Home& home, const registry::Rotated& rotated) const {
    const crypto::Card& card = rotated.chain.newest();
    ui.line("Card " + std::to_string(card.version) + " of " + speaker(home) + " names the new " + m_kind + " key, " +
            rotated.file);
    Json::Object document{{"authority", card.id},
                          {"file", rotated.file},
                          {"key", rotated.name.text()},
                          {"kind", m_kind},
                          {"version", card.version}};
    if (m_rotation.kind == registry::KeyKind::root) {
      ROG_TRY(show_fingerprint(ui, crypto::fingerprint_of(card.root), Qr::no));
      ui.note("Peers keep their pin, since the old root signed the new one. Move the new key off-line.");
    }
    put_fingerprint(document, crypto::fingerprint_of(card.root));
    ui.document(std::move(document));
    return 0;
  }

  std::string m_kind;
  std::string m_root_key;
  std::string m_new_root_key;
  registry::Rotation m_rotation;
};

}  // namespace

std::unique_ptr<Command> make_card_rotate() { return std::make_unique<CardRotateCommand>(); }

}  // namespace rogatory::cmd
