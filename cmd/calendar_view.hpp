// Calendars of holidays for people and programs.
#pragma once

#include "cmd/ui.hpp"
#include "registry/calendar_store.hpp"

namespace rogatory::cmd {

/// One line each: id, who brings it, years, zones, how sure its days are, where they are from.
void show_calendars(Ui& ui, const std::vector<registry::HeldCalendar>& calendars);
/// The same as JSON, with all sources.
Json calendar_line(const registry::HeldCalendar& held);

/// One whole: where it is from, what it does not contain, its days; of one year where it is named.
void show_calendar(Ui& ui, const registry::HeldCalendar& held, std::optional<int> year);
/// The calendar as its file has it, with "from".
Json calendar_document(const registry::HeldCalendar& held, std::optional<int> year);

/// What a newer one says otherwise.
void show_change(Ui& ui, const request::CalendarChange& change);
Json change_document(const request::CalendarChange& change);

}  // namespace rogatory::cmd
