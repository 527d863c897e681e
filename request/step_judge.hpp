// Whether a step fits into the machine where it stands (request/history.hpp). Internal to the fold.
#pragma once

#include <span>
#include <string>
#include <vector>

#include "request/step.hpp"

namespace rogatory::request {

/// A transition, or why there is none.
struct Judgement {
  const Transition* transition = nullptr;
  std::string why;        ///< one sentence; empty where there is one
  bool by_order = false;  ///< only the state is in the way
};

/// Judges `step` of `side` in `state`. A report tells of `side`, needs a role of the reporter's side `author`, and
/// nothing that only who made the step has. `filed` is the entry by which the side itself filed the request, for steps
/// that another officer makes; null where there is none, e.g. where the other side reported that it was filed.
Judgement judge(const Machine& machine, std::string_view state, const Step& step, Side author, Side side,
                const Step* filed);

/// Of which side an event reported by `author` is: the other side that the machine lets make it.
Side side_reported(const Machine& machine, std::string_view event, Side author);

/// The transition by which an accepted step is applied whatever the state: one from `state`, else any of the event, of
/// `side` first. Null where the machine has no such event.
const Transition* transition_accepted(const Machine& machine, std::string_view state, std::string_view event,
                                      Side side);

/// The greatest precedence that the event has on any side; of what is no event the least that there is.
int precedence_of(const Machine& machine, const Step& step);

/// " (18(16))", or nothing.
std::string article_of(const Transition& transition);

}  // namespace rogatory::request
