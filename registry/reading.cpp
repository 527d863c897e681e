#include "registry/reading.hpp"

#include <algorithm>
#include <set>

#include "bundle/verify.hpp"
#include "registry/cases.hpp"

namespace rogatory::registry {
namespace {

using crypto::age::Identity;

constexpr std::string_view k_age_magic = "age-encryption.org/v1\n";

Result<crypto::SecretBytes> unlocked(const Bytes& file, const std::string& path, PassphraseSource& passphrases) {
  for (int attempt = 0;; ++attempt) {
    ROG_TRY_ASSIGN(const crypto::SecretBytes passphrase, passphrases.get({.owner = PassphraseOwner::home,
                                                                          .what = "the identity file " + path,
                                                                          .is_new = false,
                                                                          .attempt = attempt}));
    Result<crypto::SecretBytes> text = crypto::age::decrypt_with_passphrase(file, passphrase);
    if (text || text.error().code() != ErrorCode::wrong_key) {
      return text;
    }
    if (attempt + 1 == k_passphrase_tries) {
      return fail(Error(ErrorCode::wrong_key, "wrong passphrase, " + std::to_string(k_passphrase_tries) + " times")
                      .next("find the passphrase and run the command again; age -d asks for the same one"));
    }
  }
}

Result<std::vector<Identity>> load_identities(FileSystem& fs, const std::string& path, PassphraseSource& passphrases) {
  ROG_TRY_ASSIGN(Bytes file, base::load_file(fs, path, crypto::k_key_file_limit));
  const crypto::WipeAtEnd wiped(file);
  if (!base::as_text(file).starts_with(k_age_magic)) {
    return crypto::age::parse_identity_file(file);
  }
  ROG_TRY_ASSIGN(const crypto::SecretBytes text, unlocked(file, path, passphrases));
  return crypto::age::parse_identity_file(text.expose());
}

Result<void> take_named_keys(FileSystem& fs, const ReadingRequest& request, PassphraseSource& passphrases,
                             ReadingAccess& access) {
  for (const std::string& path : request.identity_files) {
    Result<std::vector<Identity>> identities = load_identities(fs, path, passphrases);
    if (!identities) {
      return fail(std::move(identities).error().while_("--identity " + path));
    }
    for (Identity& identity : *identities) {
      access.identities.push_back(std::move(identity));
    }
  }
  access.keys_named = true;
  return {};
}

/// The keys of these cases that the home holds.
Result<std::vector<Identity>> case_identities(const Home& home, KeyRing& keys,
                                              const std::vector<ledger::CaseId>& cases) {
  CaseKeyRing ring(home, keys);
  std::vector<Identity> identities;
  for (const ledger::CaseId& case_id : cases) {
    ROG_TRY_ASSIGN(CaseKeys held, ring.load(case_paths(home, case_id).keys));
    std::ranges::move(held.identities, std::back_inserter(identities));
  }
  return identities;
}

Result<void> take_home_keys(const Home& home, const ReadingRequest& request, PassphraseSource& passphrases,
                            ReadingAccess& access) {
  NeverAsk never;
  const bool ask = request.keys == KeyUse::required || request.may_ask;
  KeyRing keys(home, ask ? passphrases : never);
  Result<std::vector<Identity>> identities = keys.identities(KeyKind::evidence);
  if (identities) {
    access.identities = *std::move(identities);
    identities = case_identities(home, keys, request.cases);
  }
  if (identities) {
    std::ranges::move(*identities, std::back_inserter(access.identities));
    return {};
  }
  if (request.keys == KeyUse::if_open && !ask) {
    return {};
  }
  return fail(std::move(identities).error());
}

}  // namespace

std::vector<ledger::CaseId> cases_of_bundles(FileSystem& fs, const std::vector<std::string>& files) {
  std::set<ledger::CaseId> cases;
  for (const std::string& file : files) {
    const Result<base::Fd> fd = bundle::open_bundle(fs, file);
    const crypto::Trust nobody;
    const Result<bundle::Outline> outline =
        fd ? bundle::read_outline(fs, fd->get(), file, nobody) : Result<bundle::Outline>(fail(fd.error()));
    const bool has_case = outline && outline->seal && outline->seal->case_id;
    const Result<ledger::CaseId> case_id = has_case ? ledger::CaseId::parse(*outline->seal->case_id)
                                                    : Result<ledger::CaseId>(fail(ErrorCode::not_found, ""));
    if (case_id) {
      cases.insert(*case_id);
    }
  }
  return {cases.begin(), cases.end()};
}

Result<ReadingAccess> reading_access(FileSystem& fs, const ReadingRequest& request, PassphraseSource& passphrases) {
  ReadingAccess access;
  const bool needs_home = !request.trust || (request.identity_files.empty() && request.keys == KeyUse::required);
  if (needs_home && !request.home.empty()) {
    Result<Home> home = Home::open(fs, request.home);
    if (home) {
      access.home = *std::move(home);
      ROG_TRY_ASSIGN(access.leftovers, clean_unfinished(*access.home));
    } else if (request.home_is_named || home.error().code() != ErrorCode::not_found) {
      return fail(std::move(home).error());
    }
  }
  if (request.trust) {
    ROG_TRY_ASSIGN(access.trust, crypto::Trust::load(fs, *request.trust));
  } else if (access.home) {
    ROG_TRY_ASSIGN(access.trust, access.home->trust());
  }
  if (!request.identity_files.empty()) {
    ROG_TRY(take_named_keys(fs, request, passphrases, access));
  } else if (access.home) {
    ROG_TRY(take_home_keys(*access.home, request, passphrases, access));
  } else if (request.keys == KeyUse::required) {
    return fail(Error(ErrorCode::not_found, "no key to open it with: there is no home here")
                    .next("--identity FILE with an age identity, or --home DIR, or rogatory init"));
  }
  return access;
}

}  // namespace rogatory::registry
