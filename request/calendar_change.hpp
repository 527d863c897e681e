// What a newer calendar says otherwise than the one whose place it takes: days that came, days that went, days of
// another name or standing, and what else dates are counted by.
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "request/calendar.hpp"

namespace rogatory::request {

struct CalendarChange {
  std::vector<Holiday> added;                         ///< ascending, as all here
  std::vector<Holiday> removed;                       ///< also those of years that are not covered any more
  std::vector<std::pair<Holiday, Holiday>> restated;  ///< before and now: another name or status, the same day
  std::vector<std::string> others;                    ///< "years 2025 to 2028, now 2026 to 2028": sentences' parts

  [[nodiscard]] bool empty() const { return added.empty() && removed.empty() && restated.empty() && others.empty(); }
};

/// Titles, sources and notes are not compared: no date is counted by them.
CalendarChange compare_calendars(const Calendar& before, const Calendar& now);

}  // namespace rogatory::request
