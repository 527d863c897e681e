#include "cmd/time_option.hpp"

#include <gtest/gtest.h>

namespace rogatory::cmd {
namespace {

TEST(TimeOption, TakesADayOrATimeAndNothingElse) {
  EXPECT_EQ(parse_time_option("--until", "2027-12-31", DayEdge::end)->text(), "2027-12-31T23:59:59Z");
  EXPECT_EQ(parse_time_option("--since", "2027-12-31", DayEdge::begin)->text(), "2027-12-31T00:00:00Z");
  EXPECT_EQ(parse_time_option("--since", "2027-12-31T12:30:00Z", DayEdge::begin)->text(), "2027-12-31T12:30:00Z");
  for (const char* text : {"", "2027", "2027-13-01", "2027-02-29", "31.12.2027", "2027-12-31T12:30:00",
                           "2027-12-31T12:30:00+01:00", "2027-12-31 ", "tomorrow"}) {
    const Result<UtcTime> time = parse_time_option("--until", text, DayEdge::end);
    ASSERT_FALSE(time) << text;
    EXPECT_EQ(time.error().code(), ErrorCode::usage) << text;
    EXPECT_NE(time.error().sentence().find("--until"), std::string::npos) << text;
  }
}

TEST(MomentOption, TakesCivilTimeWithItsOffsetOnly) {
  const auto moment = [](const char* text) { return parse_moment_option("--at", text)->text(); };
  EXPECT_EQ(moment("2026-11-24T10:00:00Z"), "2026-11-24T10:00:00Z");
  EXPECT_EQ(moment("2026-11-24T00:30:00+01:00"), "2026-11-23T23:30:00Z");
  EXPECT_EQ(moment("2026-11-24T23:30:00-03:30"), "2026-11-25T03:00:00Z");
  EXPECT_EQ(moment("2026-11-24T10:00:00+14:00"), "2026-11-23T20:00:00Z");
  // No offset, a day alone, another sign, one digit, minutes and hours that there are not, what follows.
  for (const char* text : {"", "2026-11-24T10:00:00", "2026-11-24", "2026-11-24T10:00:00 01:00",
                           "2026-11-24T10:00:00+1:00", "2026-11-24T10:00:00+01:60", "2026-11-24T10:00:00+15:00",
                           "2026-11-24T10:00:00+-1:00", "2026-11-24T10:00:00+0100", "2026-11-24T10:00:00+01:00Z",
                           "2026-11-24T25:00:00+01:00", "2026-11-24T10:00:00+01:00 "}) {
    const Result<UtcTime> time = parse_moment_option("--at", text);
    ASSERT_FALSE(time) << text;
    EXPECT_EQ(time.error().code(), ErrorCode::usage) << text;
    EXPECT_NE(time.error().sentence().find("--at"), std::string::npos) << text;
  }
}

TEST(DurationOption, TakesMinutesHoursAndDaysUpToAMonth) {
  EXPECT_EQ(parse_duration_option("--for", "1m").value(), 60);
  EXPECT_EQ(parse_duration_option("--for", "8h").value(), 8 * 3600);
  EXPECT_EQ(parse_duration_option("--for", "30d").value(), 30 * 24 * 3600);
  for (const char* text : {"", "8", "h", "0h", "-1h", "+8h", "8 h", "8H", "8hh", "31d", "721h", "43201m", "1.5h",
                           "99999999999999999999h"}) {
    EXPECT_FALSE(parse_duration_option("--for", text)) << text;
  }
}

TEST(YearsAhead, EndWithTheDay) {
  const auto ahead = [](const char* from, int years) {
    return years_ahead(UtcTime::parse(from).value(), years).text();
  };
  EXPECT_EQ(ahead("2026-11-23T12:00:00Z", 2), "2028-11-23T23:59:59Z");
  EXPECT_EQ(ahead("2028-02-29T12:00:00Z", 2), "2030-02-28T23:59:59Z");
  EXPECT_EQ(ahead("9998-12-31T12:00:00Z", 2), "9999-12-31T23:59:59Z");
}

}  // namespace
}  // namespace rogatory::cmd
