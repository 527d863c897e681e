#include "cmd/calendar_access.hpp"

#include "cmd/home_access.hpp"

namespace rogatory::cmd {

Result<registry::Calendars> open_calendars(Context& context) {
  ROG_TRY_ASSIGN(const std::optional<registry::Home> home, home_if_any(context));
  return home ? registry::Calendars(*home) : registry::Calendars();
}

std::string text_of(const registry::CalendarGap& gap) {
  const bool is_damaged = !gap.damage.empty();
  return (is_damaged ? "the calendar " + gap.calendar + " cannot be read (" + gap.damage + ")"
                     : "nobody here has a calendar of " + gap.calendar) +
         ": its dates are counted " + (gap.instead.empty() ? "without holidays" : "by that of " + gap.instead) +
         " until rogatory request calendar add FILE" + (is_damaged ? " --force" : "");
}

Json::Object document_of(const registry::CalendarGap& gap) {
  Json::Object object{{"calendar", gap.calendar}, {"why", text_of(gap)}};
  if (!gap.instead.empty()) {
    object.emplace("instead", gap.instead);
  }
  return object;
}

std::optional<registry::CalendarGap> warn_of_calendar(Ui& ui, registry::Calendars& calendars, const std::string& id,
                                                      const std::string& country) {
  std::optional<registry::CalendarGap> gap = registry::calendar_gap(calendars, id, country);
  if (gap) {
    ui.warn(text_of(*gap));
  }
  return gap;
}

}  // namespace rogatory::cmd
