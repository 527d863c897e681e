#include "request/civil.hpp"

#include <algorithm>
#include <array>
#include <charconv>

namespace rogatory::request {
namespace {

using std::chrono::year_month_day;

constexpr std::array<std::string_view, 7> k_weekdays = {"Sunday",   "Monday", "Tuesday", "Wednesday",
                                                        "Thursday", "Friday", "Saturday"};
constexpr std::array<std::string_view, 12> k_months = {"January",   "February", "March",    "April",
                                                       "May",       "June",     "July",     "August",
                                                       "September", "October",  "November", "December"};

std::string padded(std::int64_t number, std::size_t width) {
  std::string digits = std::to_string(number);
  return digits.size() < width ? std::string(width - digits.size(), '0') + digits : digits;
}

}  // namespace

CivilDate civil_date(int year, unsigned month, unsigned day) {
  const year_month_day date{std::chrono::year{year}, std::chrono::month{month}, std::chrono::day{day}};
  ROG_ASSERT(date.ok());
  return CivilDate{date};
}

Result<CivilDate> parse_date(std::string_view text) {
  constexpr std::string_view shape = "dddd-dd-dd";
  const auto fits = [&](std::size_t i) {
    return shape[i] == 'd' ? text[i] >= '0' && text[i] <= '9' : text[i] == shape[i];
  };
  if (text.size() != shape.size()) {
    return fail(ErrorCode::malformed, "not a date of the form YYYY-MM-DD");
  }
  for (std::size_t i = 0; i < shape.size(); ++i) {
    if (!fits(i)) {
      return fail(ErrorCode::malformed, "not a date of the form YYYY-MM-DD");
    }
  }
  const auto number = [&](std::size_t at, std::size_t count) {
    int value = 0;
    std::from_chars(text.data() + at, text.data() + at + count, value);
    return value;
  };
  const year_month_day date{std::chrono::year{number(0, 4)}, std::chrono::month{static_cast<unsigned>(number(5, 2))},
                            std::chrono::day{static_cast<unsigned>(number(8, 2))}};
  if (!date.ok() || number(0, 4) < 1900 || number(0, 4) > 2999) {
    return fail(ErrorCode::malformed, "no such day: " + std::string(text));
  }
  return CivilDate{date};
}

std::string date_text(CivilDate date) {
  const year_month_day parts{date};
  return padded(static_cast<int>(parts.year()), 4) + "-" + padded(static_cast<unsigned>(parts.month()), 2) + "-" +
         padded(static_cast<unsigned>(parts.day()), 2);
}

std::string hour_text(CivilTime time) {
  const std::int64_t second = (time - date_of(time)).count();
  const std::string minutes = padded(second / 3600, 2) + ":" + padded(second / 60 % 60, 2);
  return second % 60 == 0 ? minutes : minutes + ":" + padded(second % 60, 2);
}

std::string_view weekday_text(std::chrono::weekday day) { return k_weekdays[day.c_encoding()]; }

std::string long_date_text(CivilDate date) {
  const year_month_day parts{date};
  return std::string(weekday_text(std::chrono::weekday{date})) + " " +
         std::to_string(static_cast<unsigned>(parts.day())) + " " +
         std::string(k_months[static_cast<unsigned>(parts.month()) - 1]) + " " +
         std::to_string(static_cast<int>(parts.year()));
}

CivilDate add_months(CivilDate date, int months) {
  const year_month_day parts{date};
  const std::chrono::year_month month = parts.year() / parts.month() + std::chrono::months{months};
  const std::chrono::day last = (month / std::chrono::last).day();
  return CivilDate{month / std::min(parts.day(), last)};
}

}  // namespace rogatory::request
