// How commands come to the calendars that dates are counted by.
#pragma once

#include "cmd/context.hpp"
#include "registry/calendar_store.hpp"

namespace rogatory::cmd {

/// Those of the home before the program's, or the program's only where there is no home.
Result<registry::Calendars> open_calendars(Context& context);

/// Warns where nobody has the calendar `id` of an authority in `country`: by which its dates will be counted then.
void warn_of_calendar(Ui& ui, registry::Calendars& calendars, const std::string& id, const std::string& country);

}  // namespace rogatory::cmd
