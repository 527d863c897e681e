#include "request/machine.hpp"

#include <algorithm>

#include "request/words.hpp"

namespace rogatory::request {
namespace {

constexpr std::array k_needs{Need::reason, Need::ground,     Need::document,
                             Need::date,   Need::conditions, Need::consultation};
constexpr std::array k_by{By::another_officer};

/// From a state that is known and no end: what "*" stands for.
bool is_any(const Machine& machine, std::string_view state) {
  const State* const found = find_state(machine, state);
  return found != nullptr && !found->end;
}

template <class Wanted>
std::vector<const Transition*> pick(const Machine& machine, Wanted wanted) {
  std::vector<const Transition*> found;
  for (const Transition& one : machine.transitions) {
    if (wanted(one)) {
      found.push_back(&one);
    }
  }
  return found;
}

}  // namespace

std::string_view text_of(Need need) {
  switch (need) {
    case Need::reason:
      return "reason";
    case Need::ground:
      return "ground";
    case Need::document:
      return "document";
    case Need::date:
      return "date";
    case Need::conditions:
      return "conditions";
    case Need::consultation:
      return "consultation";
  }
  return "";
}

Result<Need> parse_need(std::string_view text) { return word_of(k_needs, "need", text); }

std::string_view text_of(By by) {
  switch (by) {
    case By::another_officer:
      return "another_officer";
  }
  return "";
}

Result<By> parse_by(std::string_view text) { return word_of(k_by, "author of a step", text); }

std::string_view by_words(const Transition& transition) {
  return transition.by == By::another_officer ? ", another officer than who filed it" : "";
}

const State* find_state(const Machine& machine, std::string_view name) {
  const auto found = std::ranges::find(machine.states, name, &State::name);
  return found == machine.states.end() ? nullptr : &*found;
}

std::vector<const Transition*> transitions_of(const Machine& machine, std::string_view state, std::string_view event) {
  std::vector<const Transition*> found =
      pick(machine, [&](const Transition& one) { return one.event == event && one.state == state; });
  if (is_any(machine, state)) {
    std::ranges::copy(pick(machine, [&](const Transition& one) { return one.event == event && one.state == "*"; }),
                      std::back_inserter(found));
  }
  return found;
}

std::vector<const Transition*> transitions_from(const Machine& machine, std::string_view state) {
  const bool any = is_any(machine, state);
  return pick(machine, [&](const Transition& one) { return one.state == state || (any && one.state == "*"); });
}

}  // namespace rogatory::request
