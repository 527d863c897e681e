// The sentences about a due date. Internal to request/.
#pragma once

#include <string>

#include "request/due.hpp"
#include "request/due_acts.hpp"
#include "request/due_count.hpp"

namespace rogatory::request {

/// "provisionally_arrested (2nd time) at 2026-09-04 22:15 Europe/Paris".
std::string act_words(const DueAct& act, const Zone& zone);
/// Whether an act at `at` would be in time; `due` has ends.
Timeliness timeliness_at(UtcTime at, const Due& due);
/// How `due` was counted, in sentences.
std::string due_explanation(const Due& due, const DueCount& counted, const DueTask& task);
/// Adds what is not sure about `due`: an account that differs, a report, an interval.
void add_due_caveats(Due& due, const ToldAct* stop, const Zone& zone);

}  // namespace rogatory::request
