// When a period ends: `n unit` from an instant, by one of the rules of counting (names.md), as an earliest and a latest
// end with the words for how it was counted. Pure arithmetic over a zone and a calendar.
//
// An end is the first moment after the period: a day ends at 24:00, which is 00:00 of the next. What happens at that
// very second is late.
//
// eu1182 (Regulation (EEC, Euratom) No 1182/71 Art 3). The hour or the day of the event is not counted (1). Hours run
// from the start of the first full hour of the wall clock after the event to the end of the last: 8 hours from 10:20
// end at 19:00 (2)(a). Days end with the last hour of the last day (2)(b); weeks, months and years with the last hour
// of the same weekday or date as the event's, where there is none with the last day of that month (2)(c). Holidays,
// Sundays and Saturdays are counted, except in working days (3). An end on one of them moves to the end of the next
// working day, not in hours and not in a period that is counted backwards (4). A period of two days or more holds at
// least two working days (5): where it holds fewer, it ends with the second one. Periods in hours are not of days: (5)
// does not lengthen them. Whether "within n days of receipt" is an act at a specified moment (Art 5, to which (4) and
// (5) do not apply) is open: where an end was moved, a caveat says so and names the unmoved day.
//
// calendar_days: consecutive days; the day of the event is not counted, every other is, and the end never moves.
// months: the same for calendar months and years: the same date n months later, else the last day of the month.
// hours: n times 3,600 seconds (a day has 24 hours) from the instant itself, whatever the wall clock does.
//
// national: the instrument has no rule and the law of the side decides, which is not known here. The answer is a
// bracket that a defensible count cannot leave, since a person may have to be set free at either end. Earliest: the
// event's day is counted as the first and the end never moves. Latest: the event's day is not counted and the end moves
// as in (4). Hours: earliest from the instant itself, latest by full hours.
//
// A tentative holiday makes a bracket too: the earliest end takes it for a working day, the latest for a holiday.
// Without a calendar, and on days that it does not cover, holidays are not known: the end is that by the days of the
// week alone (Saturday and Sunday under eu1182, where the regulation names them; none under national) and a caveat says
// it.
//
// Suspended days lengthen a period in days or more by themselves, before anything moves.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "request/calendar.hpp"
#include "request/limit.hpp"
#include "request/zone.hpp"

namespace rogatory::request {

/// A moment when a period is over, as the wall clock of its zone says it.
struct End {
  UtcTime at;
  CivilDate date{};  ///< the last day that still belongs to the period
  std::string hour;  ///< "24:00", "19:00"
  bool operator==(const End&) const = default;
};

/// Why an end moved away from a day.
struct MovedBy {
  CivilDate date;
  std::string name;                 ///< of the holiday; "Saturday" of a day of the weekend
  std::optional<DayStatus> status;  ///< nothing for the weekend
  bool operator==(const MovedBy&) const = default;
};

/// The most units that a period has.
constexpr int k_most_units = 10000;

/// n units; negative: counted backwards from the event. Then the end is the moment by which something has to have
/// been done: n whole units lie between it and the event's day (hour).
struct Span {
  int n = 0;
  Unit unit = Unit::day;
};

/// What was not to be counted: whole days in the earliest and the latest count, seconds where the unit is the hour.
struct Uncounted {
  int earliest_days = 0;
  int latest_days = 0;
  std::int64_t seconds = 0;
};

struct Count {
  End earliest;
  End latest;
  std::string explanation;           ///< sentences: "Earliest: …" where the two differ
  std::vector<MovedBy> moved;        ///< from which days the latest end moved, in order
  std::vector<std::string> caveats;  ///< sentences: what is not known, what is open
};

/// `from`: when the event happened. `spans`: counted one after the other, moved once at the end (an extension is n more
/// of a period that has not moved); at least one, all of hours or none, |n| at most k_most_units. `calendar` may be
/// null. Thread-safe.
Count count_period(const std::vector<Span>& spans, Counting counting, UtcTime from, const Zone& zone,
                   const Calendar* calendar, const Uncounted& uncounted = {});
inline Count count_period(Span span, Counting counting, UtcTime from, const Zone& zone, const Calendar* calendar) {
  return count_period(std::vector<Span>{span}, counting, from, zone, calendar);
}

/// "18 days", "1 week", "5 working days".
std::string span_text(Span span);
/// "Monday 21 September 2026, 24:00".
std::string end_text(const End& end);
/// The end as the wall clock of `zone` shows it; midnight is 24:00 of the day before.
End end_at(UtcTime at, const Zone& zone);

}  // namespace rogatory::request
