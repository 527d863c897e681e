#include "registry/cases.hpp"

#include <algorithm>

#include "base/text.hpp"
#include "registry/state_directory.hpp"

namespace rogatory::registry {
namespace {

using ledger::CaseId;

constexpr std::size_t k_shortest_prefix = 4;

Result<HomeCase> load_one(const Home& home, CaseKeyRing& ring, const CaseId& case_id) {
  const CasePaths paths = case_paths(home, case_id);
  ROG_TRY_ASSIGN(const bool there, base::exists(home.fs(), paths.directory));
  if (!there) {
    return fail(
        Error(ErrorCode::not_found, "there is no case " + case_id.text() + " in this home").next("rogatory case list"));
  }
  HomeCase found;
  ROG_TRY_ASSIGN(CaseKeys held, ring.load(paths.keys));
  ROG_TRY_ASSIGN(const std::unique_ptr<ledger::CaseSource> source, ledger::open_repository(paths.repository));
  Result<CaseGlance> glance = glance_at(*source, held.identities, Lists::first);
  if (!glance) {
    return fail(std::move(glance).error().while_("the case " + case_id.text()));
  }
  found.glance = *std::move(glance);
  found.keys = std::move(held.compartments);
  return found;
}

bool is_hexadecimal(std::string_view text) {
  return std::ranges::all_of(text, [](char c) { return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f'); });
}

std::string candidate(const HomeCase& one) {
  const std::string id = one.glance.id.text().substr(0, 12);
  return one.glance.opened ? id + " (" + one.glance.opened->title + ")" : id;
}

Error several(const std::string& which, const std::vector<std::string>& candidates) {
  return Error(ErrorCode::usage, "which case? " + which + " may be " + base::join(candidates, ", "))
      .next("say it by its id: rogatory case list shows them");
}

Error no_such_case(const std::string& which) {
  return Error(ErrorCode::not_found, "no case of this home is called " + which)
      .because("a case is named by its id or the first digits of it, by its reference, or by its title")
      .next("rogatory case list; a ledger that was cloned to a directory is named by its path: ./DIR");
}

/// By reference, and where none has it by title.
Result<CaseId> find_by_words(const std::vector<HomeCase>& cases, const std::string& which) {
  for (const bool by_reference : {true, false}) {
    std::vector<const HomeCase*> found;
    for (const HomeCase& one : cases) {
      const auto& opened = one.glance.opened;
      if (opened && (by_reference ? opened->reference == which : opened->title == which)) {
        found.push_back(&one);
      }
    }
    if (found.size() == 1) {
      return found.front()->glance.id;
    }
    if (!found.empty()) {
      std::vector<std::string> candidates;
      candidates.reserve(found.size());
      for (const HomeCase* one : found) {
        candidates.push_back(candidate(*one));
      }
      return fail(several(which, candidates));
    }
  }
  return fail(no_such_case(which));
}

}  // namespace

CasePaths case_paths_in(std::string directory) {
  CasePaths paths{.directory = {},
                  .repository = directory + "/repository.git",
                  .keys = directory + "/keys",
                  .lock = directory + "/lock"};
  paths.directory = std::move(directory);
  return paths;
}

CasePaths case_paths(const Home& home, const CaseId& case_id) {
  return case_paths_in(home.file("cases/" + case_id.text()));
}

Result<std::vector<HomeCase>> list_cases(const Home& home, KeyRing& keys) {
  ROG_TRY_ASSIGN(const std::vector<CaseId> ids, case_ids(home));
  CaseKeyRing ring(home, keys);
  std::vector<HomeCase> cases;
  for (const CaseId& case_id : ids) {
    ROG_TRY_ASSIGN(HomeCase one, load_one(home, ring, case_id));
    cases.push_back(std::move(one));
  }
  std::ranges::stable_sort(cases, {}, [](const HomeCase& one) { return one.glance.opened_at; });
  return cases;
}

Result<HomeCase> load_case(const Home& home, KeyRing& keys, const CaseId& case_id) {
  CaseKeyRing ring(home, keys);
  return load_one(home, ring, case_id);
}

Result<CaseId> find_case(const Home& home, KeyRing& keys, const std::string& which) {
  ROG_TRY_ASSIGN(const std::vector<CaseId> ids, case_ids(home));
  if (which.size() >= k_shortest_prefix && is_hexadecimal(which)) {
    std::vector<CaseId> found;
    std::ranges::copy_if(ids, std::back_inserter(found),
                         [&](const CaseId& case_id) { return case_id.text().starts_with(which); });
    if (found.size() == 1) {
      return found.front();
    }
    if (!found.empty()) {
      std::vector<std::string> candidates;
      candidates.reserve(found.size());
      for (const CaseId& case_id : found) {
        candidates.push_back(case_id.text());
      }
      return fail(several(which, candidates));
    }
  }
  if (ids.empty()) {
    return fail(no_such_case(which));
  }
  ROG_TRY_ASSIGN(const std::vector<HomeCase> cases, list_cases(home, keys));
  return find_by_words(cases, which);
}

}  // namespace rogatory::registry
