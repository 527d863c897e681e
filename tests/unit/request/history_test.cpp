// What becomes of each kind of step, and where the request then is.
#include <gtest/gtest.h>

#include "tests/unit/request/history_world.hpp"

namespace rogatory::request {
namespace {

using test::RequestWorld;
using test::told_of;

StepStanding standing_of(const RequestWorld& world, const StepRef& entry) {
  return told_of(world.fold(), entry).standing;
}

TEST(RequestHistory, IsClaimedUntilTheOtherSideGoesOnFromIt) {
  RequestWorld world;
  world.begin();
  EXPECT_EQ(standing_of(world, {"fr-ca", 1}), StepStanding::claimed);
  world.made("de-ca", "received", Role::ca_q);
  EXPECT_EQ(standing_of(world, {"fr-ca", 1}), StepStanding::agreed);
  EXPECT_EQ(standing_of(world, {"de-ca", 0}), StepStanding::claimed);
  const RequestHistory history = world.fold();
  EXPECT_EQ(history.own.name, "received");
  EXPECT_EQ(history.reported.name, "received");
  EXPECT_EQ(history.acts.size(), 3U);
}

TEST(RequestHistory, TakesAConfirmationOfTheOtherSideOnlyAndNotOfAServiceOfficer) {
  RequestWorld world;
  world.begin();
  world.remark("fr-ca", StepKind::confirmed, {"fr-ca", 1});
  EXPECT_EQ(standing_of(world, {"fr-ca", 1}), StepStanding::claimed);
  world.remark("de-ca", StepKind::confirmed, {"fr-ca", 1}).by_service = true;
  EXPECT_EQ(standing_of(world, {"fr-ca", 1}), StepStanding::claimed);
  world.remark("de-ca", StepKind::confirmed, {"fr-ca", 1});
  const RequestHistory history = world.fold();
  EXPECT_EQ(told_of(history, {"fr-ca", 1}).standing, StepStanding::agreed);
  EXPECT_EQ(told_of(history, {"fr-ca", 1}).confirmed_by, (std::vector<StepRef>{{"de-ca", 1}}));
  EXPECT_EQ(told_of(history, {"fr-ca", 2}).standing, StepStanding::not_applied);
}

TEST(RequestHistory, IsNotAgreedByAHeadThatOnlyCoversIt) {
  RequestWorld world;
  world.begin();
  // Bonn has seen that it was sent, and says nothing of it.
  world.remark("de-ca", StepKind::confirmed, {"fr-ca", 0});
  EXPECT_EQ(standing_of(world, {"fr-ca", 1}), StepStanding::claimed);
}

TEST(RequestHistory, DoesNotApplyTheWrongSideRoleOrOrderOrWhatLacksSomething) {
  RequestWorld world;
  world.begin();
  const auto refused = [&](const std::string& log, const char* event, Role role) {
    const StepRef entry = world.made(log, event, role).entry;
    const RequestHistory history = world.fold();
    EXPECT_EQ(history.own.name, "sent");
    EXPECT_EQ(told_of(history, entry).standing, StepStanding::not_applied) << event;
    return told_of(history, entry).why;
  };
  EXPECT_EQ(refused("fr-ca", "received", Role::ca_r), "received (1(1)) is a step of the requested side");
  EXPECT_EQ(refused("de-ca", "received", Role::exe), "received (1(1)) is entered as CA-Q, not as EXE");
  EXPECT_EQ(refused("de-ca", "executing", Role::exe), "executing does not follow from sent");
  EXPECT_EQ(refused("de-ca", "refused", Role::ca_q), "refused (1(1)) needs ground");
  EXPECT_EQ(refused("de-ca", "exploded", Role::ca_q), "there is no step exploded in a test");
  EXPECT_EQ(refused("it-ca", "received", Role::ca_q), "it-ca acts on neither side of the request");
}

TEST(RequestHistory, TakesASecondLookFromAnotherOfficerThanWhoFiledIt) {
  RequestWorld world;
  world.begin();
  const StepRef own = world.made("fr-ca", "validated", Role::val).entry;
  EXPECT_EQ(told_of(world.fold(), own).standing, StepStanding::not_applied);
  EXPECT_EQ(told_of(world.fold(), own).why,
            "validated (1(1)) is for another officer: registry-1 of fr-ca filed the request, in fr-ca:0");
  const StepRef second = world.made("fr-ca", "validated", Role::val).entry;
  world.steps.back().officer = "judge-2";
  EXPECT_EQ(told_of(world.fold(), second).standing, StepStanding::claimed);
  // Another authority of the State may have an officer of the same id.
  world.give("fr-ca", "fr-jld");
  Step& third = world.made("fr-jld", "validated", Role::val, 2);
  third.state = "FR";
  EXPECT_EQ(told_of(world.fold(), third.entry).standing, StepStanding::claimed);
}

TEST(RequestHistory, RefusesASecondLookOfWhoFiledItAndNamesTheOfficer) {
  RequestWorld world;
  world.begin();
  const RequestHistory before = world.fold();
  const Step step = world.made("fr-ca", "validated", Role::val);
  world.steps.pop_back();
  const Result<void> refused = check_step(world.machine, world.parties, before, world.steps, step);
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().code(), ErrorCode::not_allowed);
  EXPECT_NE(refused.error().why().find("registry-1 of fr-ca filed the request"), std::string::npos);
  EXPECT_NE(refused.error().next_step().find("VAL, another officer than who filed it"), std::string::npos);
}

TEST(RequestHistory, TakesTheSecondLookOfWhoFiledItWhereTheOtherSideAcceptsIt) {
  RequestWorld world;
  world.begin();
  const StepRef entry = world.made("fr-ca", "validated", Role::val).entry;
  world.exchange();
  world.remark("de-ca", StepKind::confirmed, entry);
  EXPECT_TRUE(told_of(world.fold(), entry).accepted);
}

TEST(RequestHistory, DoesNotApplyARoleThatTheCardDoesNotGive) {
  RequestWorld world;
  world.begin();
  world.made("de-ca", "received", Role::ca_q).role_allowed = false;
  EXPECT_EQ(standing_of(world, {"de-ca", 0}), StepStanding::not_applied);
}

TEST(RequestHistory, LetsACourtOfTheSameStateActOnItsSide) {
  RequestWorld world;
  world.begin();
  world.made("de-ca", "received", Role::ca_q);
  world.give("de-ca", "de-lg");
  world.give("fr-ca", "de-lg");
  world.made("de-lg", "executing", Role::exe).state = "DE";
  EXPECT_EQ(world.fold().own.name, "executing");
}

TEST(RequestHistory, AppliesWhatWasOutOfOrderOnceTheOtherSideAcceptsIt) {
  RequestWorld world;
  world.begin();
  const StepRef entry = world.made("de-ca", "executing", Role::exe).entry;
  world.exchange();
  world.remark("fr-ca", StepKind::confirmed, entry);
  const RequestHistory history = world.fold();
  EXPECT_EQ(history.own.name, "executing");
  EXPECT_TRUE(told_of(history, entry).accepted);
  EXPECT_EQ(told_of(history, entry).standing, StepStanding::agreed);
}

TEST(RequestHistory, ShowsWhatIsDisputedAndLeavesTheClaimWhereItIs) {
  RequestWorld world;
  world.begin();
  const StepRef entry = world.made("de-ca", "received", Role::ca_q).entry;
  world.exchange();
  world.remark("fr-ca", StepKind::disputed, entry);
  EXPECT_EQ(standing_of(world, entry), StepStanding::disputed);
  EXPECT_EQ(world.fold().own.name, "received");
}

TEST(RequestHistory, MovesByAReportAloneTheReportedViewOnly) {
  RequestWorld world;
  world.begin();
  const StepRef entry = world.reported("fr-ca", "received", Role::ca_r).entry;
  const RequestHistory history = world.fold();
  EXPECT_EQ(history.own.name, "sent");
  EXPECT_EQ(history.reported.name, "received");
  EXPECT_TRUE(history.differs());
  EXPECT_EQ(told_of(history, entry).standing, StepStanding::reported);
  EXPECT_EQ(told_of(history, entry).side, Side::requested);
  EXPECT_EQ(history.acts.back().standing, Standing::reported);
}

TEST(RequestHistory, WantsARoleOfTheReportersSideForAReport) {
  RequestWorld world;
  world.begin();
  EXPECT_EQ(standing_of(world, world.reported("fr-ca", "received", Role::ca_q).entry), StepStanding::not_applied);
  EXPECT_EQ(standing_of(world, world.reported("fr-ca", "received", Role::pol).entry), StepStanding::reported);
}

TEST(RequestHistory, LivesOnReportsWhereTheOtherStateHasNoSoftware) {
  RequestWorld world;
  world.begin();
  world.reported("fr-ca", "received", Role::ca_r);
  world.reported("fr-ca", "info_requested", Role::ca_r);
  world.made("fr-ca", "supplemented", Role::iss);
  world.reported("fr-ca", "executing", Role::ca_r);
  world.reported("fr-ca", "executed", Role::ca_r);
  world.made("fr-ca", "closed", Role::ca_r);
  const RequestHistory history = world.fold();
  EXPECT_EQ(history.reported.name, "closed");
  EXPECT_EQ(history.own.name, "closed");
}

TEST(RequestHistory, TellsOneStepOfAReportAndTheOwnEntry) {
  RequestWorld world;
  world.begin();
  const StepRef report = world.reported("fr-ca", "received", Role::ca_r).entry;
  const StepRef own = world.made("de-ca", "received", Role::ca_q).entry;  // had not seen the report
  const RequestHistory history = world.fold();
  EXPECT_EQ(history.own.name, "received");
  EXPECT_EQ(told_of(history, own).same, (std::vector<StepRef>{report}));
  EXPECT_EQ(told_of(history, report).same, (std::vector<StepRef>{own}));
  EXPECT_EQ(told_of(history, own).standing, StepStanding::claimed);
  ASSERT_EQ(history.acts.size(), 4U);  // both times are shown
  EXPECT_EQ(history.acts[2].entry, own.text());
  EXPECT_EQ(history.acts[3].entry, report.text());
}

TEST(RequestHistory, TakesAnOwnEntryInThePlaceOfTheReportFromWhichTheOtherSideWentOn) {
  RequestWorld world;
  world.begin();
  world.reported("fr-ca", "received", Role::ca_r);
  world.reported("fr-ca", "info_requested", Role::ca_r);
  world.made("fr-ca", "supplemented", Role::iss);
  world.exchange();
  const StepRef received = world.made("de-ca", "received", Role::ca_q).entry;
  const StepRef asked = world.made("de-ca", "info_requested", Role::ca_q).entry;
  world.made("de-ca", "executing", Role::exe);
  const RequestHistory history = world.fold();
  EXPECT_EQ(history.own.name, "executing");
  EXPECT_EQ(told_of(history, received).standing, StepStanding::claimed);
  EXPECT_EQ(told_of(history, asked).standing, StepStanding::claimed);
  EXPECT_EQ(told_of(history, {"fr-ca", 4}).standing, StepStanding::agreed);
}

TEST(RequestHistory, AgreesToAReportThatTheOtherSideConfirms) {
  RequestWorld world;
  world.begin();
  const StepRef report = world.reported("fr-ca", "received", Role::ca_r).entry;
  world.exchange();
  world.remark("de-ca", StepKind::confirmed, report);
  const RequestHistory history = world.fold();
  EXPECT_EQ(history.own.name, "received");
  EXPECT_EQ(told_of(history, report).standing, StepStanding::agreed);
  EXPECT_EQ(history.acts.back().standing, Standing::agreed);
}

TEST(RequestHistory, GoesBackWhereTheOtherSideDeniesWhatWasReported) {
  RequestWorld world;
  world.begin();
  const StepRef report = world.reported("fr-ca", "received", Role::ca_r).entry;
  world.exchange();
  world.remark("de-ca", StepKind::disputed, report);
  const RequestHistory history = world.fold();
  EXPECT_EQ(history.reported.name, "sent");
  EXPECT_EQ(told_of(history, report).standing, StepStanding::disputed);
  EXPECT_EQ(history.acts.size(), 2U);
}

TEST(RequestHistory, TakesTheCorrectedTimeAndShowsWhoCorrected) {
  RequestWorld world;
  world.begin();
  const StepRef own = world.made("de-ca", "received", Role::ca_q).entry;
  const UtcTime right{.seconds = 1'790'000'001};
  world.remark("de-ca", StepKind::corrected, own).instead = right;
  const RequestHistory history = world.fold();
  EXPECT_EQ(told_of(history, own).at, right);
  EXPECT_EQ(told_of(history, own).corrected_by.size(), 1U);
  EXPECT_EQ(history.acts.back().at, right);
}

TEST(RequestHistory, LetsItsOwnSideWithdrawAStepOnWhichNothingRests) {
  RequestWorld world;
  world.begin();
  const StepRef own = world.made("de-ca", "received", Role::ca_q).entry;
  world.exchange();
  world.remark("fr-ca", StepKind::corrected, own).withdraws = true;  // not theirs to correct
  EXPECT_EQ(world.fold().own.name, "received");
  world.remark("de-ca", StepKind::corrected, own).withdraws = true;
  EXPECT_EQ(world.fold().own.name, "sent");
  EXPECT_EQ(standing_of(world, own), StepStanding::withdrawn);
  world.made("de-ca", "received", Role::ca_q);
  EXPECT_EQ(world.fold().own.name, "received");
  world.remark("de-ca", StepKind::corrected, {"fr-ca", 1}).withdraws = true;
  EXPECT_EQ(world.fold().own.name, "received");
}

TEST(RequestHistory, KeepsWhatRestsOnEntriesThatAreNotHeldPending) {
  RequestWorld world;
  world.begin();
  world.made("de-ca", "received", Role::ca_q);
  world.exchange();
  world.made("fr-ca", "reminded", Role::ca_r);
  const RequestHistory history = world.fold({{"fr-ca", 3}});
  EXPECT_EQ(history.own.name, "sent");
  EXPECT_EQ(told_of(history, {"fr-ca", 2}).standing, StepStanding::pending);
}

TEST(RequestHistory, LetsTheHigherPrecedenceStandOfTwoThatCannotBoth) {
  RequestWorld world;
  world.begin();
  world.made("de-ca", "received", Role::ca_q);
  world.exchange();
  const StepRef withdrawn = world.made("fr-ca", "withdrawn", Role::ca_r).entry;  // 9
  const StepRef executing = world.made("de-ca", "executing", Role::exe).entry;   // 3, and both can stand in one order
  EXPECT_EQ(world.fold().own.name, "withdrawn");
  EXPECT_EQ(standing_of(world, executing), StepStanding::claimed);
  Step& refused = world.made("de-ca", "refused", Role::ca_q);
  refused.brings = {Need::ground, Need::reason};
  const StepRef entry = refused.entry;
  EXPECT_EQ(standing_of(world, entry), StepStanding::superseded);
  EXPECT_EQ(standing_of(world, withdrawn), StepStanding::claimed);
  EXPECT_EQ(told_of(world.fold(), entry).why, "superseded by a concurrent step, withdrawn of fr-ca:2");
}

TEST(RequestHistory, LetsTheSmallerLogStandOfTwoOfOnePrecedence) {
  RequestWorld world;
  world.begin();
  world.made("de-ca", "received", Role::ca_q);
  world.give("de-ca", "de-lg");
  world.give("fr-ca", "de-lg");
  for (Transition& one : world.machine.transitions) {
    one.precedence = 0;
  }
  world.made("de-lg", "info_requested", Role::exe).state = "DE";
  world.made("de-ca", "executing", Role::exe);
  EXPECT_EQ(world.fold().own.name, "executing");
  EXPECT_EQ(standing_of(world, {"de-lg", 0}), StepStanding::superseded);
}

TEST(RequestHistory, RefusesWhereItIsMadeWithTheArticleAndTheNextSteps) {
  RequestWorld world;
  world.begin();
  RequestWorld after = world;
  const Step wrong = after.made("de-ca", "executing", Role::exe);
  const Result<void> refused = check_step(world.machine, world.parties, world.fold(), world.steps, wrong);
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().code(), ErrorCode::not_allowed);
  EXPECT_EQ(refused.error().why(), "executing does not follow from sent");
  EXPECT_NE(refused.error().next_step().find("received (1(1)) by the requested side as CA-Q"), std::string::npos);
  after = world;
  EXPECT_TRUE(
      check_step(world.machine, world.parties, world.fold(), world.steps, after.made("de-ca", "received", Role::ca_q)));
}

TEST(RequestHistory, CountsHowOftenSomethingHappened) {
  RequestWorld world;
  world.begin();
  world.made("de-ca", "received", Role::ca_q);
  world.made("de-ca", "info_requested", Role::ca_q);
  world.exchange();
  world.made("fr-ca", "supplemented", Role::iss);
  world.exchange();
  world.made("de-ca", "info_requested", Role::ca_q, 3);
  EXPECT_EQ(world.fold().own.name, "received");
  world.made("de-ca", "info_requested", Role::ca_q, 2);
  const RequestHistory history = world.fold();
  EXPECT_EQ(history.own.name, "info_requested");
  EXPECT_EQ(times_entered(history, "info_requested"), 2);
  EXPECT_EQ(times_told(history, "received"), 1);
}

}  // namespace
}  // namespace rogatory::request
