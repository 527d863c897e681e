// The arithmetic below request/counting.hpp, without its words: one way to count, one end. Internal to request/.
#pragma once

#include <set>
#include <vector>

#include "request/counting.hpp"

namespace rogatory::request {

/// One way to count; a rule of counting is an earliest and a latest one of these.
struct PeriodMode {
  bool event_day_counted = false;
  bool moves = false;             ///< an end on a day that is none to work on goes to the next that is
  bool two_working_days = false;  ///< Regulation 1182/71 Art 3(5)
  bool saturday_and_sunday =
      false;  ///< rest whatever the calendar says (1182/71 Art 2(2)); else the calendar's weekend
  bool tentative_is_holiday = true;
  bool full_hours = false;  ///< hours begin with the first full one after the event
};

/// Which days are to work on, and what was asked that nobody knows.
class WorkingDays {
 public:
  WorkingDays(const Calendar* calendar, const PeriodMode& mode) : m_calendar(calendar), m_mode(mode) {}

  /// Why the day is none to work on; nothing where it is one, as far as is known.
  std::optional<MovedBy> rest(CivilDate date);
  /// The `n`th after `date`, before it where n is negative; n is not 0.
  CivilDate nth(CivilDate date, int n);

  [[nodiscard]] const std::set<int>& unknown_years() const { return m_unknown_years; }
  [[nodiscard]] bool asked() const { return m_asked; }

 private:
  const Calendar* m_calendar;
  PeriodMode m_mode;
  std::set<int> m_unknown_years;
  bool m_asked = false;
};

struct PeriodEnd {
  End end;
  CivilDate unmoved{};         ///< the last day by counting alone; of hours the day of the end
  std::vector<MovedBy> moved;  ///< the days that the end passed over
  bool lengthened = false;     ///< for the second working day
};

/// Of days and more. Spans are all forwards, or one that goes backwards.
PeriodEnd end_of_days(const std::vector<Span>& spans, UtcTime from, const Zone& zone, const PeriodMode& mode,
                      int uncounted, WorkingDays& working);
/// Of `hours` (negative: backwards), moved by `uncounted` seconds.
PeriodEnd end_of_hours(std::int64_t hours, UtcTime from, const Zone& zone, bool full_hours, std::int64_t uncounted);

}  // namespace rogatory::request
