#include "request/history.hpp"

#include <algorithm>

#include "base/text.hpp"
#include "request/step_fold.hpp"

namespace rogatory::request {
namespace {

RequestState state_named(const Machine& machine, const std::string& name) {
  RequestState state{.name = name, .turn = {}, .end = false, .next = transitions_from(machine, name)};
  if (const State* const found = find_state(machine, name)) {
    state.turn = found->turn;
    state.end = found->end;
  }
  return state;
}

/// What the clock takes of an entry; nothing of one that does not speak for itself.
std::optional<Act> act_of(const RequestHistory& history, const StepRef& entry) {
  const auto told = std::ranges::find(history.steps, entry, [](const ToldStep& one) { return one.step.entry; });
  if (told == history.steps.end() || !told->side) {
    return std::nullopt;
  }
  const bool is_report = told->step.kind == StepKind::reported;
  const bool is_denied = told->standing == StepStanding::disputed && is_report;
  if (told->standing == StepStanding::withdrawn || is_denied) {
    return std::nullopt;
  }
  const bool is_agreed = told->standing == StepStanding::agreed;
  return Act{.event = told->step.event,
             .occurrence = told->step.occurrence,
             .side = *told->side,
             .at = told->at,
             .zone = told->step.zone,
             .standing = is_agreed ? Standing::agreed : (is_report ? Standing::reported : Standing::claimed),
             .proven = told->step.proven,
             .entry = entry.text()};
}

std::vector<Act> acts_of(const RequestHistory& history, const StepFold& fold) {
  std::vector<Act> acts;
  std::set<StepRef> given;
  for (const Applied& applied : fold.applied()) {
    std::vector<const Step*> entries = fold.reports_of(applied);
    entries.insert(entries.begin(), applied.step);
    for (const Step* const entry : entries) {
      if (given.insert(entry->entry).second) {
        if (std::optional<Act> act = act_of(history, entry->entry)) {
          acts.push_back(*std::move(act));
        }
      }
    }
  }
  return acts;
}

bool is_pending(const RequestHistory& history, const Step& step) {
  return std::ranges::any_of(history.steps, [&](const ToldStep& told) {
    return told.standing == StepStanding::pending && told.step.entry == step.entry;
  });
}

/// "acknowledged (practice) by the requested side as CA-Q"
std::string next_step_text(const Transition& transition) {
  std::vector<std::string> roles;
  for (const Role role : transition.roles) {
    roles.emplace_back(text_of(role));
  }
  return transition.event + article_of(transition) + " by the " + std::string(text_of(transition.side)) + " side as " +
         base::join(roles, ", ") + std::string(by_words(transition));
}

}  // namespace

std::string_view text_of(StepStanding standing) {
  switch (standing) {
    case StepStanding::reported:
      return "reported";
    case StepStanding::claimed:
      return "claimed";
    case StepStanding::agreed:
      return "agreed";
    case StepStanding::pending:
      return "pending";
    case StepStanding::superseded:
      return "superseded";
    case StepStanding::disputed:
      return "disputed";
    case StepStanding::not_applied:
      return "not_applied";
    case StepStanding::withdrawn:
      return "withdrawn";
    case StepStanding::remark:
      return "remark";
  }
  return "";
}

RequestHistory fold_request(const Machine& machine, const Parties& parties, std::span<const Step> steps,
                            const LogSizes& held) {
  const StepOrder order(steps, held);
  StepFold fold(machine, parties, order);
  for (const Step* const step : order.in_order([&](const Step& one) { return precedence_of(machine, one); })) {
    fold.take(*step);
  }
  RequestHistory history;
  history.steps = fold.finish();
  const Views now = fold.views(fold.applied().size());
  history.own = state_named(machine, now.own);
  history.reported = state_named(machine, now.all);
  history.acts = acts_of(history, fold);
  for (const Step* const step : order.pending()) {
    history.steps.push_back({.step = *step,
                             .side = side_of(parties, *step),
                             .standing = StepStanding::pending,
                             .why = "its author had entries of " + order.missing_for(*step) + " that are not held here",
                             .state = {},
                             .ref = {},
                             .at = step->happened_at});
  }
  return history;
}

Result<void> check_step(const Machine& machine, const Parties& parties, const RequestHistory& history,
                        std::span<const Step> steps, const Step& step) {
  std::vector<Step> with;
  std::ranges::copy_if(steps, std::back_inserter(with), [&](const Step& one) { return !is_pending(history, one); });
  with.push_back(step);
  LogSizes held;
  for (const Step& one : with) {
    for (const auto& [log, size] : one.seen) {
      held[log] = std::max(held[log], size);
    }
    held[one.entry.log] = std::max(held[one.entry.log], one.entry.seq + 1);
  }
  const RequestHistory after = fold_request(machine, parties, with, held);
  const auto told = std::ranges::find(after.steps, step.entry, [](const ToldStep& one) { return one.step.entry; });
  ROG_ASSERT(told != after.steps.end());
  if (told->standing != StepStanding::not_applied && told->standing != StepStanding::superseded) {
    return {};
  }
  const std::optional<Side> side = side_of(parties, step);
  const RequestState& state = step.kind == StepKind::reported || history.differs() ? history.reported : history.own;
  std::vector<std::string> next;
  for (const Transition* const one : state.next) {
    next.push_back(next_step_text(*one));
  }
  const std::string what = step.kind == StepKind::made || step.kind == StepKind::reported
                               ? "the step " + step.event
                               : "what is " + std::string(text_of(step.kind));
  return fail(
      Error(ErrorCode::not_allowed, what + " is not possible in the state " + state.name)
          .because(told->why + (side ? "" : "; parties are " + parties.requesting.id + " and " + parties.requested.id))
          .next(next.empty() ? "nothing follows from " + state.name : base::join(next, "; ")));
}

int times_entered(const RequestHistory& history, std::string_view event) {
  int times = 0;
  for (const ToldStep& told : history.steps) {
    const bool stands = told.standing == StepStanding::claimed || told.standing == StepStanding::agreed ||
                        told.standing == StepStanding::disputed;
    if (told.step.kind == StepKind::made && stands && told.step.event == event) {
      times = std::max(times, told.step.occurrence);
    }
  }
  return times;
}

int times_told(const RequestHistory& history, std::string_view event) {
  int times = 0;
  for (const Act& act : history.acts) {
    times = act.event == event ? std::max(times, act.occurrence) : times;
  }
  return times;
}

}  // namespace rogatory::request
