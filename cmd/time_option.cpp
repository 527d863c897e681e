#include "cmd/time_option.hpp"

#include <charconv>
#include <optional>
#include <string>

namespace rogatory::cmd {
namespace {

constexpr std::int64_t k_minute = 60;
constexpr std::int64_t k_hour = 60 * k_minute;
constexpr std::int64_t k_day = 24 * k_hour;

std::int64_t seconds_of(char unit) { return unit == 'm' ? k_minute : unit == 'h' ? k_hour : unit == 'd' ? k_day : 0; }

/// Seconds of "+01:00"; nothing where it is none. No place is further than 14 hours from Greenwich.
std::optional<std::int64_t> parse_offset(std::string_view text) {
  int hours = 0;
  int minutes = 0;
  const bool is_shape = text.size() == 6 && (text[0] == '+' || text[0] == '-') && text[3] == ':';
  if (!is_shape || std::from_chars(text.data() + 1, text.data() + 3, hours).ptr != text.data() + 3 ||
      std::from_chars(text.data() + 4, text.data() + 6, minutes).ptr != text.data() + 6 || hours < 0 || hours > 14 ||
      minutes < 0 || minutes > 59) {
    return std::nullopt;
  }
  return (text[0] == '-' ? -1 : 1) * (hours * k_hour + minutes * k_minute);
}

}  // namespace

Result<UtcTime> parse_moment_option(std::string_view option, std::string_view text) {
  constexpr std::size_t k_civil = std::string_view("2026-11-24T10:00:00").size();
  const bool has_offset = text.size() > k_civil && !text.ends_with('Z');
  const std::optional<std::int64_t> offset =
      has_offset ? parse_offset(text.substr(k_civil)) : std::optional<std::int64_t>(0);
  const Result<UtcTime> civil =
      UtcTime::parse(has_offset ? std::string(text.substr(0, k_civil)) + "Z" : std::string(text));
  if (!civil || !offset) {
    return fail(Error(ErrorCode::usage, std::string(option) + ": not a time: " + std::string(text))
                    .next("write 2026-11-24T10:00:00+01:00 as the clock on the wall showed it, or "
                          "2026-11-24T09:00:00Z (UTC)"));
  }
  return base::clamp_to_text_range(civil->seconds - *offset);
}

Result<UtcTime> parse_time_option(std::string_view option, std::string_view text, DayEdge edge) {
  const std::string_view clock = edge == DayEdge::begin ? "T00:00:00Z" : "T23:59:59Z";
  const bool is_day = text.size() == std::string_view("2027-12-31").size();
  Result<UtcTime> time = UtcTime::parse(is_day ? std::string(text) + std::string(clock) : std::string(text));
  if (!time) {
    return fail(Error(ErrorCode::usage, std::string(option) + ": not a day or a time: " + std::string(text))
                    .next("write 2027-12-31, or 2027-12-31T12:00:00Z (UTC)"));
  }
  return time;
}

Result<std::int64_t> parse_duration_option(std::string_view option, std::string_view text) {
  std::int64_t count = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), count);
  const bool has_unit = error == std::errc{} && end + 1 == text.data() + text.size();
  const std::int64_t unit = has_unit ? seconds_of(*end) : 0;
  constexpr std::int64_t k_most = 30 * k_day;
  if (unit == 0 || count < 1 || count > k_most / unit) {
    return fail(Error(ErrorCode::usage, std::string(option) + ": not a duration: " + std::string(text))
                    .next("write 30m, 8h or 2d; at most 30d"));
  }
  return count * unit;
}

UtcTime years_ahead(UtcTime now, int years) {
  // Of the year 9999 and after leap days: the nearest day that there is.
  std::string text = now.text();
  const int year = std::min(9999, std::stoi(text.substr(0, 4)) + years);
  text.replace(0, 4, std::string(4 - std::to_string(year).size(), '0') + std::to_string(year));
  text.replace(11, 8, "23:59:59");
  if (text.substr(5, 5) == "02-29") {
    text.replace(8, 2, "28");
  }
  return UtcTime::parse(text).value_or(now);
}

}  // namespace rogatory::cmd
