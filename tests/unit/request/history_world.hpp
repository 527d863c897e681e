// A request between Paris and Bonn for tests: a small machine, and logs whose authors have seen what the test says.
#pragma once

#include <algorithm>
#include <random>

#include "request/history.hpp"

namespace rogatory::request::test {

inline Transition row(std::string state, std::string event, std::string next, Side side, std::vector<Role> roles,
                      int precedence = 0, std::vector<Need> needs = {}) {
  return {.state = std::move(state),
          .event = std::move(event),
          .next = std::move(next),
          .side = side,
          .roles = std::move(roles),
          .needs = std::move(needs),
          .precedence = precedence,
          .ref = "1(1)"};
}

inline Machine small_machine() {
  const auto r = Side::requesting;
  const auto q = Side::requested;
  Machine machine{.id = "test", .title = "a test", .start = "draft", .states = {}, .transitions = {}};
  for (const char* const name : {"draft", "filed", "sent", "received", "info_requested", "executing", "executed"}) {
    machine.states.push_back({.name = name, .text = name, .turn = q});
  }
  machine.states[0].turn = r;
  for (const char* const name : {"refused", "withdrawn", "closed"}) {
    machine.states.push_back({.name = name, .text = name, .end = true});
  }
  machine.transitions = {row("draft", "filed", "filed", r, {Role::iss, Role::ca_r}),
                         row("filed", "sent", "sent", r, {Role::ca_r}),
                         row("sent", "received", "received", q, {Role::ca_q}),
                         row("received", "info_requested", "info_requested", q, {Role::ca_q, Role::exe}, 2),
                         row("info_requested", "supplemented", "received", r, {Role::iss, Role::ca_r}),
                         row("received", "executing", "executing", q, {Role::exe}, 3),
                         row("executing", "executed", "executed", q, {Role::exe}, 4),
                         row("executed", "closed", "closed", r, {Role::ca_r}),
                         row("*", "refused", "refused", q, {Role::ca_q}, 5, {Need::ground, Need::reason}),
                         row("*", "withdrawn", "withdrawn", r, {Role::ca_r}, 9),
                         row("*", "reminded", "=", r, {Role::ca_r}),
                         row("sent", "validated", "=", r, {Role::val}),
                         row("received", "validated", "=", r, {Role::val})};
  for (Transition& one : machine.transitions) {
    one.by = one.event == "validated" ? std::optional(By::another_officer) : std::nullopt;
  }
  return machine;
}

/// Two registries, and what each has of the other's log.
class RequestWorld {
 public:
  Machine machine = small_machine();
  Parties parties{
      .requesting = {.id = "fr-ca", .state = "FR"}, .requested = {.id = "de-ca", .state = "DE"}, .provider = {}};
  std::vector<Step> steps;
  std::map<std::string, LogSizes> known;  ///< by log: what its author holds of the others
  LogSizes sizes;

  /// An entry of `log`, with what its author holds.
  Step& put(const std::string& log, StepKind kind, Role role) {
    Step step;
    step.entry = {.log = log, .seq = sizes[log]++};
    step.authority = log;
    step.officer = "registry-1";
    step.made_at = {.seconds = 1'790'000'000 + (static_cast<std::int64_t>(steps.size()) * 600)};
    step.happened_at = step.made_at;
    step.seen = known[log];
    step.kind = kind;
    step.role = role;
    steps.push_back(std::move(step));
    return steps.back();
  }
  Step& made(const std::string& log, std::string event, Role role, int occurrence = 1) {
    Step& step = put(log, StepKind::made, role);
    step.event = std::move(event);
    step.occurrence = occurrence;
    return step;
  }
  Step& reported(const std::string& log, std::string event, Role role, int occurrence = 1) {
    Step& step = made(log, std::move(event), role, occurrence);
    step.kind = StepKind::reported;
    return step;
  }
  Step& remark(const std::string& log, StepKind kind, StepRef about) {
    Step& step = put(log, kind, Role::ca_q);
    step.names = {std::move(about)};
    return step;
  }
  /// `to` takes in all that `from` wrote.
  void give(const std::string& from, const std::string& to) { known[to][from] = sizes[from]; }
  void exchange() {
    give("fr-ca", "de-ca");
    give("de-ca", "fr-ca");
  }
  /// Filed and sent by Paris, taken in by Bonn.
  void begin() {
    made("fr-ca", "filed", Role::iss);
    made("fr-ca", "sent", Role::ca_r);
    exchange();
  }
  [[nodiscard]] RequestHistory fold() const { return fold_request(machine, parties, steps, sizes); }
  [[nodiscard]] RequestHistory fold(const LogSizes& held) const {
    std::vector<Step> there;
    std::ranges::copy_if(steps, std::back_inserter(there), [&](const Step& step) {
      const auto size = held.find(step.entry.log);
      return size != held.end() && step.entry.seq < size->second;
    });
    return fold_request(machine, parties, there, held);
  }
};

inline const ToldStep& told_of(const RequestHistory& history, const StepRef& entry) {
  const auto found = std::ranges::find(history.steps, entry, [](const ToldStep& told) { return told.step.entry; });
  ROG_ASSERT(found != history.steps.end());
  return *found;
}

/// "de-ca:0 received claimed received|…", and where it ends.
inline std::string told(const RequestHistory& history) {
  std::string text;
  const auto list = [&](const std::vector<StepRef>& entries) {
    for (const StepRef& entry : entries) {
      text += " " + entry.text();
    }
    text += ";";
  };
  for (const ToldStep& one : history.steps) {
    text += one.step.entry.text() + " " + one.step.event + " " + std::string(text_of(one.standing)) + " [" + one.state +
            "] " + one.why + (one.accepted ? " accepted" : "") + one.at.text();
    list(one.same);
    list(one.confirmed_by);
    list(one.disputed_by);
    list(one.corrected_by);
    text += "\n";
  }
  for (const Act& act : history.acts) {
    text += act.entry + " " + std::string(text_of(act.standing)) + " " + act.at.text() + "\n";
  }
  return text + history.own.name + "|" + history.reported.name;
}

}  // namespace rogatory::request::test
