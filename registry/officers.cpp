#include "registry/officers.hpp"

#include <algorithm>

#include "base/text.hpp"

namespace rogatory::registry {
namespace {

Error no_officer(const crypto::Card& card, const std::string& id) {
  std::vector<std::string> known;
  known.reserve(card.officers.size());
  for (const crypto::Officer& officer : card.officers) {
    known.push_back(officer.id);
  }
  return Error(ErrorCode::not_found, "our card names no officer " + id)
      .because("it names " + base::join(known, ", "))
      .next("rogatory officer list");
}

/// The key that the officer will have: the one in an ssh-agent, or a new one.
Result<crypto::PublicKey> officer_key(NewKeyFiles& made, const Home& home, const NewOfficer& officer,
                                      crypto::KeyProtection protection) {
  const std::string keys = home.file("keys");
  const KeyName name{.kind = KeyKind::officer, .officer = officer.id, .number = 0};
  for (const char* suffix : {".key", ".pub"}) {
    // The card does not name this officer, so a file of this name was never in force.
    const std::string left = keys + "/" + name.text() + suffix;
    ROG_TRY_ASSIGN(const bool there, base::exists(home.fs(), left));
    if (there) {
      if (const base::SysResult<void> gone = home.fs().unlink(AT_FDCWD, left, 0); !gone) {
        return fail(base::errno_error(gone.error(), "removing " + left + ", which no card names"));
      }
    }
  }
  if (officer.key) {
    ROG_TRY(save_public_text(made, home.fs(), keys, name, officer.key->openssh()));
    return *officer.key;
  }
  ROG_TRY_ASSIGN(const crypto::SigningKey key,
                 make_signing_key(made, home.fs(), keys, name, officer.id + "@" + home.authority(), protection));
  return key.public_key();
}

}  // namespace

std::set<crypto::May> usual_powers() {
  return {crypto::May::entry, crypto::May::grant, crypto::May::pouch, crypto::May::seal};
}

Result<void> check_new_officer(const NewOfficer& officer, UtcTime now) {
  if (!base::is_id(officer.id)) {
    return fail(Error(ErrorCode::usage, "not an officer id: " + officer.id)
                    .because("an id is a small letter and 1 to 30 of a-z, 0-9 and -")
                    .next("name the post or a random word, such as registry-2 or o-7f3a"));
  }
  const bool is_service = officer.may.contains(crypto::May::service);
  if (officer.id == "root" || is_service != (officer.id == "service")) {
    return fail(Error(ErrorCode::usage, "the id " + officer.id + " does not go with these powers")
                    .because("root is reserved; service is the daemon's officer, who may `service` and nothing else")
                    .next("give the officer another id"));
  }
  if (is_service && officer.may.size() != 1) {
    return fail(ErrorCode::usage, "service stands alone: --may service");
  }
  if (officer.may.empty()) {
    return fail(Error(ErrorCode::usage, "an officer who may sign nothing").next("--may seal,entry,pouch,grant"));
  }
  for (const std::string& role : officer.roles) {
    if (!crypto::is_request_role(role)) {
      return fail(Error(ErrorCode::usage, "no such role: " + role)
                      .next("roles are ISS, VAL, CA-R, DIP, CA-Q, EXE, CRT, MIN, POL, PRV and DEF"));
    }
  }
  if (officer.until <= now) {
    return fail(ErrorCode::usage, "--until " + officer.until.text() + " is past");
  }
  return {};
}

crypto::Officer card_officer(const NewOfficer& officer, const crypto::PublicKey& key, UtcTime from) {
  std::vector<std::string> roles = officer.roles;
  std::sort(roles.begin(), roles.end());
  roles.erase(std::unique(roles.begin(), roles.end()), roles.end());
  return {.id = officer.id,
          .key = key,
          .may = officer.may,
          .name = officer.name,
          .roles = std::move(roles),
          .from = from,
          .until = officer.until,
          .revoked_at = std::nullopt};
}

Result<void> check_id_is_free(const crypto::Card& card, const std::string& id) {
  if (card.officer(id) == nullptr) {
    return {};
  }
  return fail(Error(ErrorCode::refused, "our card names an officer " + id + " already")
                  .because("a key never changes and an officer is never removed: a new key is a new id")
                  .next("choose another id; rogatory officer list shows those in use"));
}

Result<crypto::CardChain> add_officer(const Home& home, crypto::Signer& root, const NewOfficer& officer,
                                      crypto::KeyProtection protection, const Clock& clock) {
  ROG_TRY(check_new_officer(officer, clock.now()));
  NewKeyFiles made(home.fs());
  Result<crypto::CardChain> chain = issue_card(home, root, clock, [&](crypto::Card& card) -> Result<void> {
    ROG_TRY(check_id_is_free(card, officer.id));
    ROG_TRY_ASSIGN(const crypto::PublicKey key, officer_key(made, home, officer, protection));
    card.officers.push_back(card_officer(officer, key, card.issued_at));
    std::sort(card.officers.begin(), card.officers.end(), [](const auto& a, const auto& b) { return a.id < b.id; });
    return {};
  });
  if (chain) {
    made.keep();
  }
  return chain;
}

Result<void> check_can_revoke(const crypto::Card& card, const std::string& id, UtcTime since) {
  const crypto::Officer* officer = card.officer(id);
  if (officer == nullptr) {
    return fail(no_officer(card, id));
  }
  if (officer->revoked_at && *officer->revoked_at <= since) {
    return fail(
        Error(ErrorCode::not_allowed, "officer " + id + " is revoked since " + officer->revoked_at->text() + " already")
            .because("a revocation is never taken back nor made later")
            .next("rogatory officer list"));
  }
  return {};
}

Result<crypto::CardChain> revoke_officer(const Home& home, crypto::Signer& root, const std::string& id, UtcTime since,
                                         const Clock& clock) {
  return issue_card(home, root, clock, [&](crypto::Card& card) -> Result<void> {
    ROG_TRY(check_can_revoke(card, id, since));
    for (crypto::Officer& officer : card.officers) {
      if (officer.id == id) {
        officer.revoked_at = since;
      }
    }
    return {};
  });
}

}  // namespace rogatory::registry
