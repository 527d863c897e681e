// doctor: whether a home still knows how far its own logs got.
#include "base/text.hpp"
#include "registry/doctor.hpp"
#include "registry/state_directory.hpp"

namespace rogatory::registry {
namespace {

Examination unknown_log(const ledger::CaseId& case_id) {
  return {"state", Health::problem,
          "nobody knows how far our log of case " + case_id.text() +
              " got: this home or its state came back from a copy, and nothing is appended",
          "rogatory ledger reopen " + case_id.text() + " --reason TEXT"};
}

template <class Cases>
std::vector<Examination> unknown_logs(const Cases& cases) {
  std::vector<Examination> found;
  found.reserve(cases.size());
  for (const ledger::CaseId& case_id : cases) {
    found.push_back(unknown_log(case_id));
  }
  return found;
}

Examination broken(const Error& error) { return {"state", Health::problem, error.sentence(), error.next_step()}; }

}  // namespace

std::vector<Examination> examine_state(const Home& home) {
  const Result<std::vector<ledger::CaseId>> cases = case_ids(home);
  if (!cases) {
    return {broken(cases.error())};
  }
  const Result<std::optional<StateDirectory>> state = StateDirectory::look(home);
  if (!state) {
    return {broken(state.error())};
  }
  const std::optional<StateDirectory>& found = *state;
  if (!found && !cases->empty()) {
    return unknown_logs(*cases);
  }
  if (found && !found->restored().empty()) {
    return unknown_logs(found->restored());
  }
  return {{"state",
           Health::ok,
           found ? "the state of our logs in " + base::counted(cases->size(), "case") + " is at " + found->path()
                 : "no case was opened here",
           {}}};
}

}  // namespace rogatory::registry
