#include "request/calendar.hpp"

#include <algorithm>
#include <array>

#include "base/text.hpp"
#include "request/embedded.hpp"

namespace rogatory::request {
namespace {

constexpr std::string_view k_calendar_format = "rogatory-calendar/1";
constexpr std::size_t k_longest_text = 1000;
constexpr int k_most_years = 60;

constexpr std::array<std::string_view, 3> k_day_statuses = {"proclaimed", "computed", "tentative"};
constexpr std::array<std::string_view, 7> k_weekend_words = {"sunday",   "monday", "tuesday", "wednesday",
                                                             "thursday", "friday", "saturday"};

int year_of(CivilDate date) { return static_cast<int>(std::chrono::year_month_day{date}.year()); }

Result<std::string> parse_calendar_id(std::string_view text) {
  const auto upper = [](char c) { return c >= 'A' && c <= 'Z'; };
  const auto part = [&](char c) { return upper(c) || (c >= '0' && c <= '9'); };
  const bool state = text.size() >= 2 && upper(text[0]) && upper(text[1]);
  const bool whole = state && (text.size() == 2 || (text.size() >= 4 && text.size() <= 6 && text[2] == '-' &&
                                                    std::ranges::all_of(text.substr(3), part)));
  if (!whole) {
    return fail(ErrorCode::malformed, "'" + std::string(text) + "' is not of the form DE or DE-BW");
  }
  return std::string(text);
}

Result<std::string> parse_calendar_text(std::string_view text) {
  if (text.empty() || text.size() > k_longest_text) {
    return fail(ErrorCode::malformed, "is empty or longer than 1,000 bytes");
  }
  return std::string(text);
}

Result<std::chrono::weekday> parse_weekend_day(std::string_view text) {
  const auto* const found = std::ranges::find(k_weekend_words, text);
  if (found == k_weekend_words.end()) {
    return fail(ErrorCode::malformed, "'" + std::string(text) + "' is not a day of the week");
  }
  return std::chrono::weekday{static_cast<unsigned>(found - k_weekend_words.begin())};
}

Result<Holiday> parse_holiday(const Json& value, const Calendar& calendar) {
  base::JsonReader reader(value, "a day");
  Holiday day;
  day.date = reader.parsed<CivilDate>("date", parse_date);
  day.name = reader.parsed<std::string>("name", parse_calendar_text);
  day.status = reader.parsed<DayStatus>("status", parse_day_status);
  if (reader.ok() && !calendar.covers(day.date)) {
    reader.reject("date", date_text(day.date) + " is outside of the years that the calendar covers");
  }
  if (reader.ok() && !calendar.days.empty() && calendar.days.back().date >= day.date) {
    reader.reject("date", date_text(day.date) + " stands after a later day, or twice");
  }
  ROG_TRY(reader.finish());
  return day;
}

Result<CalendarSource> parse_source(const Json& value) {
  base::JsonReader reader(value, "a source");
  CalendarSource source;
  source.text = reader.parsed<std::string>("text", parse_calendar_text);
  source.url = reader.optional_parsed<std::string>("url", parse_calendar_text).value_or("");
  ROG_TRY(reader.finish());
  return source;
}

constexpr auto k_built_in = std::to_array<EmbeddedFile>({
#include "request/calendars.inc"
});

}  // namespace

std::string_view text_of(DayStatus status) { return k_day_statuses[static_cast<std::size_t>(status)]; }

Result<DayStatus> parse_day_status(std::string_view text) {
  const auto* const found = std::ranges::find(k_day_statuses, text);
  if (found == k_day_statuses.end()) {
    return fail(ErrorCode::malformed, "'" + std::string(text) + "' is not one of proclaimed, computed, tentative");
  }
  return static_cast<DayStatus>(found - k_day_statuses.begin());
}

bool Calendar::covers(CivilDate date) const { return first_year <= year_of(date) && year_of(date) <= last_year; }

bool Calendar::is_weekend(CivilDate date) const {
  return std::ranges::find(weekend, std::chrono::weekday{date}) != weekend.end();
}

const Holiday* Calendar::holiday(CivilDate date) const {
  const auto found = std::ranges::lower_bound(days, date, {}, &Holiday::date);
  return found != days.end() && found->date == date ? &*found : nullptr;
}

Result<Calendar> parse_calendar(ByteView text) {
  ROG_TRY_ASSIGN(const Json json, base::parse_json(text, k_calendar_limit));
  base::JsonReader reader(json, "calendar");
  Calendar calendar;
  if (reader.text("format") != k_calendar_format) {
    reader.reject("format", "is not " + std::string(k_calendar_format));
  }
  calendar.id = reader.parsed<std::string>("id", parse_calendar_id);
  calendar.title = reader.parsed<std::string>("title", parse_calendar_text);
  calendar.zones = reader.texts("zones");
  if (reader.ok() && (calendar.zones.empty() || calendar.zones.size() > 20)) {
    reader.reject("zones", "names none, or more than 20");
  }
  for (const std::string& word : reader.texts("weekend")) {
    const Result<std::chrono::weekday> day = parse_weekend_day(word);
    if (!day) {
      reader.reject("weekend", day.error().sentence());
      break;
    }
    calendar.weekend.push_back(*day);
  }
  if (reader.ok() && calendar.weekend.size() > 6) {
    reader.reject("weekend", "leaves no day to work on");
  }
  calendar.first_year = static_cast<int>(reader.integer("first_year", 1900, 2999));
  calendar.last_year = static_cast<int>(reader.integer("last_year", 1900, 2999));
  if (reader.ok() &&
      (calendar.last_year < calendar.first_year || calendar.last_year - calendar.first_year >= k_most_years)) {
    reader.reject("last_year", "is before the first, or the calendar covers more than 60 years");
  }
  calendar.note = reader.optional_parsed<std::string>("note", parse_calendar_text).value_or("");
  const Json::Array& sources = reader.array("sources");
  const Json::Array& days = reader.array("days");
  if (reader.ok() && (sources.empty() || sources.size() > 20)) {
    reader.reject("sources", "names none, or more than 20");
  }
  if (reader.ok() && days.size() > k_calendar_days) {
    reader.reject("days", "are more than 2,000");
  }
  ROG_TRY(reader.finish());
  for (const Json& source : sources) {
    ROG_TRY_ASSIGN(CalendarSource parsed, parse_source(source));
    calendar.sources.push_back(std::move(parsed));
  }
  for (const Json& day : days) {
    ROG_TRY_ASSIGN(Holiday parsed, parse_holiday(day, calendar));
    calendar.days.push_back(std::move(parsed));
  }
  return calendar;
}

Json to_json(const Calendar& calendar) {
  Json::Array zones;
  for (const std::string& zone : calendar.zones) {
    zones.emplace_back(zone);
  }
  Json::Array weekend;
  for (const std::chrono::weekday day : calendar.weekend) {
    weekend.emplace_back(k_weekend_words[day.c_encoding()]);
  }
  Json::Array sources;
  for (const CalendarSource& source : calendar.sources) {
    Json::Object object{{"text", source.text}};
    if (!source.url.empty()) {
      object.emplace("url", source.url);
    }
    sources.emplace_back(std::move(object));
  }
  Json::Array days;
  for (const Holiday& day : calendar.days) {
    days.emplace_back(Json::Object{{"date", date_text(day.date)}, {"name", day.name}, {"status", text_of(day.status)}});
  }
  Json::Object object{{"format", k_calendar_format},     {"id", calendar.id},
                      {"title", calendar.title},         {"zones", std::move(zones)},
                      {"weekend", std::move(weekend)},   {"first_year", calendar.first_year},
                      {"last_year", calendar.last_year}, {"sources", std::move(sources)},
                      {"days", std::move(days)}};
  if (!calendar.note.empty()) {
    object.emplace("note", calendar.note);
  }
  return object;
}

Result<Calendar> load_calendar(base::FileSystem& fs, const std::string& path) {
  ROG_TRY_ASSIGN(const Bytes text, base::load_file(fs, path, k_calendar_limit));
  Result<Calendar> calendar = parse_calendar(text);
  if (!calendar) {
    return fail(std::move(calendar)
                    .error()
                    .while_("reading the calendar " + path)
                    .next("mend the file: its form is that of schemas/calendar-1.schema.json"));
  }
  return calendar;
}

std::vector<std::string_view> built_in_calendars() {
  std::vector<std::string_view> ids;
  std::ranges::transform(k_built_in, std::back_inserter(ids), &EmbeddedFile::id);
  std::ranges::sort(ids);
  return ids;
}

Result<Calendar> built_in_calendar(std::string_view id) {
  const auto* const found = std::ranges::find(k_built_in, id, &EmbeddedFile::id);
  if (found == k_built_in.end()) {
    std::vector<std::string> known;
    for (const std::string_view each : built_in_calendars()) {
      known.emplace_back(each);
    }
    return fail(Error(ErrorCode::not_found, "there is no calendar '" + std::string(id) + "'")
                    .because("those there are: " + base::join(known, ", "))
                    .next("load a calendar of your own"));
  }
  return parse_calendar(base::as_bytes(found->json));
}

}  // namespace rogatory::request
