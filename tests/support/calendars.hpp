// Calendars of a home's own.
#pragma once

#include "request/calendar.hpp"

namespace rogatory::test {

/// The program's one of France under another id or title.
inline request::Calendar calendar_called(const std::string& id, const std::string& title = "ours") {
  request::Calendar calendar = request::built_in_calendar("FR").value();
  calendar.id = id;
  calendar.title = title;
  return calendar;
}

}  // namespace rogatory::test
