// The history of one request, told from the entries of both sides (design: requests.md "Machines"). Pure: no file, no
// clock. Both registries come to the same from the same entries, in whatever order they arrived.
//
// Used are entries whose named heads are all held; the rest is pending. The order is causal: behind those of its own
// log and those that its author had; of steps that may come next the one of higher precedence comes, then that of the
// smaller log. A step that does not fit behind one that its author had not seen is put before it where the machine
// allows both; else it is superseded.
//
// A side's step is judged from the state without the other side's reports about it. A report and the own entry of one
// event and occurrence are one step, at the place of the first of them; the own entry stands. A report alone moves the
// reported view only. A step by the wrong side or role, out of order or without what it needs is not applied, until the
// other side accepts it.
#pragma once

#include <span>
#include <string>
#include <vector>

#include "request/step.hpp"

namespace rogatory::request {

enum class StepStanding : std::uint8_t {
  reported,     ///< said by one side of the other
  claimed,      ///< entered by the side whose step it is
  agreed,       ///< the other side confirmed it or went on from it
  pending,      ///< its author had entries that are not held here
  superseded,   ///< by a concurrent step that the machine does not allow beside it
  disputed,     ///< the other side says that it is not so
  not_applied,  ///< wrong side, role or order, or something is missing; `why` says it
  withdrawn,    ///< corrected by its own side: it did not happen
  remark        ///< a confirmation, dispute or correction: no step of the machine
};
/// The word in --json and in the manual, e.g. "not_applied".
std::string_view text_of(StepStanding standing);

struct ToldStep {
  Step step;
  std::optional<Side> side{};  ///< whose step it is; of a report, whom it tells of
  StepStanding standing = StepStanding::claimed;
  std::string why{};            ///< of pending, superseded and not_applied: one sentence; else empty
  std::string state{};          ///< the state that it led to; empty where it was not applied
  std::string ref{};            ///< the article of its transition, or "practice"
  UtcTime at{};                 ///< happened_at, or as it was corrected
  bool accepted = false;        ///< applied because the other side accepted it
  std::vector<StepRef> same{};  ///< the other entries of the same step: reports of it, or what it was entered as
  std::vector<StepRef> confirmed_by{};
  std::vector<StepRef> disputed_by{};
  std::vector<StepRef> corrected_by{};
};

/// Where the request is, as one view has it.
struct RequestState {
  std::string name;
  std::optional<Side> turn;  ///< nothing at an end, or where both may
  bool end = false;
  std::vector<const Transition*> next{};  ///< the next legal steps; point into the machine
};

struct RequestHistory {
  std::vector<ToldStep> steps;  ///< in the order above, pending ones at the end
  RequestState own;             ///< by what each side entered itself
  RequestState reported;        ///< and by what was reported of the other
  std::vector<Act> acts;        ///< for the clock, in the order of steps
  [[nodiscard]] bool differs() const { return own.name != reported.name; }
};

/// Tells it. `steps` are those of one request, each once, in any order; `held` says how many entries of each log are
/// held. `machine` must outlive the history.
RequestHistory fold_request(const Machine& machine, const Parties& parties, std::span<const Step> steps,
                            const LogSizes& held);

/// Whether `step`, which is about to be entered at the end of `steps` by somebody who had all of them, would be
/// applied: not_allowed (30) with the article and the next legal steps. `history` is what `steps` fold to.
Result<void> check_step(const Machine& machine, const Parties& parties, const RequestHistory& history,
                        std::span<const Step> steps, const Step& step);

/// How often `event` was entered by the side whose step it is, or reported, at most.
int times_entered(const RequestHistory& history, std::string_view event);
int times_told(const RequestHistory& history, std::string_view event);

}  // namespace rogatory::request
