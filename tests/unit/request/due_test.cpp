// What the worked examples (worked_examples_test.cpp) do not say: words, both clocks, what is not known.
#include "request/due.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <limits>

namespace rogatory::request {
namespace {

UtcTime utc(std::string_view text) { return UtcTime::parse(text).value(); }

Limit soft_limit() {
  return {.id = "provisional_arrest",
          .ref = "16(4)",
          .text = "",
          .url = "",
          .n = 18,
          .n_by = "",
          .from = "arrested",
          .to = {"papers_received", "released"},
          .on = Side::requested,
          .effect = Effect::may_release,
          .counting = Counting::national,
          .suspends = {},
          .extends = std::nullopt};
}

Act act(std::string event, std::string_view at, Standing standing = Standing::claimed, int occurrence = 1) {
  return {.event = std::move(event),
          .occurrence = occurrence,
          .side = Side::requested,
          .at = utc(at),
          .zone = std::nullopt,
          .standing = standing,
          .proven = {},
          .entry = "fr-paris:7"};
}

class DueTest : public testing::Test {
 protected:
  [[nodiscard]] Clocks clocks() const { return {{&m_new_york, nullptr}, {&m_paris, &m_france}, {}}; }
  [[nodiscard]] std::vector<Due> evaluate(const std::vector<Limit>& limits, const std::vector<Act>& acts,
                                          std::string_view now) const {
    return evaluate_due(limits, acts, clocks(), utc(now));
  }

 private:
  Zone m_paris = Zone::load("Europe/Paris").value();
  Zone m_new_york = Zone::load("America/New_York").value();
  Calendar m_france = built_in_calendar("FR").value();
};

TEST_F(DueTest, LeavesOutWhatNothingStarted) {
  EXPECT_TRUE(evaluate({soft_limit()}, {act("consented", "2026-09-04T20:15:00Z")}, "2026-09-05T08:00:00Z").empty());
}

TEST_F(DueTest, SaysHowItCountedInSentences) {
  const std::vector<Due> due =
      evaluate({soft_limit()}, {act("arrested", "2026-09-04T20:15:00Z")}, "2026-09-05T08:00:00Z");
  ASSERT_EQ(due.size(), 1U);
  EXPECT_EQ(due[0].explanation,
            "18 days from arrested at 2026-09-04 22:15 Europe/Paris (16(4)). Earliest: the day of the event, Friday 4 "
            "September 2026, is counted; 18 days end on Monday 21 September 2026, 24:00. Latest: the day of the event, "
            "Friday "
            "4 September 2026, is not counted; 18 days end on Tuesday 22 September 2026, 24:00.");
  EXPECT_EQ(due[0].state, DueState::running);
  EXPECT_EQ(due[0].days_left, 16);
  EXPECT_EQ(due[0].warn->text(), "2026-09-21T22:00:00Z");
}

TEST_F(DueTest, ShowsTheEndOnBothWallClocks) {
  const std::vector<Due> due =
      evaluate({soft_limit()}, {act("arrested", "2026-09-04T20:15:00Z")}, "2026-09-05T08:00:00Z");
  ASSERT_EQ(due[0].shown.size(), 2U);
  EXPECT_EQ(due[0].shown[0].zone, "America/New_York");
  EXPECT_EQ(end_text(due[0].shown[0].earliest), "Monday 21 September 2026, 18:00");
  EXPECT_EQ(due[0].shown[1].zone, "Europe/Paris");
  EXPECT_EQ(end_text(due[0].shown[1].earliest), "Monday 21 September 2026, 24:00");
}

TEST_F(DueTest, PassesThroughItsStates) {
  const std::vector<Act> acts{act("arrested", "2026-09-04T20:15:00Z")};
  const auto state_at = [&](std::string_view now) { return evaluate({soft_limit()}, acts, now)[0].state; };
  EXPECT_EQ(state_at("2026-09-21T21:59:59Z"), DueState::running);
  EXPECT_EQ(state_at("2026-09-21T22:00:00Z"), DueState::earliest_passed);
  EXPECT_EQ(state_at("2026-09-22T21:59:59Z"), DueState::earliest_passed);
  EXPECT_EQ(state_at("2026-09-22T22:00:00Z"), DueState::expired);
}

TEST_F(DueTest, WarnsOfTheEndThatASuspensionHidesUntilItHasEnded) {
  Limit limit = soft_limit();
  limit.suspends = {{.from = "consent_notified", .to = "consent_revoked", .ref = "CETS 209 4(5)"}};
  std::vector<Act> acts{act("arrested", "2026-09-04T20:15:00Z"), act("consent_notified", "2026-09-06T10:00:00Z")};
  const Due open = evaluate({limit}, acts, "2026-09-16T10:00:00Z")[0];
  EXPECT_EQ(open.state, DueState::suspended);
  EXPECT_EQ(open.earliest->at.text(), "2026-09-30T22:00:00Z");
  EXPECT_EQ(open.warn->text(), "2026-09-21T22:00:00Z") << "as if nobody had consented";
  ASSERT_EQ(open.others.size(), 1U);
  EXPECT_EQ(open.others[0].why, DueOther::Why::not_suspended);
  EXPECT_EQ(text_of(open.others[0].why), "not_suspended");

  acts.push_back(act("consent_revoked", "2026-09-16T10:00:00Z"));
  const Due ended = evaluate({limit}, acts, "2026-09-17T10:00:00Z")[0];
  EXPECT_EQ(ended.state, DueState::running);
  EXPECT_TRUE(ended.others.empty());
  EXPECT_EQ(ended.warn, ended.earliest->at);
}

TEST_F(DueTest, CountsTheDaysLeftBelowZero) {
  const std::vector<Act> acts{act("arrested", "2026-09-04T20:15:00Z")};
  EXPECT_EQ(evaluate({soft_limit()}, acts, "2026-09-21T12:00:00Z")[0].days_left, 0);
  EXPECT_EQ(evaluate({soft_limit()}, acts, "2026-09-24T12:00:00Z")[0].days_left, -3);
}

TEST_F(DueTest, SaysThatTheZoneOrTheCalendarIsNotKnown) {
  const std::vector<Limit> limits{soft_limit()};
  const std::vector<Act> acts{act("arrested", "2026-09-04T20:15:00Z")};
  const std::vector<Due> due = evaluate_due(limits, acts, {}, utc("2026-09-05T08:00:00Z"));
  ASSERT_EQ(due[0].caveats.size(), 2U);
  EXPECT_EQ(due[0].caveats[0], "The zone of the requested side is not known: its days are taken as those of UTC.");
  EXPECT_TRUE(due[0].calendar.empty());
  EXPECT_TRUE(due[0].shown.empty());
}

TEST_F(DueTest, SaysWhoFixesWhatTheTextDoesNot) {
  Limit limit = soft_limit();
  limit.n = std::nullopt;
  limit.n_by = "the requested Party may fix it";
  const std::vector<Due> due = evaluate({limit}, {act("arrested", "2026-09-04T20:15:00Z")}, "2026-09-05T08:00:00Z");
  EXPECT_EQ(due[0].state, DueState::not_fixed);
  EXPECT_FALSE(due[0].earliest);
  EXPECT_FALSE(due[0].warn);
  EXPECT_EQ(
      due[0].explanation,
      "Not in the text how long: the requested Party may fix it (16(4)). It runs from arrested at 2026-09-04 22:15 "
      "Europe/Paris.");
}

TEST_F(DueTest, CountsNothingThatAnInstrumentCannotMean) {
  Limit limit = soft_limit();
  Limit more = soft_limit();
  more.id = "more";
  more.extends = limit.id;
  more.from = "delay_told";
  const std::vector<Act> acts{act("arrested", "2026-09-04T20:15:00Z"), act("delay_told", "2026-09-05T09:00:00Z")};
  for (const int n : {-18, 0, 10001, std::numeric_limits<int>::min(), std::numeric_limits<int>::max()}) {
    more.n = n;
    EXPECT_EQ(evaluate({limit, more}, acts, "2026-09-06T08:00:00Z")[0].extended_by.has_value(), n == 0) << n;
  }
  for (const int n : {10001, std::numeric_limits<int>::min()}) {
    limit.n = n;
    const Due due = evaluate({limit}, acts, "2026-09-06T08:00:00Z")[0];
    EXPECT_EQ(due.state, DueState::not_fixed);
    EXPECT_TRUE(due.explanation.starts_with("Not counted: " + std::to_string(n)));
  }
}

TEST_F(DueTest, SaysWhatIsOnlyReported) {
  const std::vector<Due> due = evaluate({soft_limit()},
                                        {act("arrested", "2026-09-04T20:15:00Z", Standing::reported),
                                         act("papers_received", "2026-09-14T09:00:00Z", Standing::reported)},
                                        "2026-09-15T08:00:00Z");
  EXPECT_TRUE(due[0].reported_only);
  EXPECT_EQ(due[0].state, DueState::met);
  ASSERT_EQ(due[0].caveats.size(), 2U);
  EXPECT_EQ(due[0].caveats[0], "Reported, not confirmed: that arrested happened is what the other side's entry tells.");
  EXPECT_EQ(due[0].caveats[1], "Reported, not confirmed: that papers_received stopped it.");
}

TEST_F(DueTest, SaysThatAnotherAccountOfTheStopIsLate) {
  Act report = act("papers_received", "2026-09-25T09:00:00Z", Standing::reported);
  report.entry = "us-oia:3";
  const std::vector<Due> due = evaluate(
      {soft_limit()}, {act("arrested", "2026-09-04T20:15:00Z"), report, act("papers_received", "2026-09-14T09:00:00Z")},
      "2026-09-26T08:00:00Z");
  EXPECT_EQ(due[0].stop->timeliness, Timeliness::in_time);
  EXPECT_EQ(due[0].caveats.back(),
            "Entry us-oia:3 tells that papers_received was at 2026-09-25 11:00 Europe/Paris: by that it was late.");
}

TEST_F(DueTest, AnActAtTheVerySecondOfTheEndIsLate) {
  const auto timeliness = [&](std::string_view stop) {
    return evaluate({soft_limit()}, {act("arrested", "2026-09-04T20:15:00Z"), act("papers_received", stop)},
                    "2026-10-26T08:00:00Z")[0]
        .stop->timeliness;
  };
  EXPECT_EQ(timeliness("2026-09-21T21:59:59Z"), Timeliness::in_time);
  EXPECT_EQ(timeliness("2026-09-21T22:00:00Z"), Timeliness::open);
  EXPECT_EQ(timeliness("2026-09-22T21:59:59Z"), Timeliness::open);
  EXPECT_EQ(timeliness("2026-09-22T22:00:00Z"), Timeliness::late);
}

TEST_F(DueTest, DoesNotCountAnExtensionAfterTheEndNorOfAnotherKind) {
  Limit more = soft_limit();
  more.id = "more";
  more.ref = "17(4)";
  more.from = "delay_told";
  more.extends = "provisional_arrest";
  const std::vector<Act> acts{act("arrested", "2026-09-04T20:15:00Z"), act("delay_told", "2026-09-23T09:00:00Z")};
  const std::vector<Due> late = evaluate({soft_limit(), more}, acts, "2026-09-24T08:00:00Z");
  ASSERT_EQ(late.size(), 1U);
  EXPECT_FALSE(late[0].extended_by);
  EXPECT_EQ(late[0].caveats.back(),
            "The extension through delay_told at 2026-09-23 11:00 Europe/Paris (17(4)) came after the end and is not "
            "counted.");
  more.unit = Unit::hour;
  const std::vector<Due> hours = evaluate({soft_limit(), more}, acts, "2026-09-24T08:00:00Z");
  EXPECT_FALSE(hours[0].extended_by);
  EXPECT_EQ(hours[0].caveats[0], "The extension of 17(4) is not counted: 18 hours cannot be added to 18 days.");
}

TEST_F(DueTest, GivesTheSameInWhateverOrderTheActsCome) {
  std::vector<Act> acts{act("arrested", "2026-09-04T20:15:00Z"), act("released", "2026-09-10T09:00:00Z"),
                        act("arrested", "2026-09-20T09:00:00Z", Standing::claimed, 2),
                        act("papers_received", "2026-09-25T09:00:00Z")};
  const auto key = [](const Act& one) { return std::pair(one.event, one.at); };
  std::ranges::sort(acts, {}, key);
  std::vector<std::string> explanations;
  do {
    const std::vector<Due> due = evaluate({soft_limit()}, acts, "2026-09-30T08:00:00Z");
    ASSERT_EQ(due.size(), 2U);
    EXPECT_EQ(due[0].stop->by.event, "released");
    EXPECT_EQ(due[1].stop->by.event, "papers_received");
    explanations.push_back(due[0].explanation + due[1].explanation);
  } while (std::ranges::next_permutation(acts, {}, key).found);
  EXPECT_EQ(explanations.size(), 24U);
  EXPECT_EQ(std::ranges::count(explanations, explanations[0]), 24);
}

}  // namespace
}  // namespace rogatory::request
