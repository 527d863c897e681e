#include "registry/case_reading.hpp"

#include "registry/cases.hpp"
#include "registry/forks.hpp"
#include "registry/index.hpp"

namespace rogatory::registry {
namespace {

using crypto::age::Identity;
using ledger::CaseId;
using ledger::CaseSource;

bool is_directory(FileSystem& fs, const std::string& path) {
  const base::SysResult<struct stat> status = fs.stat_at(AT_FDCWD, path, 0);
  return status && S_ISDIR(status->st_mode);
}

/// Whether it can only be meant as a path. A reference may have a slash in it ("17 Js 42/26").
bool is_path(const std::string& which) {
  return which.starts_with('/') || which.starts_with("./") || which.starts_with("../") || which == "." || which == "..";
}

/// The home, where there is one.
Result<std::optional<Home>> open_home_if_any(FileSystem& fs, const ReadingRequest& request, bool needed) {
  if (request.home.empty()) {
    return std::optional<Home>();
  }
  Result<Home> home = Home::open(fs, request.home);
  if (home) {
    return std::optional(*std::move(home));
  }
  if (needed || request.home_is_named || home.error().code() != ErrorCode::not_found) {
    return fail(std::move(home).error());
  }
  return std::optional<Home>();
}

/// The keys of a case that the home holds; none where they are locked and nobody is to be asked.
Result<void> take_case_keys(CaseAccess& access, const Home& home, const CaseId& case_id, const ReadingRequest& request,
                            PassphraseSource& passphrases) {
  NeverAsk never;
  const bool ask = request.keys == KeyUse::required || request.may_ask;
  KeyRing keys(home, ask ? passphrases : never);
  CaseKeyRing ring(home, keys);
  Result<CaseKeys> held = ring.load(case_paths(home, case_id).keys);
  if (!held && !ask && held.error().code() == ErrorCode::wrong_key) {
    return {};
  }
  if (!held) {
    return fail(std::move(held).error());
  }
  access.identities = std::move(held->identities);
  if (access.case_id && ring.home_key() != nullptr) {
    access.index = IndexAccess{.home = home, .case_id = case_id, .key = index_key(*ring.home_key())};
  }
  return {};
}

Result<void> take_case(CaseAccess& access, const Home& home, const CaseId& case_id) {
  access.case_id = case_id;
  access.name = case_id.text();
  access.repository = case_paths(home, case_id).repository;
  ROG_TRY_ASSIGN(access.source, ledger::open_repository(access.repository));
  ROG_TRY_ASSIGN(const Forks forks, load_forks(home, case_id));
  for (const auto& [log, fork] : forks) {
    access.forked.insert(log);
  }
  return {};
}

Result<void> take_directory(FileSystem& fs, CaseAccess& access, const std::string& path) {
  access.name = path;
  ROG_TRY_ASSIGN(access.source, ledger::open_directory(fs, path));
  if (is_directory(fs, path + "/case.git")) {
    access.repository = path + "/case.git";
  }
  return {};
}

/// Which of the two `which` is, opened.
Result<void> take_source(FileSystem& fs, CaseAccess& access, const std::string& which, PassphraseSource& passphrases) {
  if (is_path(which)) {
    return take_directory(fs, access, which);
  }
  const bool may_be_directory = is_directory(fs, which);
  if (!access.home) {
    if (may_be_directory) {
      return take_directory(fs, access, which);
    }
    return fail(Error(ErrorCode::not_found, "there is no directory " + which + ", and no home whose case it could be")
                    .next("name a ledger that was cloned by its path, or the home with --home DIR"));
  }
  NeverAsk never;
  // A directory of this name is no reason to ask for a passphrase.
  KeyRing keys(*access.home, may_be_directory ? never : passphrases);
  Result<CaseId> found = find_case(*access.home, keys, which);
  if (!found && may_be_directory) {
    return take_directory(fs, access, which);
  }
  ROG_TRY(found);
  return take_case(access, *access.home, *found);
}

Result<std::vector<Identity>> named_keys(FileSystem& fs, const ReadingRequest& request, PassphraseSource& passphrases) {
  ReadingRequest alone = request;
  alone.home.clear();
  alone.trust.reset();
  ROG_TRY_ASSIGN(ReadingAccess access, reading_access(fs, alone, passphrases));
  return std::move(access.identities);
}

}  // namespace

Result<CaseAccess> case_access(FileSystem& fs, const std::string& which, const ReadingRequest& request,
                               PassphraseSource& passphrases) {
  CaseAccess access;
  const bool may_be_directory = is_path(which) || is_directory(fs, which);
  const bool is_self_sufficient = may_be_directory && request.trust && !request.identity_files.empty();
  if (!is_self_sufficient) {
    ROG_TRY_ASSIGN(access.home, open_home_if_any(fs, request, !may_be_directory));
  }
  if (access.home) {
    ROG_TRY_ASSIGN(access.leftovers, clean_unfinished(*access.home));
  }
  ROG_TRY(take_source(fs, access, which, passphrases));
  if (request.trust) {
    ROG_TRY_ASSIGN(access.trust, crypto::Trust::load(fs, *request.trust));
  } else if (access.home) {
    ROG_TRY_ASSIGN(access.trust, access.home->trust());
  }
  if (!request.identity_files.empty()) {
    access.keys_named = true;
    ROG_TRY_ASSIGN(access.identities, named_keys(fs, request, passphrases));
  } else if (access.home) {
    const std::optional<CaseId> case_id = access.case_id ? access.case_id : case_of(*access.source);
    if (case_id) {
      ROG_TRY(take_case_keys(access, *access.home, *case_id, request, passphrases));
    }
  }
  return access;
}

}  // namespace rogatory::registry
