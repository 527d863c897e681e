// Who goes free on which day, by which article: the limits of a request's instrument, evaluated over what happened.
// Pure: everything that is known comes in, nothing is kept.
//
// Each occurrence of a limit's `from` starts it once: release and re-arrest start anew. The first act of `to` at or
// after the start stops it. From an act of `suspends.from` to the next of `suspends.to` the time does not count; of a
// day that is suspended only in part the earliest count takes it as counted and the latest as not (a limit that is
// counted in one way only: the day on which the suspension began counts, the one on which it ended does not). A limit
// that `extends` another starts no clock of its own: the first act of its `from` while the other runs makes that one
// longer, counted on from its unmoved end; an act after the latest end is too late for that, and a caveat says so.
//
// Two acts of one event and occurrence are one step, told twice (a report and the side's own entry). The one with the
// higher standing is counted from; where the other has another time, its dates stand beside it. Where happened_at lies
// outside of the interval that the ledgers prove, the dates counted from the bound of that interval stand beside it.
// The warning is on the earliest of all.
#pragma once

#include <span>
#include <string>
#include <vector>

#include "request/act.hpp"
#include "request/counting.hpp"
#include "request/limit.hpp"

namespace rogatory::request {

/// The wall clock and the holidays of a side's authority. Null where they are not known: without a zone its days are
/// those of UTC, and a caveat says so. Neither is owned; both must outlive the call.
struct SideClock {
  const Zone* zone = nullptr;
  const Calendar* calendar = nullptr;
};

struct Clocks {
  SideClock requesting;
  SideClock requested;
  SideClock provider;
  [[nodiscard]] const SideClock& of(Side side) const;
};

enum class DueState : std::uint8_t {
  running,
  earliest_passed,  ///< by a strict count it is over, by the latest not yet
  expired,          ///< over, and nothing stopped it
  suspended,        ///< the time does not count now; the ends are those if it ran on from now
  met,              ///< stopped; see `stop`
  not_fixed,        ///< n is not in the text: `n_by` fixes it; there are no ends
};
std::string_view text_of(DueState state);

/// What happens when a limit ends with nothing done, in words: "the person may be released".
std::string_view effect_words(Effect effect);

enum class Timeliness : std::uint8_t {
  in_time,
  open,  ///< between the earliest and the latest end: in time by one count, late by another
  late,
};
std::string_view text_of(Timeliness timeliness);

/// An act that started, stopped, suspended or extended a limit.
struct DueAct {
  std::string event;
  int occurrence = 1;
  Side side = Side::requested;
  UtcTime at;
  Standing standing = Standing::claimed;
  std::string entry;
};

/// The same act by another account of its time, and where the limit ends then.
struct DueOther {
  enum class Why : std::uint8_t {
    told_differently,  ///< by the entry of lower standing
    not_before,        ///< the earliest time that the ledgers prove
    not_after,         ///< the latest
    not_suspended,     ///< as the act says it, were the suspension that goes on not counted in the end
  };
  Why why = Why::told_differently;
  UtcTime at;         ///< of the act
  std::string entry;  ///< of who told it so
  End earliest;
  End latest;
};
std::string_view text_of(DueOther::Why why);

struct DueStop {
  DueAct by;
  Timeliness timeliness = Timeliness::in_time;
};

/// An end on the wall clock of a side.
struct SideEnds {
  Side side = Side::requested;
  std::string zone;
  End earliest;
  End latest;
};

struct Due {
  std::string limit;
  std::string ref;
  std::string text;
  std::string url;
  Verified verified = Verified::unverified;
  Effect effect = Effect::none;
  Side on = Side::requested;
  Counting counting = Counting::national;
  std::string calendar;  ///< id; empty: none at hand

  DueAct started_by;
  DueState state = DueState::running;
  std::optional<End> earliest;  ///< on the wall clock of `on`; nothing where not_fixed
  std::optional<End> latest;
  std::vector<SideEnds> shown;   ///< the same on each side's wall clock that is known
  std::optional<UtcTime> warn;   ///< the earliest end by any account
  std::optional<int> days_left;  ///< from today to the day of `warn`, on the wall clock of `on`; negative: since then
  std::optional<DueStop> stop;
  std::optional<DueAct> suspended_by;
  std::optional<DueAct> extended_by;
  std::string extended_ref;  ///< the article of the extension
  std::vector<DueOther> others;
  std::vector<MovedBy> moved;
  bool reported_only = false;  ///< it was started by what one side says of the other: reported, not confirmed
  std::string explanation;     ///< how it was counted, in sentences
  std::vector<std::string> caveats;
};

/// In the order of the limits, and of the occurrences of each; limits that nothing started are left out. Thread-safe.
std::vector<Due> evaluate_due(std::span<const Limit> limits, std::span<const Act> acts, const Clocks& clocks,
                              UtcTime now);

}  // namespace rogatory::request
