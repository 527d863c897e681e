// How commands come to the calendars that dates are counted by.
#pragma once

#include "cmd/context.hpp"
#include "registry/calendar_gap.hpp"

namespace rogatory::cmd {

/// Those of the home before the program's, or the program's only where there is no home.
Result<registry::Calendars> open_calendars(Context& context);

/// "nobody here has a calendar of PT: its dates are counted without holidays until rogatory request calendar add FILE".
std::string text_of(const registry::CalendarGap& gap);
/// {"calendar", "instead" (absent: none), "why"}, of "warnings" in a document.
Json::Object document_of(const registry::CalendarGap& gap);

/// Warns where nobody has the calendar `id` of an authority in `country`: by which its dates will be counted then.
/// Returns what was missing.
std::optional<registry::CalendarGap> warn_of_calendar(Ui& ui, registry::Calendars& calendars, const std::string& id,
                                                      const std::string& country);

}  // namespace rogatory::cmd
