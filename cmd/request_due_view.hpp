// How a due date is told: to people, as JSON, and where a calendar file goes.
#pragma once

#include "cmd/context.hpp"
#include "registry/request_entry.hpp"
#include "request/due.hpp"

namespace rogatory::cmd {

/// A block of lines: the date by each wall clock, article, counting, effect, who must act, how sure it is.
void show_due(Ui& ui, const registry::CaseRequest& request, const request::Due& due);
Json due_document(const registry::CaseRequest& request, const request::Due& due);

/// Writes the calendar file, whole or not at all; an older one is replaced.
Result<void> save_ics(Context& context, const std::string& path, const std::string& text);

}  // namespace rogatory::cmd
