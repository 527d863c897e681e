#include "registry/calendar_gap.hpp"

namespace rogatory::registry {

std::optional<CalendarGap> calendar_gap(Calendars& calendars, const std::string& id, const std::string& country) {
  const Result<const HeldCalendar*> held = calendars.get(id);
  if (held) {
    return std::nullopt;
  }
  CalendarGap gap{.calendar = id, .instead = {}};
  if (held.error().code() != ErrorCode::not_found) {
    gap.damage = held.error().sentence();
  }
  if (id != country && calendars.get(country)) {
    gap.instead = country;
  }
  return gap;
}

}  // namespace rogatory::registry
