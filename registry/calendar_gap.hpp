// A calendar that an authority names and that is not at hand: what its dates are counted by then.
#pragma once

#include <optional>
#include <string>

#include "registry/calendar_store.hpp"

namespace rogatory::registry {

struct CalendarGap {
  std::string calendar;
  std::string instead;   ///< the State's, by which dates are counted then; empty: by none, without holidays
  std::string damage{};  ///< why the home's own cannot be read; empty where there is none
  bool operator==(const CalendarGap&) const = default;
};

/// Nothing where the calendar `id` of an authority in `country` is at hand. As RequestClocks takes them.
std::optional<CalendarGap> calendar_gap(Calendars& calendars, const std::string& id, const std::string& country);

}  // namespace rogatory::registry
