// Civil dates and times, as an authority's wall calendar and wall clock show them, and the words for them.
#pragma once

#include <chrono>
#include <string>

#include "base/result.hpp"

namespace rogatory::request {

/// A day of the Gregorian calendar, without a zone. Days are added and subtracted in it; std::chrono::year_month_day
/// and std::chrono::weekday are made from it.
using CivilDate = std::chrono::local_days;

/// A civil date and the time of that day, to the second.
using CivilTime = std::chrono::local_seconds;

CivilDate civil_date(int year, unsigned month, unsigned day);
inline CivilDate date_of(CivilTime time) { return std::chrono::floor<std::chrono::days>(time); }

/// Exactly `YYYY-MM-DD`, a day that exists, years 1900 to 2999. Else malformed.
Result<CivilDate> parse_date(std::string_view text);
/// `YYYY-MM-DD`.
std::string date_text(CivilDate date);
/// `HH:MM`, and `:SS` where the seconds are not 0.
std::string hour_text(CivilTime time);
/// "Sunday 6 September 2026".
std::string long_date_text(CivilDate date);
/// "Sunday".
std::string_view weekday_text(std::chrono::weekday day);

/// `months` later (earlier where negative), on the same day of the month or, where that month has no such day, on its
/// last (Regulation 1182/71 Art 3(2)(c)).
CivilDate add_months(CivilDate date, int months);

}  // namespace rogatory::request
