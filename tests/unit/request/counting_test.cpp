#include "request/counting.hpp"

#include <gtest/gtest.h>

#include "base/text.hpp"

namespace rogatory::request {
namespace {

Zone zone(std::string_view name) { return Zone::load(name).value(); }

/// When the wall clock of Paris shows "2026-09-04 22:15".
UtcTime paris(std::string_view text) {
  const CivilTime midnight{parse_date(text.substr(0, 10)).value()};
  const auto number = [&](std::size_t at) { return (text[at] - '0') * 10 + text[at + 1] - '0'; };
  return zone("Europe/Paris").instant(midnight + std::chrono::hours{number(11)} + std::chrono::minutes{number(14)}).at;
}

Count counted(Span span, Counting counting, std::string_view from) {
  static const Calendar calendar = built_in_calendar("FR").value();
  return count_period(span, counting, paris(from), zone("Europe/Paris"), &calendar);
}

std::string end_of(Span span, Counting counting, std::string_view from) {
  const Count count = counted(span, counting, from);
  const std::string earliest = date_text(count.earliest.date) + " " + count.earliest.hour;
  const std::string latest = date_text(count.latest.date) + " " + count.latest.hour;
  return earliest == latest ? latest : earliest + ".." + latest;
}

TEST(Counting1182, DoesNotCountTheDayOfTheEvent) {
  EXPECT_EQ(end_of({10, Unit::day}, Counting::eu1182, "2026-09-01 00:00"), "2026-09-11 24:00");
  EXPECT_EQ(end_of({10, Unit::day}, Counting::eu1182, "2026-09-01 23:59"), "2026-09-11 24:00");
}

TEST(Counting1182, RunsHoursFromTheFirstFullHour) {
  EXPECT_EQ(end_of({8, Unit::hour}, Counting::eu1182, "2026-09-01 10:20"), "2026-09-01 19:00");
  EXPECT_EQ(end_of({8, Unit::hour}, Counting::eu1182, "2026-09-01 10:00"), "2026-09-01 19:00");
  EXPECT_EQ(end_of({8, Unit::hour}, Counting::eu1182, "2026-09-01 15:30"), "2026-09-01 24:00");
}

TEST(Counting1182, NeverMovesHours) {
  EXPECT_EQ(end_of({8, Unit::hour}, Counting::eu1182, "2026-09-05 10:20"), "2026-09-05 19:00");
  EXPECT_EQ(end_of({96, Unit::hour}, Counting::eu1182, "2026-12-24 17:30"), "2026-12-28 18:00");
}

TEST(Counting1182, MovesAnEndToTheNextWorkingDay) {
  EXPECT_EQ(end_of({10, Unit::day}, Counting::eu1182, "2026-09-02 12:00"), "2026-09-14 24:00");
  EXPECT_EQ(end_of({10, Unit::day}, Counting::eu1182, "2026-07-04 12:00"), "2026-07-15 24:00");  // 14 July
}

TEST(Counting1182, HoldsTwoWorkingDays) {
  EXPECT_EQ(end_of({2, Unit::day}, Counting::eu1182, "2026-09-04 12:00"), "2026-09-08 24:00");
  EXPECT_EQ(end_of({1, Unit::day}, Counting::eu1182, "2026-09-04 12:00"), "2026-09-07 24:00");
  EXPECT_EQ(end_of({3, Unit::day}, Counting::eu1182, "2027-03-26 12:00"), "2027-03-31 24:00");  // Easter
}

TEST(Counting1182, EndsWeeksAndMonthsOnTheSameDay) {
  EXPECT_EQ(end_of({1, Unit::week}, Counting::eu1182, "2026-09-01 12:00"), "2026-09-08 24:00");
  EXPECT_EQ(end_of({1, Unit::month}, Counting::eu1182, "2028-01-31 12:00"), "2028-02-29 24:00");
  EXPECT_EQ(end_of({1, Unit::year}, Counting::eu1182, "2028-02-29 12:00"), "2029-02-28 24:00");
}

TEST(Counting1182, CountsWorkingDaysOnly) {
  EXPECT_EQ(end_of({5, Unit::working_day}, Counting::eu1182, "2026-05-06 12:00"), "2026-05-15 24:00");
}

TEST(Counting1182, DoesNotMoveWhatIsCountedBackwards) {
  EXPECT_EQ(end_of({-10, Unit::day}, Counting::eu1182, "2026-09-16 12:00"), "2026-09-05 24:00");
  EXPECT_EQ(end_of({-8, Unit::hour}, Counting::eu1182, "2026-09-16 12:20"), "2026-09-16 04:00");
}

TEST(Counting1182, SaysThatAMovedEndIsOpen) {
  const Count count = counted({10, Unit::day}, Counting::eu1182, "2026-07-04 12:00");
  ASSERT_EQ(count.moved.size(), 1U);
  EXPECT_EQ(count.moved[0].name, "Fête nationale");
  EXPECT_EQ(
      count.explanation,
      "The day of the event, Saturday 4 July 2026, is not counted; 10 days end on Tuesday 14 July 2026, 24:00; not on "
      "that day (Fête nationale (computed)) but at the end of the next working day, Wednesday 15 July 2026, 24:00.");
  ASSERT_EQ(count.caveats.size(), 1U);
  EXPECT_NE(count.caveats[0].find("Art 5"), std::string::npos);
}

TEST(CountingNational, BracketsWhatTheLawOfTheSideMaySay) {
  EXPECT_EQ(end_of({18, Unit::day}, Counting::national, "2026-09-04 22:15"), "2026-09-21 24:00..2026-09-22 24:00");
  EXPECT_EQ(end_of({40, Unit::day}, Counting::national, "2026-09-04 22:15"), "2026-10-13 24:00..2026-10-14 24:00");
  EXPECT_EQ(end_of({18, Unit::day}, Counting::national, "2026-09-01 22:15"), "2026-09-18 24:00..2026-09-21 24:00");
  EXPECT_EQ(end_of({1, Unit::month}, Counting::national, "2026-01-31 10:00"), "2026-02-27 24:00..2026-03-02 24:00");
  EXPECT_EQ(end_of({24, Unit::hour}, Counting::national, "2026-09-04 22:15"), "2026-09-05 22:15..2026-09-05 23:00");
}

TEST(CountingNational, IsEarlierByTheDayOfTheEventBackwardsToo) {
  EXPECT_EQ(end_of({-10, Unit::day}, Counting::national, "2026-09-16 12:00"), "2026-09-05 24:00..2026-09-06 24:00");
}

TEST(CountingCalendar, NeverMoves) {
  EXPECT_EQ(end_of({15, Unit::day}, Counting::calendar_days, "2026-12-10 12:00"), "2026-12-25 24:00");
  EXPECT_EQ(end_of({2, Unit::month}, Counting::months, "2026-12-31 12:00"), "2027-02-28 24:00");
}

TEST(CountingHours, CountsThemAsTheyPass) {
  // The clocks of Paris are set back in the night to 25 October 2026, and forward in that to 29 March.
  EXPECT_EQ(end_of({24, Unit::hour}, Counting::hours, "2026-10-24 12:10"), "2026-10-25 11:10");
  EXPECT_EQ(end_of({8, Unit::hour}, Counting::eu1182, "2026-03-28 20:20"), "2026-03-29 06:00");
  EXPECT_EQ(end_of({1, Unit::day}, Counting::hours, "2026-03-28 12:10"), "2026-03-29 13:10");
}

TEST(Counting, SaysWhatIsNotKnown) {
  const Count none =
      count_period({10, Unit::day}, Counting::eu1182, paris("2026-07-04 12:00"), zone("Europe/Paris"), nullptr);
  EXPECT_EQ(date_text(none.latest.date), "2026-07-14");
  ASSERT_EQ(none.caveats.size(), 1U);
  EXPECT_EQ(none.caveats[0], "No calendar is at hand: public holidays were not looked at, only Saturdays and Sundays.");

  const Count later = counted({10, Unit::day}, Counting::eu1182, "2028-12-25 12:00");
  EXPECT_EQ(date_text(later.latest.date), "2029-01-04");
  ASSERT_EQ(later.caveats.size(), 1U);
  EXPECT_EQ(later.caveats[0], "The calendar FR covers 2025 to 2028: the public holidays of 2029 are not known.");
}

TEST(Counting, TakesATentativeDayBothWays) {
  const Calendar nigeria = built_in_calendar("NG").value();
  const Zone lagos = zone("Africa/Lagos");
  // Ten days from 10 March 2026 end on the 20th, when Id el Fitr is expected.
  const Count count =
      count_period({10, Unit::day}, Counting::eu1182, UtcTime::parse("2026-03-10T09:00:00Z").value(), lagos, &nigeria);
  EXPECT_EQ(date_text(count.earliest.date), "2026-03-20");
  EXPECT_EQ(date_text(count.latest.date), "2026-03-24");
  EXPECT_EQ(count.caveats.at(0), "Id el Fitr, Friday 20 March 2026, is tentative: look whether it was declared.");
}

TEST(Counting, AddsWhatASuspensionTook) {
  const Count count = count_period(std::vector<Span>{{18, Unit::day}}, Counting::national, paris("2026-09-04 22:15"),
                                   zone("Europe/Paris"), nullptr, {.earliest_days = 3, .latest_days = 5});
  EXPECT_EQ(date_text(count.earliest.date), "2026-09-24");
  EXPECT_EQ(date_text(count.latest.date), "2026-09-27");
}

TEST(Counting, CountsAnExtensionFromTheUnmovedEnd) {
  // 9 days end on Sunday 13 September; 10 more on Wednesday the 23rd, not ten after Monday.
  const Calendar france = built_in_calendar("FR").value();
  const Count count = count_period(std::vector<Span>{{9, Unit::day}, {10, Unit::day}}, Counting::eu1182,
                                   paris("2026-09-04 12:00"), zone("Europe/Paris"), &france);
  EXPECT_EQ(date_text(count.latest.date), "2026-09-23");
}

}  // namespace
}  // namespace rogatory::request
