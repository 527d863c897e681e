// How a due date is told: to people, as JSON, and where a calendar file goes.
#pragma once

#include "cmd/context.hpp"
#include "registry/request_dates.hpp"

namespace rogatory::cmd {

/// A block of lines: the date by each wall clock, article, counting, effect, who must act, how sure it is.
void show_due(Ui& ui, const registry::RequestDate& date);
Json due_document(const registry::RequestDate& date);

/// In one line: the end that is warned of, on the wall clock of the side it runs on, article, how that is known, and
/// days left; "-" of null.
std::string next_date_text(const registry::RequestDate* date);
Json next_date_document(const registry::RequestDate& date);

/// Writes the calendar file, whole or not at all; an older one is replaced.
Result<void> save_ics(Context& context, const std::string& path, const std::string& text);

}  // namespace rogatory::cmd
