#include "registry/calendar_gap.hpp"

#include <gtest/gtest.h>

#include "tests/support/files.hpp"
#include "tests/support/home.hpp"

namespace rogatory::registry {
namespace {

using Gap = std::optional<CalendarGap>;

TEST(CalendarGap, IsNoneWhereTheCalendarIsAtHand) {
  Calendars calendars;
  EXPECT_EQ(calendar_gap(calendars, "DE-BW", "DE"), std::nullopt);
  EXPECT_EQ(calendar_gap(calendars, "FR", "FR"), std::nullopt);
}

TEST(CalendarGap, NamesThatOfTheStateWhereThereIsOne) {
  Calendars calendars;
  EXPECT_EQ(calendar_gap(calendars, "DE-SN", "DE"), Gap({.calendar = "DE-SN", .instead = "DE"}));
  EXPECT_EQ(calendar_gap(calendars, "PT-11", "PT"), Gap({.calendar = "PT-11", .instead = ""}));
  EXPECT_EQ(calendar_gap(calendars, "PT", "PT"), Gap({.calendar = "PT", .instead = ""}));
}

TEST(CalendarGap, SaysWhyOurOwnCannotBeRead) {
  const test::TestHome at;
  const Home home = at.open();
  ASSERT_TRUE(base::make_directories(home.fs(), at / "calendars"));
  test::write_file(at / "calendars/DE-SN.json", "half");
  Calendars calendars(home);
  const Gap gap = calendar_gap(calendars, "DE-SN", "DE");
  ASSERT_TRUE(gap.has_value());
  EXPECT_EQ(gap->instead, "DE");
  EXPECT_NE(gap->damage.find("calendars/DE-SN.json"), std::string::npos) << gap->damage;
}

}  // namespace
}  // namespace rogatory::registry
