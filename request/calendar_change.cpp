#include "request/calendar_change.hpp"

#include <algorithm>

#include "base/text.hpp"

namespace rogatory::request {
namespace {

std::string years_of(const Calendar& calendar) {
  return std::to_string(calendar.first_year) + " to " + std::to_string(calendar.last_year);
}

std::string weekend_of(const Calendar& calendar) {
  std::vector<std::string> days;
  for (const std::chrono::weekday day : calendar.weekend) {
    days.emplace_back(weekday_text(day));
  }
  return days.empty() ? "none" : base::join(days, ", ");
}

void compare_texts(std::vector<std::string>& others, const std::string& what, const std::string& before,
                   const std::string& now) {
  if (before != now) {
    others.push_back(what + " " + before + ", now " + now);
  }
}

}  // namespace

CalendarChange compare_calendars(const Calendar& before, const Calendar& now) {
  CalendarChange change;
  for (const Holiday& day : now.days) {
    const Holiday* const was = before.holiday(day.date);
    if (was == nullptr) {
      change.added.push_back(day);
    } else if (was->name != day.name || was->status != day.status) {
      change.restated.emplace_back(*was, day);
    }
  }
  std::ranges::copy_if(before.days, std::back_inserter(change.removed),
                       [&](const Holiday& day) { return now.holiday(day.date) == nullptr; });
  compare_texts(change.others, "years", years_of(before), years_of(now));
  compare_texts(change.others, "days of rest", weekend_of(before), weekend_of(now));
  compare_texts(change.others, "zones", base::join(before.zones, ", "), base::join(now.zones, ", "));
  return change;
}

}  // namespace rogatory::request
