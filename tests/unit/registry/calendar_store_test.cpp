#include "registry/calendar_store.hpp"

#include <gtest/gtest.h>

#include "tests/support/calendars.hpp"
#include "tests/support/files.hpp"
#include "tests/support/home.hpp"

namespace rogatory::registry {
namespace {

/// A file with one of the program's calendars under another id or title.
class CalendarStore : public testing::Test {
 protected:
  std::string file(const std::string& id, const std::string& title = "ours") {
    return file_of(test::calendar_called(id, title));
  }
  std::string file_of(const request::Calendar& calendar) {
    const std::string path = directory / (calendar.id + ".json");
    test::write_file(path, request::to_json(calendar).pretty());
    return path;
  }
  ErrorCode refused(const std::string& path) {
    const Result<AddedCalendar> added = add_calendar(home, path, Existing::refuse);
    EXPECT_FALSE(added);
    return added ? ErrorCode::failed : added.error().code();
  }

  test::TestHome at;
  Home home = at.open();
  test::TemporaryDirectory directory;
};

TEST_F(CalendarStore, HasThoseOfTheProgramWithoutAHome) {
  Calendars calendars;
  EXPECT_EQ(calendars.ids().value().size(), request::built_in_calendars().size());
  const HeldCalendar* const held = calendars.get("FR").value();
  EXPECT_FALSE(held->is_own);
  EXPECT_FALSE(held->is_in_place);
  EXPECT_EQ(calendars.get("FR").value(), held) << "read once";
  EXPECT_EQ(calendars.get("ZZ").error().code(), ErrorCode::not_found);
  EXPECT_EQ(calendars.own("FR").error().code(), ErrorCode::not_found);
}

TEST_F(CalendarStore, LooksForNoFileThatIsNoCalendar) {
  test::write_file(at / "home.json.json", "{}");
  Calendars calendars(home);
  for (const char* const id : {"../home.json", "", "de", "DE/..", "DE-"}) {
    EXPECT_EQ(calendars.get(id).error().code(), ErrorCode::not_found) << id;
  }
}

TEST_F(CalendarStore, KeepsTheCanonicalFormAndPutsOursFirst) {
  const AddedCalendar added = add_calendar(home, file("PT"), Existing::refuse).value();
  EXPECT_EQ(added.kept, Kept::added);
  EXPECT_FALSE(added.before.has_value());
  EXPECT_FALSE(added.is_in_place);
  EXPECT_EQ(test::read_file(at / "calendars/PT.json"), request::to_json(added.calendar).canonical());

  const AddedCalendar in_place = add_calendar(home, file("DE"), Existing::refuse).value();
  ASSERT_TRUE(in_place.before.has_value());
  EXPECT_FALSE(in_place.before->is_own);
  EXPECT_FALSE(in_place.change.empty()) << "France has other days than Germany";
  Calendars calendars(home);
  EXPECT_EQ(calendars.ids().value().size(), request::built_in_calendars().size() + 1);
  EXPECT_TRUE(calendars.get("DE").value()->is_own);
  EXPECT_TRUE(calendars.get("DE").value()->is_in_place);
  EXPECT_EQ(calendars.get("DE").value()->calendar.title, "ours");
  EXPECT_FALSE(calendars.get("PT").value()->is_in_place);
  EXPECT_FALSE(calendars.get("FR").value()->is_own);
}

TEST_F(CalendarStore, ReplacesAnOlderOneOfOursOnlyWhereItIsSaid) {
  ASSERT_TRUE(add_calendar(home, file("DE"), Existing::refuse));
  EXPECT_EQ(add_calendar(home, file("DE"), Existing::refuse)->kept, Kept::unchanged);
  EXPECT_EQ(refused(file("DE", "newer")), ErrorCode::refused);
  EXPECT_EQ(Calendars(home).own("DE")->title, "ours");
  const AddedCalendar added = add_calendar(home, file("DE", "newer"), Existing::replace).value();
  EXPECT_EQ(added.kept, Kept::replaced);
  EXPECT_TRUE(added.before->is_own);
  EXPECT_TRUE(added.change.empty()) << "a title counts no date";
  EXPECT_EQ(Calendars(home).own("DE")->title, "newer");
}

TEST_F(CalendarStore, RefusesWhatIsNoCalendarAndKeepsNothing) {
  test::write_file(directory / "x.json", "{}");
  EXPECT_EQ(refused(directory / "x.json"), ErrorCode::malformed);
  EXPECT_EQ(refused(directory / "none.json"), ErrorCode::not_found);
  request::Calendar elsewhere = request::built_in_calendar("FR").value();
  elsewhere.zones = {"Europe/Atlantis"};
  EXPECT_EQ(refused(file_of(elsewhere)), ErrorCode::malformed);
  EXPECT_FALSE(base::exists(home.fs(), at / "calendars").value());
}

TEST_F(CalendarStore, TakesTheProgramsWhereOursIsDamagedAndSaysSo) {
  ASSERT_TRUE(add_calendar(home, file("DE"), Existing::refuse));
  test::write_file(at / "calendars/DE.json", "{}");
  test::write_file(at / "calendars/SE.json", "{}");
  Calendars calendars(home);
  const HeldCalendar* const held = calendars.get("DE").value();
  EXPECT_FALSE(held->is_own);
  EXPECT_NE(held->problem.find("calendars/DE.json"), std::string::npos) << held->problem;
  EXPECT_EQ(calendars.get("SE").error().code(), ErrorCode::malformed) << "nobody else has that one";
  EXPECT_EQ(refused(file("DE")), ErrorCode::refused) << "it may be mended";
  const AddedCalendar mended = add_calendar(home, file("DE"), Existing::replace).value();
  EXPECT_NE(mended.problem, "");
  EXPECT_TRUE(Calendars(home).get("DE").value()->is_own);
}

}  // namespace
}  // namespace rogatory::registry
