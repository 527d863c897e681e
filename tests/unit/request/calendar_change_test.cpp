#include "request/calendar_change.hpp"

#include <gtest/gtest.h>

namespace rogatory::request {
namespace {

Calendar calendar_of(std::vector<Holiday> days) {
  return {.id = "DE",
          .title = "Germany",
          .zones = {"Europe/Berlin"},
          .weekend = {std::chrono::Saturday, std::chrono::Sunday},
          .first_year = 2026,
          .last_year = 2027,
          .sources = {{.text = "an act", .url = ""}},
          .note = "",
          .days = std::move(days)};
}

Holiday day(int year, unsigned month, unsigned day_of, std::string name = "a day",
            DayStatus status = DayStatus::computed) {
  return {.date = civil_date(year, month, day_of), .name = std::move(name), .status = status};
}

TEST(CalendarChange, IsEmptyWhereNoDateIsCountedOtherwise) {
  const Calendar before = calendar_of({day(2026, 1, 1)});
  Calendar now = before;
  now.title = "Federal Republic";
  now.note = "read again";
  now.sources.push_back({.text = "another act", .url = ""});
  EXPECT_TRUE(compare_calendars(before, now).empty());
}

TEST(CalendarChange, TellsDaysThatCameAndWentAndAreOthers) {
  const Calendar before =
      calendar_of({day(2026, 1, 1), day(2026, 5, 8, "by the moon", DayStatus::tentative), day(2026, 6, 1)});
  const Calendar now =
      calendar_of({day(2026, 1, 1), day(2026, 5, 8, "by the moon", DayStatus::proclaimed), day(2026, 6, 2)});
  const CalendarChange change = compare_calendars(before, now);
  ASSERT_EQ(change.added.size(), 1U);
  EXPECT_EQ(date_text(change.added.front().date), "2026-06-02");
  ASSERT_EQ(change.removed.size(), 1U);
  EXPECT_EQ(date_text(change.removed.front().date), "2026-06-01");
  ASSERT_EQ(change.restated.size(), 1U);
  EXPECT_EQ(change.restated.front().first.status, DayStatus::tentative);
  EXPECT_EQ(change.restated.front().second.status, DayStatus::proclaimed);
  EXPECT_TRUE(change.others.empty());
  EXPECT_FALSE(change.empty());
}

TEST(CalendarChange, TellsYearsDaysOfRestAndZones) {
  const Calendar before = calendar_of({});
  Calendar now = before;
  now.last_year = 2026;
  now.weekend = {std::chrono::Friday};
  now.zones.emplace_back("Europe/Busingen");
  EXPECT_EQ(
      compare_calendars(before, now).others,
      (std::vector<std::string>{"years 2026 to 2027, now 2026 to 2026", "days of rest Saturday, Sunday, now Friday",
                                "zones Europe/Berlin, now Europe/Berlin, Europe/Busingen"}));
}

}  // namespace
}  // namespace rogatory::request
