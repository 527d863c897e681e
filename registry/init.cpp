#include "registry/init.hpp"

#include <algorithm>
#include <cerrno>

#include "base/text.hpp"
#include "crypto/card_fields.hpp"
#include "registry/card_issue.hpp"
#include "registry/countries.hpp"
#include "registry/remove_tree.hpp"
#include "registry/state_directory.hpp"

namespace rogatory::registry {
namespace {

Error place_taken(const std::string& path) {
  return Error(ErrorCode::refused, path + " exists and is not an empty directory")
      .next("name another place for the home: --home DIR");
}

/// A directory under construction: gone with everything in it unless it was published.
class Scaffold {
 public:
  static Result<Scaffold> make(FileSystem& fs, const std::string& path, bundle::StagingLog& log) {
    ROG_TRY(base::make_directories(fs, base::parent_of(path)));
    const std::string name = "." + base::name_of(path) + "." + crypto::random_hex(8) + ".tmp";
    ROG_TRY_ASSIGN(std::string temporary, base::canonical_place(base::parent_of(path) + "/" + name));
    ROG_TRY(log.started(temporary));
    Scaffold scaffold(fs, log, std::move(temporary));
    if (const base::SysResult<void> made = fs.mkdir(AT_FDCWD, scaffold.path(), 0700); !made) {
      return fail(base::errno_error(made.error(), "making the directory " + scaffold.path()));
    }
    return scaffold;
  }

  Scaffold(Scaffold&& other) noexcept
      : m_fs(other.m_fs), m_log(other.m_log), m_logged(other.m_logged), m_path(std::exchange(other.m_path, {})) {}
  Scaffold& operator=(Scaffold&&) = delete;
  ~Scaffold() {
    // What cannot be removed stays in the log.
    if (!m_path.empty() && remove_tree(*m_fs, m_path)) {
      m_log->ended(m_logged);
    }
  }

  [[nodiscard]] const std::string& path() const { return m_path; }

  /// rename(2) puts a directory over nothing or over an empty directory, and nothing else.
  Result<void> publish(const std::string& path) {
    const base::SysResult<void> renamed = m_fs->rename(AT_FDCWD, m_path, AT_FDCWD, path, true);
    const bool taken =
        !renamed && (renamed.error() == ENOTEMPTY || renamed.error() == EEXIST || renamed.error() == ENOTDIR);
    Result<void> published = renamed ? base::sync_directory(*m_fs, base::parent_of(path))
                             : taken ? Result<void>(fail(place_taken(path)))
                                     : Result<void>(fail(base::errno_error(renamed.error(), "publishing " + path)));
    const bool moved = renamed || !base::exists(*m_fs, m_path).value_or(true);
    if (moved) {
      // Ours stands at `path` now: if that is not certain to last, it goes as a whole, like the root key elsewhere.
      m_path = published ? std::string() : path;
    }
    if (published) {
      m_log->ended(m_logged);
    }
    return published;
  }

 private:
  Scaffold(FileSystem& fs, bundle::StagingLog& log, std::string path)
      : m_fs(&fs), m_log(&log), m_logged(path), m_path(std::move(path)) {}
  FileSystem* m_fs;
  bundle::StagingLog* m_log;
  std::string m_logged;  // as the log knows it
  std::string m_path;    // to be removed; empty: nothing
};

Result<void> make_rooms(FileSystem& fs, const std::string& home) {
  for (const char* room : {"/keys", "/trust", "/trust/cards", "/peers", "/authorities", "/unfinished"}) {
    if (const base::SysResult<void> made = fs.mkdir(AT_FDCWD, home + room, 0700); !made) {
      return fail(base::errno_error(made.error(), "making the directory " + home + room));
    }
    ROG_TRY(base::sync_directory(fs, base::parent_of(home + room)));
  }
  return base::save_file(fs, home + "/trust/roots", base::as_bytes(crypto::write_roots({})), {});
}

crypto::Card first_card(const NewHome& wanted, UtcTime now) {
  crypto::Card card;
  card.address = wanted.address;
  card.calendar = wanted.calendar;
  card.country = wanted.country;
  card.id = wanted.authority;
  card.issued_at = now;
  card.languages = wanted.languages;
  card.name = wanted.name;
  card.role = wanted.role;
  card.zone = wanted.zone;
  return card;
}

/// Makes every key of the home and names the public halves in the card; the root's key is returned.
Result<crypto::SigningKey> make_keys(NewKeyFiles& made, FileSystem& fs, const std::string& keys, const NewHome& wanted,
                                     const NewKeyPassphrases& passphrases, crypto::Card& card) {
  const crypto::KeyProtection own{.passphrase = passphrases.home};
  const auto comment = [&](const KeyName& name) { return name.text() + "@" + wanted.authority; };
  const auto numbered = [](KeyKind kind) { return KeyName{.kind = kind, .officer = {}, .number = 1}; };

  const KeyName root_name;
  ROG_TRY_ASSIGN(crypto::SigningKey root,
                 make_signing_key(made, fs, keys, root_name, comment(root_name), own, wanted.root_key_file));
  card.root = root.public_key();

  const KeyName officer_name{.kind = KeyKind::officer, .officer = wanted.officer.id, .number = 0};
  if (wanted.officer.key) {
    ROG_TRY(save_public_text(made, fs, keys, officer_name, wanted.officer.key->openssh()));
    card.officers.push_back(card_officer(wanted.officer, *wanted.officer.key, card.issued_at));
  } else {
    ROG_TRY_ASSIGN(const crypto::SigningKey officer,
                   make_signing_key(made, fs, keys, officer_name, wanted.officer.id + "@" + wanted.authority,
                                    {.passphrase = passphrases.officer}));
    card.officers.push_back(card_officer(wanted.officer, officer.public_key(), card.issued_at));
  }

  const KeyName log_name = numbered(KeyKind::log);
  ROG_TRY_ASSIGN(const crypto::SigningKey log, make_signing_key(made, fs, keys, log_name, comment(log_name), own));
  card.log_key = log.public_key().bytes;
  ROG_TRY_ASSIGN(card.transport, make_age_key(made, fs, keys, numbered(KeyKind::transport), own));
  ROG_TRY_ASSIGN(card.evidence, make_age_key(made, fs, keys, numbered(KeyKind::evidence), own));
  ROG_TRY(make_age_key(made, fs, keys, numbered(KeyKind::home), own));
  return root;
}

}  // namespace

Result<void> check_new_home(FileSystem& fs, const std::string& path, const NewHome& wanted, UtcTime now) {
  const base::SysResult<struct stat> status = fs.stat_at(AT_FDCWD, path, AT_SYMLINK_NOFOLLOW);
  if (status) {
    if (!S_ISDIR(status->st_mode)) {
      return fail(place_taken(path));
    }
    ROG_TRY_ASSIGN(const std::vector<std::string> names, names_in(fs, path));
    if (std::find(names.begin(), names.end(), "home.json") != names.end()) {
      return fail(Error(ErrorCode::refused, "there is a home at " + path + " already")
                      .next("rogatory --home " + path + " whoami shows whose it is; --home DIR names another place"));
    }
    if (!names.empty()) {
      return fail(place_taken(path));
    }
  }
  if (!base::is_id(wanted.authority)) {
    return fail(Error(ErrorCode::usage, "not an authority id: " + wanted.authority)
                    .because("an id is a small letter and 1 to 30 of a-z, 0-9 and -")
                    .next("choose one such as fr-ca or de-bw-pros"));
  }
  if (!crypto::is_authority_role(wanted.role)) {
    return fail(Error(ErrorCode::usage, "no such role of an authority: " + wanted.role)
                    .next("--role central-authority, prosecution, court, police, registry, ministry, provider, expert "
                          "or auditor"));
  }
  ROG_TRY(check_new_officer(wanted.officer, now));
  if (crypto::is_country(wanted.country)) {
    ROG_TRY(check_country(wanted.country));
  }
  // The form of the rest is the card's own; its keys are not there yet, so a throw-away one stands in for each.
  crypto::Card card = first_card(wanted, now);
  const auto throw_away = [] { return crypto::SigningKey::generate().public_key(); };
  card.root = throw_away();
  card.log_key = throw_away().bytes;
  card.evidence = card.transport = crypto::age::Identity::generate().recipient();
  card.officers.push_back(card_officer(wanted.officer, wanted.officer.key.value_or(throw_away()), now));
  const std::string text = card.serialize();
  if (const Result<crypto::Card> parsed = crypto::Card::parse(base::as_bytes(text)); !parsed) {
    return fail(
        Error(ErrorCode::usage, parsed.error().sentence()).next("rogatory init --help shows each option's form"));
  }
  return {};
}

Result<Home> init_home(FileSystem& fs, const std::string& path, const NewHome& wanted,
                       const NewKeyPassphrases& passphrases, const Clock& clock, bundle::StagingLog& log) {
  const UtcTime now = clock.now();
  ROG_TRY(check_new_home(fs, path, wanted, now));
  ROG_TRY_ASSIGN(Scaffold scaffold, Scaffold::make(fs, path, log));
  ROG_TRY(make_rooms(fs, scaffold.path()));

  NewKeyFiles made(fs);
  crypto::Card card = first_card(wanted, now);
  ROG_TRY_ASSIGN(crypto::SigningKey root, make_keys(made, fs, scaffold.path() + "/keys", wanted, passphrases, card));
  ROG_TRY_ASSIGN(const crypto::CardChain chain, extend_chain({}, card, root, nullptr));
  ROG_TRY(base::save_file(fs, scaffold.path() + "/card.tar", crypto::chain_to_tar(chain), {}));
  const HomeRecord record{.authority = wanted.authority, .created_at = now, .id = crypto::random_hex(16)};
  if (wanted.state_directory) {
    ROG_TRY(name_state_directory(fs, scaffold.path(), *wanted.state_directory));
  }
  ROG_TRY(base::save_file(fs, scaffold.path() + "/home.json", base::as_bytes(record.serialize()), {}));
  ROG_TRY(scaffold.publish(path));
  made.keep();
  return Home(fs, path, record);  // reading it again could fail, and it stands
}

}  // namespace rogatory::registry
