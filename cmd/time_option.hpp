// Days, times and durations on the command line.
#pragma once

#include <string_view>

#include "base/clock.hpp"

namespace rogatory::cmd {

enum class DayEdge : std::uint8_t { begin, end };

/// `2027-12-31` (its first or its last second in UTC) or `2027-12-31T12:00:00Z`. Anything else is a usage error that
/// names `option`.
Result<UtcTime> parse_time_option(std::string_view option, std::string_view text, DayEdge edge);

/// A moment: `2026-11-24T10:00:00Z`, or civil time with its offset, `2026-11-24T10:00:00+01:00`. Without either it is a
/// usage error: nobody could say later which hour was meant.
Result<UtcTime> parse_moment_option(std::string_view option, std::string_view text);

/// Seconds of `30m`, `8h` or `2d`: at least a minute, at most 30 days.
Result<std::int64_t> parse_duration_option(std::string_view option, std::string_view text);

/// The last second of the day that lies `years` ahead: how long officers are valid where nothing is said.
UtcTime years_ahead(UtcTime now, int years);

}  // namespace rogatory::cmd
