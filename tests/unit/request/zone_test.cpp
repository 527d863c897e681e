#include "request/zone.hpp"

#include <gtest/gtest.h>

#include <algorithm>

namespace rogatory::request {
namespace {

using std::chrono::hours;
using std::chrono::minutes;

Zone zone(std::string_view name) {
  Result<Zone> loaded = Zone::load(name);
  EXPECT_TRUE(loaded) << name;
  return loaded ? *loaded : Zone::utc();
}

UtcTime at(std::string_view text) { return UtcTime::parse(text).value(); }

std::string shown(std::string_view name, std::string_view instant) { return zone_text(at(instant), zone(name)); }

TEST(Zone, ShowsWhatTheWallClockShows) {
  EXPECT_EQ(shown("Europe/Paris", "2026-01-15T12:00:00Z"), "2026-01-15 13:00 Europe/Paris");
  EXPECT_EQ(shown("Europe/Paris", "2026-07-15T12:00:00Z"), "2026-07-15 14:00 Europe/Paris");
  EXPECT_EQ(shown("America/New_York", "2026-01-15T02:00:00Z"), "2026-01-14 21:00 America/New_York");
  EXPECT_EQ(shown("Asia/Bangkok", "2026-07-15T18:30:00Z"), "2026-07-16 01:30 Asia/Bangkok");
  EXPECT_EQ(shown("Asia/Kolkata", "2026-07-15T18:30:01Z"), "2026-07-16 00:00:01 Asia/Kolkata");
  EXPECT_EQ(shown("Africa/Lagos", "2026-07-15T23:00:00Z"), "2026-07-16 00:00 Africa/Lagos");
}

TEST(Zone, ChangesTheClockAtTheSecondOfTheLaw) {
  EXPECT_EQ(shown("Europe/Berlin", "2026-03-29T00:59:59Z"), "2026-03-29 01:59:59 Europe/Berlin");
  EXPECT_EQ(shown("Europe/Berlin", "2026-03-29T01:00:00Z"), "2026-03-29 03:00 Europe/Berlin");
  EXPECT_EQ(shown("Europe/Berlin", "2026-10-25T00:59:59Z"), "2026-10-25 02:59:59 Europe/Berlin");
  EXPECT_EQ(shown("Europe/Berlin", "2026-10-25T01:00:00Z"), "2026-10-25 02:00 Europe/Berlin");
}

TEST(Zone, KnowsYearsBeyondTheListOfItsFile) {
  EXPECT_EQ(shown("Europe/Paris", "2046-07-01T00:00:00Z"), "2046-07-01 02:00 Europe/Paris");
  EXPECT_EQ(shown("Europe/Paris", "2046-12-01T00:00:00Z"), "2046-12-01 01:00 Europe/Paris");
  EXPECT_EQ(shown("America/New_York", "2060-07-01T00:00:00Z"), "2060-06-30 20:00 America/New_York");
  EXPECT_EQ(shown("Australia/Sydney", "2050-01-01T00:00:00Z"), "2050-01-01 11:00 Australia/Sydney");
  EXPECT_EQ(shown("Australia/Sydney", "2050-07-01T00:00:00Z"), "2050-07-01 10:00 Australia/Sydney");
}

TEST(Zone, TakesTheFirstMomentAfterAGap) {
  const CivilTime asked = civil_date(2026, 3, 29) + hours{2} + minutes{30};
  const ZoneInstant found = zone("Europe/Paris").instant(asked);
  EXPECT_EQ(found.kind, ZoneInstant::Kind::skipped);
  EXPECT_EQ(found.at.text(), "2026-03-29T01:00:00Z");
  EXPECT_EQ(
      found.remark(asked),
      "02:30 of Sunday 29 March 2026 does not exist: the clock was set forward; the first moment after that is meant");
}

TEST(Zone, TakesTheEarlierOfTwoAndNamesBoth) {
  const CivilTime asked = civil_date(2026, 11, 1) + hours{1} + minutes{30};
  const ZoneInstant found = zone("America/New_York").instant(asked);
  EXPECT_EQ(found.kind, ZoneInstant::Kind::twice);
  EXPECT_EQ(found.at.text(), "2026-11-01T05:30:00Z");
  EXPECT_EQ(found.later.text(), "2026-11-01T06:30:00Z");
  EXPECT_EQ(found.remark(asked),
            "01:30 of Sunday 1 November 2026 comes twice: the clock was set back; the earlier is meant");
}

TEST(Zone, EndsADayWhereTheNextBegins) {
  EXPECT_EQ(zone("Europe/Paris").end_of(civil_date(2026, 3, 29)).text(), "2026-03-29T22:00:00Z");
  EXPECT_EQ(zone("Europe/Paris").begin_of(civil_date(2026, 3, 29)).text(), "2026-03-28T23:00:00Z");
  EXPECT_EQ(zone("America/New_York").end_of(civil_date(2026, 11, 1)).text(), "2026-11-02T05:00:00Z");
  // Beirut sets its clock forward over midnight: the day begins at 01:00.
  EXPECT_EQ(zone("Asia/Beirut").begin_of(civil_date(2026, 3, 29)).text(), "2026-03-28T22:00:00Z");
}

TEST(Zone, BeginsAnHourByTheWallClock) {
  EXPECT_EQ(zone("Europe/Paris").begin_of_hour(at("2026-05-05T08:20:30Z")).text(), "2026-05-05T08:00:00Z");
  EXPECT_EQ(zone("Asia/Kolkata").begin_of_hour(at("2026-05-05T08:20:00Z")).text(), "2026-05-05T07:30:00Z");
}

TEST(Zone, EveryCivilTimeLeadsBackToItself) {
  for (const std::string_view name :
       {"Europe/Paris", "America/New_York", "Asia/Beirut", "Africa/Lagos", "Asia/Kolkata"}) {
    const Zone one = zone(name);
    for (std::int64_t s = at("2026-01-01T00:00:00Z").seconds; s < at("2027-01-01T00:00:00Z").seconds; s += 1801) {
      const ZoneInstant found = one.instant(one.civil({s}));
      EXPECT_TRUE(found.at == UtcTime{s} || found.later == UtcTime{s}) << name << " " << s;
    }
  }
}

TEST(Zone, RefusesWhatIsNoZone) {
  for (const std::string_view name :
       {"Europe/Atlantis", "", "Europe", "../../etc/passwd", "/etc/localtime", "localtime", "right/Europe/Paris",
        "posix/Europe/Paris", "Europe//Paris", "Europe/Paris ", "europe/paris\n", "Factory"}) {
    const Result<Zone> loaded = Zone::load(name);
    ASSERT_FALSE(loaded) << name;
    EXPECT_EQ(loaded.error().code(), ErrorCode::usage) << name;
    EXPECT_FALSE(loaded.error().next_step().empty());
  }
}

TEST(Zone, SaysWhichPackageIsMissing) {
  const Result<Zone> loaded = Zone::load("Europe/Paris", base::FileSystem::real(), "/nonexistent");
  ASSERT_FALSE(loaded);
  EXPECT_EQ(loaded.error().code(), ErrorCode::not_found);
  EXPECT_EQ(loaded.error().next_step(), "install the package tzdata");
}

TEST(Zone, UtcNeedsNoDatabase) {
  const Result<Zone> loaded = Zone::load("UTC", base::FileSystem::real(), "/nonexistent");
  ASSERT_TRUE(loaded);
  EXPECT_EQ(loaded->offset_at(at("2026-05-05T08:20:00Z")), 0);
}

/// A version 2 file of one type, without a change.
std::string tiny_file(std::string_view footer) {
  const auto header = [](char version) {
    std::string text = "TZif";
    text += version;
    text += std::string(15, '\0');
    for (const char count : {'\0', '\0', '\0', '\0', '\1', '\4'}) {
      text += std::string(3, '\0');
      text += count;
    }
    return text;
  };
  const std::string body = std::string("\0\0\x0E\x10\0\0", 6) + std::string("CET\0", 4);
  return header('2') + body + header('2') + body + std::string(footer);
}

std::string refused(std::string file) {
  const Result<TzifData> data = parse_tzif(base::as_bytes(file));
  return data ? "accepted" : std::string(data.error().sentence());
}

TEST(Tzif, ReadsAFileWithoutAChange) {
  const Result<TzifData> data = parse_tzif(base::as_bytes(tiny_file("\nCET-1\n")));
  ASSERT_TRUE(data);
  EXPECT_EQ(data->first_offset, 3600);
  EXPECT_EQ(data->rule->standard_offset, 3600);
}

TEST(Tzif, RefusesEveryFileThatIsCutShort) {
  const std::string whole = tiny_file("\nCET-1\n");
  for (std::size_t size = 0; size < whole.size(); ++size) {
    EXPECT_NE(refused(whole.substr(0, size)), "accepted") << size;
  }
}

TEST(Tzif, RefusesWhatFollowsTheFooter) {
  EXPECT_EQ(refused(tiny_file("\nCET-1\n\n")), "not a time zone file: its last line is not one");
  EXPECT_EQ(refused(tiny_file("CET-1\n")), "not a time zone file: its last line is not one");
}

TEST(Tzif, RefusesCountsBeyondTheFile) {
  std::string file = tiny_file("\nCET-1\n");
  file[32] = '\x7F';  // changes of the first block
  EXPECT_EQ(refused(file), "not a time zone file: a count is beyond what such a file holds");
}

TEST(Tzif, RefusesLeapSeconds) {
  std::string file = tiny_file("\nCET-1\n") + std::string(12, '\0');
  file[44 + 10 + 31] = '\1';
  EXPECT_EQ(refused(file), "not a time zone file: it counts leap seconds");
}

TEST(Tzif, ReadsTheRulesOfTheFooter) {
  EXPECT_TRUE(parse_zone_rule("CET-1CEST,M3.5.0,M10.5.0/3"));
  EXPECT_TRUE(parse_zone_rule("<+0330>-3:30"));
  EXPECT_TRUE(parse_zone_rule("EET-2EEST,M3.4.4/50,M10.4.4/50"));
  EXPECT_TRUE(parse_zone_rule("<-02>2<-01>,M3.5.0/-1,M10.5.0/0"));
  EXPECT_EQ(parse_zone_rule("IST-5:30")->standard_offset, 19800);
  EXPECT_EQ(parse_zone_rule("NST3:30NDT,M3.2.0,M11.1.0")->summer->offset, -9000);
}

TEST(Tzif, RefusesRulesThatAreNone) {
  for (const std::string_view rule :
       {"", "CET", "CE-1", "CET-1CEST", "CET-1CEST,M3.5.0", "CET-1CEST,M3.6.0,M10.5.0", "CET-1CEST,M13.5.0,M10.5.0",
        "CET-1CEST,M3.5.7,M10.5.0", "CET-1CEST,M3.5.0,M10.5.0/168", "CET-25", "CET-1CEST,M3.5.0,M10.5.0 ", "<+03>",
        "<+03-3", "CET-1CEST,J0,J100", "CET-1CEST,366,1"}) {
    EXPECT_FALSE(parse_zone_rule(rule)) << rule;
  }
}

TEST(Tzif, CountsDaysOfTheYearInTheThreeWays) {
  const auto day = [](ZoneChange change, int year) {
    change.second = 0;
    return UtcTime{change_in_year(change, year)}.text().substr(0, 10);
  };
  EXPECT_EQ(day({.kind = ZoneChange::Kind::julian, .day = 60}, 2028), "2028-03-01");
  EXPECT_EQ(day({.kind = ZoneChange::Kind::julian, .day = 59}, 2028), "2028-02-28");
  EXPECT_EQ(day({.kind = ZoneChange::Kind::day, .day = 59}, 2028), "2028-02-29");
  EXPECT_EQ(day({.kind = ZoneChange::Kind::month_week_day, .month = 3, .week = 5, .day = 0}, 2026), "2026-03-29");
  EXPECT_EQ(day({.kind = ZoneChange::Kind::month_week_day, .month = 11, .week = 1, .day = 0}, 2026), "2026-11-01");
}

}  // namespace
}  // namespace rogatory::request
