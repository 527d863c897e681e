// rogatory officer add ID
#include "cmd/card_view.hpp"
#include "cmd/home_access.hpp"
#include "cmd/text_option.hpp"
#include "cmd/time_option.hpp"
#include "registry/officers.hpp"

namespace rogatory::cmd {
namespace {

constexpr int k_officer_years = 2;
constexpr std::size_t k_public_limit = 16 * 1024;

/// What stands in a .pub file: type and key, and a comment that counts for nothing.
Result<crypto::PublicKey> load_public_key(FileSystem& fs, const std::string& path) {
  ROG_TRY_ASSIGN(const Bytes bytes, base::load_file(fs, path, k_public_limit));
  std::string_view line = base::as_text(bytes);
  line = line.substr(0, line.find('\n'));
  const std::size_t key = line.find(' ');
  const std::size_t comment = key == std::string_view::npos ? key : line.find(' ', key + 1);
  Result<crypto::PublicKey> parsed = crypto::PublicKey::parse_openssh(line.substr(0, comment));
  if (!parsed) {
    return fail(std::move(parsed).error().while_(path).next("give the .pub of an Ed25519 key: ssh-keygen -t ed25519"));
  }
  return parsed;
}

class OfficerAddCommand : public Command {
 public:
  void setup(Options& options) override {
    options.argument("ID", m_new.id, "a post or a random word; never used again");
    options.text("--name", m_name, "the officer's name in the card, if wanted");
    options.text("--roles", m_roles, "ROLE,…", "in requests: ISS, VAL, CA-R, DIP, CA-Q, EXE, CRT, MIN, POL, PRV, DEF");
    options.text("--may", m_may, "WHAT,…", "seal, entry, pouch, grant (default: all four), or service alone");
    options.text("--until", m_until, "DATE", "the last day (default: in two years)");
    options.text("--key", m_key, "FILE.pub", "the public half of a key in an ssh-agent");
    options.text("--root-key", m_root_key, "FILE", "the root key, where it was moved off-line");
    options.flag("--no-passphrase", m_no_passphrase, "leave the officer's key to the disk's own encryption");
  }

  [[nodiscard]] Help help() const override {
    return {.about =
                "Makes a key for a new officer and a card that names it, signed by the root. The officer's key has "
                "a passphrase of its own. Send the new cards to the peers: card export.",
            .examples = {{"rogatory officer add registry-2 --roles ISS,CA-R", "asks the home's and the new passphrase"},
                         {"rogatory officer add o-7f3a --key token.pub --until 2027-12-31", "a key in an ssh-agent"},
                         {"rogatory officer add service --may service", "for the daemon"}},
            .exits = {{0, "the new card stands"},
                      {10, "there is no home, or no root key"},
                      {11, "another program is changing the home"},
                      {12, "wrong passphrase"},
                      {31, "the id is taken"}}};
  }

  Result<void> check() override {
    m_new.may = registry::usual_powers();
    if (!m_may.empty()) {
      m_new.may.clear();
      for (const std::string& word : comma_list(m_may)) {
        const std::optional<crypto::May> may = crypto::may_of(word);
        if (!may) {
          return fail(Error(ErrorCode::usage, "--may: no such power: " + word)
                          .next("name seal, entry, pouch and grant, or service alone"));
        }
        m_new.may.insert(*may);
      }
    }
    m_new.roles = comma_list(m_roles);
    return {};
  }

  Result<int> run(Context& context) override {
    ROG_TRY(complete(context));
    ROG_TRY_ASSIGN(const registry::Home home, open_home(context));
    ROG_TRY_ASSIGN(const crypto::CardChain chain, home.own_chain());
    ROG_TRY(registry::check_id_is_free(chain.newest(), m_new.id));
    registry::KeyRing keys(home, context.passphrases);
    ROG_TRY_ASSIGN(crypto::SigningKey root, keys.root(chain.newest().root, root_key_file(m_root_key)));
    crypto::SecretBytes passphrase;
    const bool is_protected = !m_new.key && !m_no_passphrase;
    if (is_protected) {
      ROG_TRY_ASSIGN(passphrase, context.passphrases.get({.owner = registry::PassphraseOwner::officer,
                                                          .what = "officer " + speaker(home, m_new.id),
                                                          .is_new = true}));
    }
    ROG_TRY_ASSIGN(
        const crypto::CardChain longer,
        registry::add_officer(home, root, m_new, {.passphrase = is_protected ? &passphrase : nullptr}, context.clock));
    const crypto::Card& card = longer.newest();
    context.ui.line("Card " + std::to_string(card.version) + " of " + home.authority() + " names officer " +
                    speaker(home, m_new.id) + ", valid until " + m_new.until.text());
    context.ui.document(Json::Object{{"authority", card.id},
                                     {"officer", officer_document(*card.officer(m_new.id), context.clock.now())},
                                     {"version", card.version}});
    return 0;
  }

 private:
  Result<void> complete(Context& context) {
    const UtcTime now = context.clock.now();
    m_new.until = years_ahead(now, k_officer_years);
    if (!m_until.empty()) {
      ROG_TRY_ASSIGN(m_new.until, parse_time_option("--until", m_until, DayEdge::end));
    }
    ROG_TRY_ASSIGN(m_new.name, read_optional_text(context, m_name));
    if (!m_key.empty()) {
      ROG_TRY_ASSIGN(m_new.key, load_public_key(context.fs, m_key));
    }
    return registry::check_new_officer(m_new, now);
  }

  registry::NewOfficer m_new;
  FreeText m_name;
  std::string m_roles;
  std::string m_may;
  std::string m_until;
  std::string m_key;
  std::string m_root_key;
  bool m_no_passphrase = false;
};

}  // namespace

std::unique_ptr<Command> make_officer_add() { return std::make_unique<OfficerAddCommand>(); }

}  // namespace rogatory::cmd
