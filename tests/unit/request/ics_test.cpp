// The calendar file, read again by libical.
#include "request/ics.hpp"

#include <gtest/gtest.h>
#include <libical/ical.h>

#include <memory>

#include "base/text.hpp"

namespace rogatory::request {
namespace {

UtcTime utc(std::string_view text) { return UtcTime::parse(text).value(); }

Due arrest_due() {
  const Zone paris = Zone::load("Europe/Paris").value();
  Due due;
  due.limit = "provisional_arrest";
  due.ref = "16(4)";
  due.text = "Jane Doe may be released";
  due.verified = Verified::text;
  due.effect = Effect::may_release;
  due.started_by = {.event = "arrested",
                    .occurrence = 1,
                    .side = Side::requested,
                    .at = utc("2026-09-04T20:15:00Z"),
                    .standing = Standing::claimed,
                    .entry = "fr-pnf:9"};
  due.earliest = end_at(utc("2026-09-21T22:00:00Z"), paris);
  due.latest = end_at(utc("2026-09-22T22:00:00Z"), paris);
  due.warn = due.earliest->at;
  due.explanation = "Jane Doe was arrested";
  due.caveats = {"Jane Doe"};
  return due;
}

std::string written(const Due& due, std::string_view now = "2026-09-10T08:00:00Z") {
  const IcsDue item{"ets24-7f3a", &due};
  return ics_text(std::span(&item, 1), utc(now));
}

struct FreeComponent {
  void operator()(icalcomponent* component) const { icalcomponent_free(component); }
};
using Component = std::unique_ptr<icalcomponent, FreeComponent>;

/// By libical; fails the test where it finds an error.
Component read_again(const std::string& text) {
  Component calendar(icalparser_parse_string(text.c_str()));
  EXPECT_TRUE(calendar);
  if (calendar) {
    EXPECT_EQ(icalcomponent_isa(calendar.get()), ICAL_VCALENDAR_COMPONENT);
    EXPECT_EQ(icalcomponent_count_errors(calendar.get()), 0);
    EXPECT_NE(icalrestriction_check(calendar.get()), 0);
  }
  return calendar;
}

std::vector<icalcomponent*> events_of(icalcomponent* calendar) {
  std::vector<icalcomponent*> events;
  for (icalcomponent* event = icalcomponent_get_first_component(calendar, ICAL_VEVENT_COMPONENT); event != nullptr;
       event = icalcomponent_get_next_component(calendar, ICAL_VEVENT_COMPONENT)) {
    events.push_back(event);
  }
  return events;
}

std::string time_text(icaltimetype time) {
  EXPECT_TRUE(icaltime_is_utc(time) != 0);
  return icaltime_as_ical_string(time);
}

std::string alarms_of(icalcomponent* event) {
  std::vector<std::string> triggers;
  for (icalcomponent* alarm = icalcomponent_get_first_component(event, ICAL_VALARM_COMPONENT); alarm != nullptr;
       alarm = icalcomponent_get_next_component(event, ICAL_VALARM_COMPONENT)) {
    icalproperty* const trigger = icalcomponent_get_first_property(alarm, ICAL_TRIGGER_PROPERTY);
    triggers.emplace_back(icaldurationtype_as_ical_string(icalproperty_get_trigger(trigger).duration));
  }
  return base::join(triggers, " ");
}

TEST(Ics, IsReadAgainByLibical) {
  const Component calendar = read_again(written(arrest_due()));
  const std::vector<icalcomponent*> events = events_of(calendar.get());
  ASSERT_EQ(events.size(), 2U);
  EXPECT_STREQ(icalcomponent_get_uid(events[0]), "ets24-7f3a.provisional_arrest.1@rogatory");
  EXPECT_STREQ(icalcomponent_get_summary(events[0]),
               "16(4): the person may be released (provisional_arrest, request ets24-7f3a)");
  EXPECT_EQ(time_text(icalcomponent_get_dtstart(events[0])), "20260921T210000Z");
  EXPECT_EQ(time_text(icalcomponent_get_dtend(events[0])), "20260921T220000Z");
  EXPECT_EQ(time_text(icalcomponent_get_dtstamp(events[0])), "20260910T080000Z");
  EXPECT_EQ(icalcomponent_get_status(events[0]), ICAL_STATUS_CONFIRMED);
  EXPECT_EQ(alarms_of(events[0]), "-P7D -P1D");
  EXPECT_STREQ(icalcomponent_get_uid(events[1]), "ets24-7f3a.provisional_arrest.1.latest@rogatory");
  EXPECT_EQ(time_text(icalcomponent_get_dtend(events[1])), "20260922T220000Z");
}

TEST(Ics, HoldsNoWordAboutAPerson) {
  const std::string text = written(arrest_due());
  EXPECT_FALSE(text.contains("Jane"));
  EXPECT_FALSE(text.contains("arrested"));
  EXPECT_FALSE(text.contains("fr-pnf"));
}

TEST(Ics, FoldsLinesAt75OctetsBetweenCharacters) {
  Due due = arrest_due();
  due.limit = std::string(90, 'a');
  due.ref = "§ 12 Abs. 3 Übergangsgesetz über die Überstellung, § 13; Ä";
  for (int i = 0; i < 75; ++i) {
    due.ref.insert(0, "x");
    const std::string text = written(due);
    std::size_t begin = 0;
    while (begin < text.size()) {
      const std::size_t end = text.find("\r\n", begin);
      ASSERT_NE(end, std::string::npos);
      const std::string_view line = std::string_view(text).substr(begin, end - begin);
      EXPECT_LE(line.size(), 75U);
      EXPECT_TRUE(base::is_utf8(line)) << line;
      EXPECT_EQ(line.find('\n'), std::string_view::npos);
      begin = end + 2;
    }
    const Component calendar = read_again(text);
    EXPECT_TRUE(std::string(icalcomponent_get_summary(events_of(calendar.get()).at(0))).starts_with(due.ref + ": "));
  }
}

TEST(Ics, LetsNoForeignTextAddALine) {
  Due due = arrest_due();
  due.ref = "16\r\nATTACH:https://example.org/";
  const std::string text = written(due);
  EXPECT_EQ(text.find("\r\nATTACH"), std::string::npos);
  EXPECT_EQ(events_of(read_again(text).get()).size(), 2U);
}

TEST(Ics, GivesTheSameUidAtEveryWriting) {
  const Component first = read_again(written(arrest_due()));
  const Component again = read_again(written(arrest_due(), "2026-09-15T08:00:00Z"));
  for (std::size_t i = 0; i < 2; ++i) {
    EXPECT_STREQ(icalcomponent_get_uid(events_of(first.get()).at(i)),
                 icalcomponent_get_uid(events_of(again.get()).at(i)));
  }
}

TEST(Ics, CancelsWhatWasMet) {
  Due due = arrest_due();
  due.state = DueState::met;
  const Component calendar = read_again(written(due));
  for (icalcomponent* const event : events_of(calendar.get())) {
    EXPECT_EQ(icalcomponent_get_status(event), ICAL_STATUS_CANCELLED);
    EXPECT_EQ(alarms_of(event), "");
  }
}

TEST(Ics, ShowsOneEventWhereThereIsOneEnd) {
  Due due = arrest_due();
  due.latest = due.earliest;
  EXPECT_EQ(events_of(read_again(written(due)).get()).size(), 1U);
}

TEST(Ics, WarnsOfTheEarliestEndByAnyAccount) {
  Due due = arrest_due();
  due.latest = due.earliest;
  due.warn = utc("2026-09-20T22:00:00Z");
  const Component calendar = read_again(written(due));
  const std::vector<icalcomponent*> events = events_of(calendar.get());
  ASSERT_EQ(events.size(), 2U);
  EXPECT_EQ(time_text(icalcomponent_get_dtend(events[0])), "20260920T220000Z");
  EXPECT_EQ(time_text(icalcomponent_get_dtend(events[1])), "20260921T220000Z");
}

TEST(Ics, SetsAlarmsByTheLengthOfThePeriod) {
  Due due = arrest_due();
  due.latest = due.earliest;
  due.started_by.at = utc("2026-09-21T14:00:00Z");
  EXPECT_EQ(alarms_of(events_of(read_again(written(due)).get()).at(0)), "-PT2H -PT30M");
  due.started_by.at = utc("2026-09-17T14:00:00Z");
  EXPECT_EQ(alarms_of(events_of(read_again(written(due)).get()).at(0)), "-P1D -PT4H");
}

TEST(Ics, SetsNoAlarmForWhatIsOver) {
  const Component calendar = read_again(written(arrest_due(), "2026-09-22T08:00:00Z"));
  EXPECT_EQ(alarms_of(events_of(calendar.get()).at(0)), "");
  EXPECT_EQ(alarms_of(events_of(calendar.get()).at(1)), "-P7D -P1D");
}

TEST(Ics, LeavesOutWhatHasNoEnd) {
  Due due = arrest_due();
  due.state = DueState::not_fixed;
  due.earliest.reset();
  due.latest.reset();
  due.warn.reset();
  EXPECT_TRUE(events_of(read_again(written(due)).get()).empty());
}

}  // namespace
}  // namespace rogatory::request
