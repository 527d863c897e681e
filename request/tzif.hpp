// What a file of the time zone database says (TZif, RFC 9636): when the clocks of a zone were and will be changed.
// Not Howard Hinnant's date library, which Debian has: it reads no further than the file's list of changes, which ends
// in 2037 (a speciality of 20 years ends later), lists the whole database at its first question, and is one more
// library to relocate at every start of the program.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/bytes.hpp"
#include "base/result.hpp"

namespace rogatory::request {

/// When a rule of the footer changes the clock: the `week`th `weekday` of `month` (5 = the last), a day 1..365 that
/// never counts 29 February, or a day 0..365 that does; `second` of that day, local time before the change, may be
/// negative or above a day.
struct ZoneChange {
  enum class Kind : std::uint8_t { month_week_day, julian, day };
  Kind kind = Kind::month_week_day;
  int month = 0;
  int week = 0;
  int day = 0;
  std::int64_t second = 7200;
};

/// The footer's rule: what holds after the last change of the list.
struct ZoneRule {
  std::int32_t standard_offset = 0;  ///< seconds east of UTC
  struct Summer {
    std::int32_t offset = 0;
    ZoneChange begins;
    ZoneChange ends;
  };
  std::optional<Summer> summer;
};

struct TzifData {
  std::vector<std::int64_t> changes;  ///< seconds since 1970, ascending
  std::vector<std::int32_t> offsets;  ///< from changes[i] on, seconds east of UTC; as many as changes
  std::int32_t first_offset = 0;      ///< before changes[0]
  std::optional<ZoneRule> rule;       ///< after the last change; absent: its offset stays
};

/// The largest file that is read; those of the database have at most 4 KiB.
constexpr std::size_t k_tzif_limit = 64 * 1024;

/// Version 2 and above; the version 1 block before it is skipped. Refused as malformed: another magic or version,
/// leap seconds (a zone of "right/"), counts beyond the file or above 2,000 changes, changes that do not ascend, an
/// offset of a day or more, a footer that is not a TZ string as RFC 9636 section 3.3 takes it.
Result<TzifData> parse_tzif(ByteView file);

/// The footer alone: "CET-1CEST,M3.5.0,M10.5.0/3"; refused as above.
Result<ZoneRule> parse_zone_rule(std::string_view text);

/// When the rule's change comes in `year`, local time before the change, as seconds since 1970.
std::int64_t change_in_year(const ZoneChange& change, int year);

}  // namespace rogatory::request
