#include "base/clock.hpp"

#include <gtest/gtest.h>

#include <limits>

namespace rogatory::base {
namespace {

std::int64_t seconds_of(std::string_view text) { return UtcTime::parse(text).value().seconds; }

TEST(UtcTime, RefusesEverySecondSpelling) {
  for (const char* text :
       {"", "2025-11-23", "2025-11-23T20:38:00", "2025-11-23T20:38:00z", "2025-11-23t20:38:00Z", "2025-11-23 20:38:00Z",
        "2025-11-23T20:38:00.0Z", "2025-11-23T20:38:00+00:00", "2025-11-23T20:38Z", "20251123T203800Z",
        " 2025-11-23T20:38:00Z", "2025-11-23T20:38:00Z ", "2025-11-23T20:38:00Z\n", "+025-11-23T20:38:00Z",
        "2025-+1-23T20:38:00Z", "2025-11-23T-1:38:00Z", "2025-11-23T20:38: 0Z", "12025-11-23T20:38:00Z"}) {
    const Result<UtcTime> time = UtcTime::parse(text);
    ASSERT_FALSE(time.has_value()) << text;
    EXPECT_EQ(time.error().code(), ErrorCode::malformed);
  }
}

TEST(UtcTime, RefusesMomentsThatDoNotExist) {
  for (const char* text :
       {"2025-00-01T00:00:00Z", "2025-13-01T00:00:00Z", "2025-01-00T00:00:00Z", "2025-04-31T00:00:00Z",
        "2025-02-29T00:00:00Z", "1900-02-29T00:00:00Z", "2025-01-01T24:00:00Z", "2025-01-01T00:60:00Z",
        "2016-12-31T23:59:60Z", "0000-01-01T00:00:00Z"}) {
    EXPECT_FALSE(UtcTime::parse(text).has_value()) << text;
  }
}

TEST(UtcTime, CountsSecondsAsUnixDoes) {
  EXPECT_EQ(seconds_of("1970-01-01T00:00:00Z"), 0);
  EXPECT_EQ(seconds_of("1969-12-31T23:59:59Z"), -1);
  EXPECT_EQ(seconds_of("2000-02-29T12:00:00Z"), 951825600);
  EXPECT_EQ(seconds_of("2038-01-19T03:14:08Z"), std::int64_t{1} << 31U);
  EXPECT_EQ(seconds_of("0001-01-01T00:00:00Z"), -62135596800);
  EXPECT_EQ(seconds_of("9999-12-31T23:59:59Z"), 253402300799);
}

TEST(UtcTime, ReadsWhatItWrites) {
  // A step that is no multiple of a day, so that every field moves.
  for (std::int64_t seconds = -62135596800; seconds <= 253402300799; seconds += 86400 * 97 + 3661) {
    const UtcTime time{seconds};
    ASSERT_EQ(UtcTime::parse(time.text()).value(), time) << time.text();
  }
}

TEST(UtcTime, HasACompactFormForSshKeygen) {
  EXPECT_EQ(UtcTime::parse("2025-01-02T03:04:05Z").value().compact(), "20250102030405Z");
  EXPECT_EQ(UtcTime::parse("0009-01-02T03:04:05Z").value().compact(), "00090102030405Z");
}

TEST(UtcTime, ClampsWhatHasNoText) {
  EXPECT_EQ(clamp_to_text_range(std::numeric_limits<std::int64_t>::min()).text(), "0001-01-01T00:00:00Z");
  EXPECT_EQ(clamp_to_text_range(std::numeric_limits<std::int64_t>::max()).text(), "9999-12-31T23:59:59Z");
  EXPECT_EQ(clamp_to_text_range(-5).seconds, -5);
}

TEST(Clock, TellsTheTimeOfTheSystem) {
  const UtcTime first = Clock::system().now();
  EXPECT_GT(first, UtcTime::parse("2024-01-01T00:00:00Z").value());
  EXPECT_LE(first, Clock::system().now());
}

}  // namespace
}  // namespace rogatory::base
