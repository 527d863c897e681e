#include "request/step_judge.hpp"

#include <algorithm>
#include <limits>

#include "base/text.hpp"

namespace rogatory::request {
namespace {

using Transitions = std::vector<const Transition*>;

Transitions of_event(const Machine& machine, std::string_view event) {
  Transitions found;
  for (const Transition& one : machine.transitions) {
    if (one.event == event) {
      found.push_back(&one);
    }
  }
  return found;
}

/// "; did you mean received?", or nothing.
std::string like(const Machine& machine, std::string_view event) {
  const auto close = std::ranges::find_if(machine.transitions,
                                          [&](const Transition& one) { return base::is_close(event, one.event); });
  return close == machine.transitions.end() ? "" : "; did you mean " + close->event + "?";
}

std::string roles_of(const Transition& transition) {
  std::vector<std::string> words;
  for (const Role role : transition.roles) {
    words.emplace_back(text_of(role));
  }
  return base::join(words, ", ");
}

/// Two authorities may each have an officer of one id.
std::string fault_of_author(const Transition& transition, const Step& step, const Step* filed) {
  const bool is_own = filed != nullptr && filed->authority == step.authority && filed->officer == step.officer;
  if (!is_own || transition.by != By::another_officer) {
    return {};
  }
  return step.event + article_of(transition) + " is for another officer: " + step.officer + " of " + step.authority +
         " filed the request, in " + filed->entry.text();
}

/// Why this one is not it; empty where it is.
std::string fault_of(const Transition& transition, const Step& step, const Step* filed) {
  const std::string name = step.event + article_of(transition);
  if (!step.role) {
    return name + " is entered in a role: " + roles_of(transition);
  }
  if (std::ranges::count(transition.roles, *step.role) == 0) {
    return name + " is entered as " + roles_of(transition) + ", not as " + std::string(text_of(*step.role));
  }
  if (!step.role_allowed) {
    return "the card of its author does not let him act as " + std::string(text_of(*step.role));
  }
  for (const Need need : transition.needs) {
    if (std::ranges::count(step.brings, need) == 0) {
      return name + " needs " + std::string(text_of(need));
    }
  }
  return fault_of_author(transition, step, filed);
}

std::string fault_of_report(const Step& step, Side author) {
  if (!step.role || !is_role_of(author, *step.role)) {
    return "a report is entered in a role of the " + std::string(text_of(author)) + " side";
  }
  return step.role_allowed ? "" : "the card of its author does not let him act as " + std::string(text_of(*step.role));
}

}  // namespace

std::string article_of(const Transition& transition) {
  return transition.ref.empty() ? "" : " (" + transition.ref + ")";
}

Judgement judge(const Machine& machine, std::string_view state, const Step& step, Side author, Side side,
                const Step* filed) {
  const Transitions all = of_event(machine, step.event);
  if (all.empty()) {
    return {.why = "there is no step " + step.event + " in " + machine.title + like(machine, step.event)};
  }
  if (step.by_service) {
    return {.why = "a service officer enters no steps"};
  }
  if (std::ranges::none_of(all, [&](const Transition* one) { return one->side == side; })) {
    return {.why = step.event + article_of(*all.front()) + " is a step of the " +
                   std::string(text_of(all.front()->side)) + " side"};
  }
  if (step.kind == StepKind::reported) {
    if (std::string why = fault_of_report(step, author); !why.empty()) {
      return {.why = std::move(why)};
    }
  }
  std::string why;
  for (const Transition* const one : transitions_of(machine, state, step.event)) {
    if (one->side != side) {
      continue;
    }
    std::string fault = step.kind == StepKind::reported ? std::string() : fault_of(*one, step, filed);
    if (fault.empty()) {
      return {.transition = one, .why = {}};
    }
    why = why.empty() ? std::move(fault) : why;
  }
  if (why.empty()) {
    return {.why = step.event + " does not follow from " + std::string(state), .by_order = true};
  }
  return {.why = std::move(why)};
}

Side side_reported(const Machine& machine, std::string_view event, Side author) {
  for (const Transition* const one : of_event(machine, event)) {
    if (one->side != author) {
      return one->side;
    }
  }
  return author == Side::requesting ? Side::requested : Side::requesting;
}

const Transition* transition_accepted(const Machine& machine, std::string_view state, std::string_view event,
                                      Side side) {
  Transitions candidates = transitions_of(machine, state, event);
  if (candidates.empty()) {
    candidates = of_event(machine, event);
  }
  const auto own = std::ranges::find(candidates, side, &Transition::side);
  if (own != candidates.end()) {
    return *own;
  }
  return candidates.empty() ? nullptr : candidates.front();
}

int precedence_of(const Machine& machine, const Step& step) {
  int highest = std::numeric_limits<int>::min();
  if (step.kind == StepKind::made || step.kind == StepKind::reported) {
    for (const Transition* const one : of_event(machine, step.event)) {
      highest = std::max(highest, one->precedence);
    }
  }
  return highest;
}

}  // namespace rogatory::request
