// One limit counted from one moment, with what its suspensions took and what its extension gave. Internal to request/.
#pragma once

#include "request/due.hpp"
#include "request/due_acts.hpp"

namespace rogatory::request {

struct DueCount {
  Count count;
  const ToldAct* suspended_by = nullptr;  ///< it stands still since this
  bool suspended_once = false;
  bool extended = false;
  bool extension_too_late = false;
};

/// What a limit is counted with; nothing is owned.
struct DueTask {
  const Limit& limit;  ///< countable
  const Zone& zone;
  const Calendar* calendar;
  const ActIndex& acts;
  UtcTime until;                     ///< the stop, or now
  const Limit* extension = nullptr;  ///< the limit that extends it, alike
  const ToldAct* extended_by = nullptr;
  bool count_open_suspension = true;  ///< false: as if the time ran on in it
};

DueCount count_due(const DueTask& task, UtcTime from);

/// Whether n is one that can be counted.
bool is_countable(const Limit& limit);
/// Whether what the extension `by` gives can be counted on to `limit`: both forwards, both in hours or neither.
bool extends_alike(const Limit& limit, const Limit& by);

}  // namespace rogatory::request
