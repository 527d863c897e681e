#include "registry/request_clock.hpp"

#include <gtest/gtest.h>

#include "tests/support/calendars.hpp"
#include "tests/support/files.hpp"
#include "tests/support/home.hpp"
#include "tests/support/requests.hpp"

namespace rogatory::registry {
namespace {

using request::Side;
using Caveats = std::vector<std::string>;

/// A request of Paris to Bonn, and a home that may have calendars of its own.
class RequestClockTest : public testing::Test {
 protected:
  RequestClockTest() { EXPECT_TRUE(base::make_directories(home.fs(), at / "calendars")); }

  [[nodiscard]] std::string place(const std::string& id) const { return at / ("calendars/" + id + ".json"); }
  void keep(const request::Calendar& calendar) const {
    test::write_file(place(calendar.id), request::to_json(calendar).canonical());
  }
  void damage(const std::string& id) const { test::write_file(place(id), "{}"); }
  /// The clocks of the request as it is now; the last ones are gone.
  const RequestClocks& read() {
    calendars.emplace(home);
    return clocks.emplace(home.fs(), filed, *calendars);
  }
  static std::string calendar_of(const request::SideClock& clock) {
    return clock.calendar == nullptr ? "none" : clock.calendar->id;
  }
  static std::string zone_of(const request::SideClock& clock) {
    return clock.zone == nullptr ? "none" : clock.zone->name();
  }

  test::TestHome at;
  Home home = at.open();
  ledger::RequestFiled filed = test::surrender_request(at.clock.now());
  std::optional<Calendars> calendars;
  std::optional<RequestClocks> clocks;
};

TEST_F(RequestClockTest, HasTheZoneAndTheCalendarOfEachParty) {
  const RequestClocks& told = read();
  EXPECT_EQ(zone_of(told.clocks().requesting), "Europe/Paris");
  EXPECT_EQ(calendar_of(told.clocks().requesting), "FR");
  EXPECT_EQ(zone_of(told.clocks().requested), "Europe/Berlin");
  EXPECT_EQ(calendar_of(told.clocks().requested), "DE");
  EXPECT_EQ(zone_of(told.clocks().provider), "none") << "nobody is addressed";
  EXPECT_EQ(calendar_of(told.clocks().provider), "none");
  EXPECT_EQ(told.caveats(), Caveats{});
}

TEST_F(RequestClockTest, HasThoseOfTheProviderWhoIsAddressed) {
  filed.addressed = {.calendar = "NL", .country = "NL", .id = "nl-mail", .name = "Mail", .zone = "Europe/Amsterdam"};
  EXPECT_EQ(zone_of(read().clocks().provider), "Europe/Amsterdam");
  EXPECT_EQ(calendar_of(clocks->clocks().provider), "NL");
  EXPECT_EQ(calendar_of(clocks->clocks().requested), "DE");
  EXPECT_EQ(clocks->caveats(), Caveats{});
  filed.addressed->calendar = filed.addressed->country = "IE";
  EXPECT_EQ(read().caveats(), Caveats{"the holidays of nl-mail are not known: there is no calendar IE"});
}

TEST_F(RequestClockTest, LeavesOutAZoneThatCannotBeLoaded) {
  filed.requested.zone = "Europe/Atlantis";
  EXPECT_EQ(zone_of(read().clocks().requested), "none");
  EXPECT_EQ(calendar_of(clocks->clocks().requested), "DE") << "its holidays are known all the same";
  EXPECT_EQ(zone_of(clocks->clocks().requesting), "Europe/Paris");
  EXPECT_EQ(clocks->caveats(), Caveats{"the zone of de-ca: 'Europe/Atlantis' is not a time zone"});
}

TEST_F(RequestClockTest, SaysThatACardNamesNoZoneThoughItsCalendarHasOne) {
  filed.requested.zone = "UTC";
  EXPECT_EQ(zone_of(read().clocks().requested), "UTC");
  EXPECT_EQ(clocks->caveats(), Caveats{"the clock of de-ca is UTC by its card, though DE has Europe/Berlin: its days "
                                       "may end at another hour"});
  request::Calendar of_utc = test::calendar_called("IS");
  of_utc.zones = {"UTC"};
  keep(of_utc);
  filed.requested.calendar = filed.requested.country = "IS";
  EXPECT_EQ(read().caveats(), Caveats{}) << "there they do live by it";
}

TEST_F(RequestClockTest, TakesTheCalendarOfTheStateForAPartThatHasNone) {
  filed.requested.calendar = "DE-BY";
  EXPECT_EQ(calendar_of(read().clocks().requested), "DE");
  EXPECT_EQ(clocks->caveats(), Caveats{"there is no calendar of DE-BY; that of DE is taken"});
  filed.requested.calendar = "DE-BW";
  EXPECT_EQ(calendar_of(read().clocks().requested), "DE-BW");
  EXPECT_EQ(clocks->caveats(), Caveats{});
}

TEST_F(RequestClockTest, TakesItAlsoWhereThatOfThePartIsDamagedAndSaysWhatIsWrong) {
  damage("DE-BY");
  filed.requested.calendar = "DE-BY";
  EXPECT_EQ(calendar_of(read().clocks().requested), "DE");
  ASSERT_EQ(clocks->caveats().size(), 1U);
  const std::string& caveat = clocks->caveats().front();
  EXPECT_TRUE(caveat.starts_with("reading the calendar " + place("DE-BY") + ": ")) << caveat;
  EXPECT_TRUE(caveat.ends_with("; that of DE is taken")) << caveat;
}

TEST_F(RequestClockTest, SaysWhoseHolidaysAreNotKnown) {
  filed.requesting.calendar = filed.requesting.country = "PT";
  EXPECT_EQ(calendar_of(read().clocks().requesting), "none");
  EXPECT_EQ(zone_of(clocks->clocks().requesting), "Europe/Paris") << "its days are counted by its clock";
  EXPECT_EQ(clocks->caveats(), Caveats{"the holidays of fr-ca are not known: there is no calendar PT"});
  filed.requesting.calendar = "PT-30";
  EXPECT_EQ(read().caveats(), Caveats{"the holidays of fr-ca are not known: there is no calendar PT-30"});
  EXPECT_FALSE(clocks->is_own_calendar(Side::requesting));
}

TEST_F(RequestClockTest, TakesTheProgramsCalendarWhereOursIsDamagedAndSaysSo) {
  damage("DE");
  EXPECT_EQ(calendar_of(read().clocks().requested), "DE");
  ASSERT_EQ(clocks->caveats().size(), 1U);
  const std::string caveat = clocks->caveats().front();
  EXPECT_TRUE(caveat.starts_with("the calendar DE of the program is taken: reading the calendar " + place("DE")))
      << caveat;
  EXPECT_FALSE(clocks->is_own_calendar(Side::requested));
  // Both things are said where the part has none.
  filed.requested.calendar = "DE-BY";
  ASSERT_EQ(read().caveats().size(), 2U);
  EXPECT_EQ(clocks->caveats().front(), "there is no calendar of DE-BY; that of DE is taken");
  EXPECT_EQ(clocks->caveats().back(), caveat);
}

TEST_F(RequestClockTest, TellsForEachSideWhetherItsCalendarIsOurOwn) {
  filed.addressed = {.calendar = "IE", .country = "IE", .id = "ie-mail", .name = "Mail", .zone = "Europe/Dublin"};
  const auto own_sides = [&] {
    std::string sides;
    for (const Side side : {Side::requesting, Side::requested, Side::provider}) {
      sides += read().is_own_calendar(side) ? std::string(request::text_of(side)) + " " : "";
    }
    return sides;
  };
  EXPECT_EQ(own_sides(), "");
  keep(test::calendar_called("DE"));
  EXPECT_EQ(own_sides(), "requested ");
  EXPECT_EQ(read().clocks().requested.calendar->title, "ours");
  filed.requested.calendar = "DE-BY";
  EXPECT_EQ(own_sides(), "requested ") << "what is taken for the part is ours";
  keep(test::calendar_called("IE"));
  EXPECT_EQ(own_sides(), "requested provider ");
  keep(test::calendar_called("FR"));
  EXPECT_EQ(own_sides(), "requesting requested provider ");
  filed.addressed.reset();
  EXPECT_EQ(own_sides(), "requesting requested ");
}

TEST_F(RequestClockTest, SaysItsCaveatsSideBySide) {
  filed.addressed = {.calendar = "IE", .country = "IE", .id = "ie-mail", .name = "Mail", .zone = "Europe/Dublin"};
  filed.requesting.zone = "Nowhere";
  filed.requesting.calendar = filed.requesting.country = "PT";
  filed.requested.calendar = "DE-BY";
  EXPECT_EQ(read().caveats(), (Caveats{"the zone of fr-ca: 'Nowhere' is not a time zone",
                                       "the holidays of fr-ca are not known: there is no calendar PT",
                                       "there is no calendar of DE-BY; that of DE is taken",
                                       "the holidays of ie-mail are not known: there is no calendar IE"}));
}

}  // namespace
}  // namespace rogatory::registry
