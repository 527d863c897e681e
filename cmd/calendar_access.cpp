#include "cmd/calendar_access.hpp"

#include "cmd/home_access.hpp"

namespace rogatory::cmd {

Result<registry::Calendars> open_calendars(Context& context) {
  ROG_TRY_ASSIGN(const std::optional<registry::Home> home, home_if_any(context));
  return home ? registry::Calendars(*home) : registry::Calendars();
}

void warn_of_calendar(Ui& ui, registry::Calendars& calendars, const std::string& id, const std::string& country) {
  if (calendars.get(id)) {
    return;
  }
  const bool has_state = id != country && calendars.get(country);
  ui.warn("nobody here has a calendar of " + id + ": its dates are counted " +
          (has_state ? "by that of " + country : "without holidays") + " until rogatory request calendar add FILE");
}

}  // namespace rogatory::cmd
