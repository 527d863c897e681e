// Public holidays of a State or a part of one, as data (schemas/calendars/<id>.json, schemas/calendar-1.schema.json):
// which days are none to act on, who says so and how sure that is. A calendar says which years it covers; of a day
// outside of them nothing is known, and nothing is guessed.
//
//   {"format": "rogatory-calendar/1", "id": "DE-BW", "title": …, "zones": ["Europe/Berlin"],
//    "weekend": ["saturday", "sunday"], "first_year": 2025, "last_year": 2028,
//    "sources": [{"text": …, "url": …}], "note": …, "days": [{"date": "2025-01-06", "name": …, "status": "computed"}]}
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/bytes.hpp"
#include "base/file.hpp"
#include "base/json.hpp"
#include "request/civil.hpp"

namespace rogatory::request {

/// How sure a day is: published for that very year; computed from the rule of the statute; expected, and to be declared
/// (a day by the moon or by a cabinet).
enum class DayStatus : std::uint8_t { proclaimed, computed, tentative };
std::string_view text_of(DayStatus status);
Result<DayStatus> parse_day_status(std::string_view text);

struct Holiday {
  CivilDate date;
  std::string name;  ///< in a language of the place; foreign text where a calendar was loaded
  DayStatus status = DayStatus::computed;
};

struct CalendarSource {
  std::string text;
  std::string url;  ///< empty: none was given
};

struct Calendar {
  std::string id;  ///< as a card says it: "DE", "DE-BW" (ISO 3166)
  std::string title;
  std::vector<std::string> zones;  ///< IANA, the usual one first
  std::vector<std::chrono::weekday> weekend;
  int first_year = 0;
  int last_year = 0;
  std::vector<CalendarSource> sources;
  std::string note;           ///< what it does not contain
  std::vector<Holiday> days;  ///< ascending, one a date

  [[nodiscard]] bool covers(CivilDate date) const;
  [[nodiscard]] bool is_weekend(CivilDate date) const;
  /// Null where the day is none, or is not covered.
  [[nodiscard]] const Holiday* holiday(CivilDate date) const;
};

/// The largest calendar that is read, and the most days in one.
constexpr std::size_t k_calendar_limit = 256 * 1024;
constexpr std::size_t k_calendar_days = 2000;

/// Malformed: over the limits, another format, unknown keys, a date that does not exist, is not in the years covered or
/// does not ascend, more than 60 years, a weekend of seven days, texts that are empty or above 1,000 bytes.
Result<Calendar> parse_calendar(ByteView text);
Json to_json(const Calendar& calendar);

/// A calendar of a ministry's own. As parse_calendar, not_found where there is no file; the error names `path`.
Result<Calendar> load_calendar(base::FileSystem& fs, const std::string& path);

/// The ids of those that the program brings, ascending.
std::vector<std::string_view> built_in_calendars();
/// One of them. not_found: there is none of that id; the error names those there are.
Result<Calendar> built_in_calendar(std::string_view id);

}  // namespace rogatory::request
