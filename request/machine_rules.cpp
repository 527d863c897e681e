#include "request/machine_rules.hpp"

#include <algorithm>
#include <set>
#include <tuple>

namespace rogatory::request {
namespace {

/// "state sent: has no next step".
std::unexpected<Error> broken(std::string_view kind, const std::string& name, std::string_view why) {
  return fail(ErrorCode::malformed, std::string(kind) + " " + name + ": " + std::string(why));
}

Result<void> check_states(const Machine& machine) {
  std::set<std::string_view> names;
  for (const State& state : machine.states) {
    if (!names.insert(state.name).second) {
      return broken("state", state.name, "stands twice in the list");
    }
    if (state.end && state.turn) {
      return broken("state", state.name, "is an end and has a turn");
    }
  }
  return {};
}

Result<void> check_rows(const Machine& machine) {
  std::set<std::tuple<std::string_view, std::string_view, Side>> seen;
  for (const Transition& row : machine.transitions) {
    if (row.state != "*" && find_state(machine, row.state) == nullptr) {
      return broken("event", row.event, "its state is not in the list: " + row.state);
    }
    if (row.next != "=" && find_state(machine, row.next) == nullptr) {
      return broken("event", row.event, "the state it leads to is not in the list: " + row.next);
    }
    if (!seen.emplace(row.state, row.event, row.side).second) {
      return broken("event", row.event, "has two rows in state " + row.state + " on one side");
    }
  }
  return {};
}

Result<void> check_start(const Machine& machine) {
  if (find_state(machine, machine.start) == nullptr) {
    return broken("start", machine.start, "is not in the list of states");
  }
  const std::vector<const Transition*> first = transitions_from(machine, machine.start);
  if (first.size() != 1 || first.front()->event != "filed" || first.front()->side != Side::requesting) {
    return broken("start", machine.start, "its only step has to be filed, by the requesting side");
  }
  return {};
}

std::set<std::string_view> reachable_states(const Machine& machine) {
  std::set<std::string_view> reached{machine.start};
  std::vector<std::string_view> todo{machine.start};
  while (!todo.empty()) {
    const std::string_view state = todo.back();
    todo.pop_back();
    for (const Transition* row : transitions_from(machine, state)) {
      if (row->next != "=" && reached.insert(row->next).second) {
        todo.emplace_back(row->next);
      }
    }
  }
  return reached;
}

Result<void> check_ways(const Machine& machine) {
  const std::set<std::string_view> reached = reachable_states(machine);
  for (const State& state : machine.states) {
    if (!reached.contains(state.name)) {
      return broken("state", state.name, "no step leads to it from the start");
    }
    const auto leaves = [&](const Transition* row) { return row->next != "=" && row->next != state.name; };
    if (!state.end && std::ranges::none_of(transitions_from(machine, state.name), leaves)) {
      return broken("state", state.name, "is no end, and no step leads on from it");
    }
  }
  return {};
}

}  // namespace

Result<void> check_machine(const Machine& machine) {
  ROG_TRY(check_states(machine));
  ROG_TRY(check_rows(machine));
  ROG_TRY(check_start(machine));
  return check_ways(machine);
}

}  // namespace rogatory::request
