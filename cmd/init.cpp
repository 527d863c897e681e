// rogatory init ID: a home, its keys, card 1
#include "registry/init.hpp"

#include "cmd/calendar_access.hpp"
#include "cmd/card_view.hpp"
#include "cmd/home_access.hpp"
#include "cmd/text_option.hpp"
#include "cmd/time_option.hpp"
#include "registry/zones.hpp"

namespace rogatory::cmd {
namespace {

constexpr int k_officer_years = 2;

class InitCommand : public Command {
 public:
  void setup(Options& options) override {
    options.argument("ID", m_new.authority, "the authority's id, such as fr-ca");
    options.text("--country", m_new.country, "CC", "two letters (ISO 3166)", Need::required);
    options.text("--name", m_name, "the authority's full name");
    options.text("--officer", m_new.officer.id, "ID", "the first officer: a post or a random word", Need::required);
    options.text("--officer-name", m_officer_name, "the officer's name in the card, if wanted");
    options.text("--roles", m_roles, "ROLE,…", "the officer's roles in requests: ISS, VAL, CA-R, …");
    options.text("--until", m_until, "DATE", "the officer's last day (default: in two years)");
    options.text("--role", m_role, "ROLE", "of the authority (default: central-authority)");
    options.text("--zone", m_zone, "ZONE", "IANA time zone (default: the country's, where it has one only; else UTC)");
    options.text("--calendar", m_calendar, "CC[-XX]", "whose holidays count (default: the country)");
    options.list("--language", m_new.languages, "LANG", "accepted in requests");
    options.text("--address", m_address, "postal address");
    options.text("--root-key", m_root_key, "FILE", "write the root key there, on its own medium");
    options.text("--state", m_state, "DIR", "where the home notes how far its logs got, outside of itself");
    options.flag("--no-passphrase", m_no_passphrase, "leave the keys to the disk's own encryption");
  }

  [[nodiscard]] Help help() const override {
    return {.about =
                "Makes a home for an authority: its keys, its first officer and card 1. The home appears whole or "
                "not at all. Asks for the home passphrase and the officer's.",
            .examples = {{"rogatory init fr-ca --country FR --name 'Ministry of Justice' --officer registry-1 --zone "
                          "Europe/Paris",
                          "a home in the default place"},
                         {"rogatory --home /srv/rog init fr-ca --country FR --name @name.txt --officer registry-1 "
                          "--root-key /media/safe/root.key",
                          "the root key goes to a medium of its own at once"}},
            .exits = {{0, "the home stands"}, {31, "the place is taken"}, {50, "the disk is full"}}};
  }

  Result<void> check() override {
    if (m_name.given && m_name.given->empty()) {
      return fail(ErrorCode::usage, "--name is empty");
    }
    return {};
  }

  Result<int> run(Context& context) override {
    ROG_TRY_ASSIGN(const std::string path, context.home());
    clean_up(context);
    ROG_TRY(complete(context));
    ROG_TRY(registry::check_new_home(context.fs, path, m_new, context.clock.now()));
    registry::NewKeyPassphrases passphrases;
    ROG_TRY(ask(context, passphrases));
    ROG_TRY_ASSIGN(std::string records, context.records());
    registry::Unfinished unfinished(context.fs, std::move(records));
    ROG_TRY_ASSIGN(const registry::Home home,
                   registry::init_home(context.fs, path, m_new, passphrases, context.clock, unfinished));
    ROG_TRY_ASSIGN(const crypto::CardChain chain, home.own_chain());
    return show(context.ui, home, chain.newest());
  }

 private:
  Result<void> complete(Context& context) {
    const UtcTime now = context.clock.now();
    ROG_TRY_ASSIGN(m_new.name, read_text(context, m_name, "Full name of " + m_new.authority + ":"));
    ROG_TRY_ASSIGN(m_new.address, read_optional_text(context, m_address));
    ROG_TRY_ASSIGN(m_new.officer.name, read_optional_text(context, m_officer_name));
    m_new.role = m_role;
    m_new.calendar = m_calendar.empty() ? m_new.country : m_calendar;
    m_new.zone = m_zone.empty() ? the_zone(context) : m_zone;
    m_new.root_key_file = root_key_file(m_root_key);
    if (!m_state.empty()) {
      ROG_TRY_ASSIGN(m_new.state_directory, place_of_state(context, m_state));
    }
    m_new.officer.may = registry::usual_powers();
    m_new.officer.roles = comma_list(m_roles);
    m_new.officer.until = years_ahead(now, k_officer_years);
    if (!m_until.empty()) {
      ROG_TRY_ASSIGN(m_new.officer.until, parse_time_option("--until", m_until, DayEdge::end));
    }
    return {};
  }

  /// Where nobody names a zone. A day that ends at another hour than that of the place is a person released too late.
  [[nodiscard]] std::string the_zone(Context& context) const {
    registry::Calendars calendars;
    for (const std::string& id : {m_new.calendar, m_new.country}) {
      const Result<const registry::HeldCalendar*> held = calendars.get(id);
      if (held && (*held)->calendar.zones.size() == 1) {
        return (*held)->calendar.zones.front();
      }
    }
    const Result<std::string> only = registry::only_zone_of_country(context.fs, m_new.country);
    return only ? *only : "UTC";
  }

  /// By which clock and holidays dates will be counted, where nobody said it or nobody knows it.
  void say_clock(Ui& ui, const crypto::Card& card) const {
    if (m_zone.empty() && card.zone != "UTC") {
      ui.note("Its clock is that of " + card.zone + ", the only one of its calendar or country (--zone names another)");
    } else if (m_zone.empty()) {
      ui.warn("no --zone was given: its days are those of UTC, and may end at another hour than on its walls");
    }
    registry::Calendars calendars;
    warn_of_calendar(ui, calendars, card.calendar, card.country);
  }

  /// The absolute path of a directory that need not be there yet. In the home itself it would be copied with it.
  static Result<std::string> place_of_state(Context& context, const std::string& given) {
    ROG_TRY_ASSIGN(const std::string path, context.home());
    ROG_TRY(base::make_directories(context.fs, base::parent_of(base::without_trailing_slashes(given))));
    ROG_TRY_ASSIGN(std::string state, base::canonical_place(base::without_trailing_slashes(given)));
    ROG_TRY(base::make_directories(context.fs, base::parent_of(path)));
    ROG_TRY_ASSIGN(const std::string home, base::canonical_place(path));
    if ((state + "/").starts_with(home + "/")) {
      return fail(Error(ErrorCode::usage, "--state " + given + " is inside the home")
                      .because("whoever copies the home back would copy it back too, and nobody would notice")
                      .next("name a directory elsewhere, best on another disk"));
    }
    return state;
  }

  Result<void> ask(Context& context, registry::NewKeyPassphrases& passphrases) {
    if (m_no_passphrase) {
      return {};
    }
    using registry::PassphraseOwner;
    ROG_TRY_ASSIGN(m_home_passphrase,
                   context.passphrases.get(
                       {.owner = PassphraseOwner::home, .what = "the home " + m_new.authority, .is_new = true}));
    const std::string officer = "officer " + m_new.officer.id + "@" + m_new.authority;
    ROG_TRY_ASSIGN(m_officer_passphrase,
                   context.passphrases.get({.owner = PassphraseOwner::officer, .what = officer, .is_new = true}));
    passphrases = {.home = &m_home_passphrase, .officer = &m_officer_passphrase};
    return {};
  }

  Result<int> show(Ui& ui, const registry::Home& home, const crypto::Card& card) {
    const crypto::Sha256 fingerprint = crypto::fingerprint_of(card.root);
    const std::string root = m_new.root_key_file.value_or(home.file("keys/root.key"));
    ui.line({{"The home of "}, {card.id, Tone::strong}, {" stands at " + home.path()}});
    ui.line("Officer " + m_new.officer.id + "@" + card.id + " may seal until " + m_new.officer.until.text());
    say_clock(ui, card);
    ROG_TRY(show_fingerprint(ui, fingerprint, Qr::no));
    if (m_no_passphrase) {
      ui.warn("the keys have no passphrase: keep " + home.path() + " on an encrypted disk");
    }
    if (!m_new.root_key_file) {
      ui.note("Next: move " + root + " to a medium off-line; officer add and card rotate then take --root-key FILE");
    }
    Json::Object document{{"authority", card.id},
                          {"home", home.path()},
                          {"officer", officer_document(card.officers.front(), card.issued_at)},
                          {"passphrases", !m_no_passphrase},
                          {"root_key", root},
                          {"version", card.version}};
    put_fingerprint(document, fingerprint);
    ui.document(std::move(document));
    return 0;
  }

  registry::NewHome m_new;
  FreeText m_name;
  FreeText m_officer_name;
  FreeText m_address;
  std::string m_roles;
  std::string m_until;
  std::string m_role = "central-authority";
  std::string m_zone;
  std::string m_calendar;
  std::string m_root_key;
  std::string m_state;
  bool m_no_passphrase = false;
  crypto::SecretBytes m_home_passphrase;
  crypto::SecretBytes m_officer_passphrase;
};

}  // namespace

std::unique_ptr<Command> make_init() { return std::make_unique<InitCommand>(); }

}  // namespace rogatory::cmd
