#include "registry/inbox_requests.hpp"

#include <gtest/gtest.h>

#include "tests/support/entries.hpp"
#include "tests/unit/ledger/custody_world.hpp"
#include "tests/unit/request/history_world.hpp"

namespace rogatory::registry {
namespace {

using request::Role;
using request::test::RequestWorld;
using Names = std::vector<std::string>;

constexpr std::int64_t k_day = 24 * 3600;
constexpr UtcTime k_now{.seconds = 1'790'100'000};

/// Tells what waits for `ourselves` of the request that the world has.
class InboxRequests : public testing::Test {
 protected:
  std::vector<InboxItem> items(const std::string& ourselves, const std::string& state = "") {
    InboxCase from;
    from.case_id = test::test_case();
    from.ourselves = ourselves;
    from.state = state;
    InboxRequest one;
    one.request.id = std::string(64, 'a');
    one.request.filed.title = "Search of N.";
    one.request.filed.requesting.id = "fr-ca";
    one.request.filed.requested.id = "de-ca";
    one.request.parties = world.parties;
    const auto rules = std::make_shared<FrozenRules>();
    rules->machine = world.machine;
    one.request.rules = rules;
    one.request.history = request::fold_request(one.request.machine(), world.parties, world.steps, world.sizes);
    one.dues = dues;
    return items_of(from, one, k_now);
  }
  /// "turn rogatory request show R-aaaaaaaaaa"
  Names waiting(const std::string& ourselves, const std::string& state = "") {
    Names names;
    for (const InboxItem& item : items(ourselves, state)) {
      names.push_back(std::string(text_of(item.kind)) + test::told(item.entries) + ": " + item.next);
    }
    return names;
  }
  request::Due due(std::int64_t in_seconds) {
    request::Due one;
    one.ref = "16(4)";
    one.on = request::Side::requested;
    one.effect = request::Effect::may_release;
    one.started_by.entry = "de-ca:0";
    one.warn = UtcTime{k_now.seconds + in_seconds};
    return one;
  }

  RequestWorld world;
  std::vector<request::Due> dues;
};

TEST_F(InboxRequests, SayWhoseTurnItIsAndTheNextCommand) {
  world.begin();
  EXPECT_EQ(waiting("fr-ca"), Names{});
  EXPECT_EQ(waiting("de-ca"), Names{"turn fr-ca:1: rogatory request show R-aaaaaaaaaa"});
  EXPECT_EQ(items("de-ca").front().text,
            "R-aaaaaaaaaa Search of N.: sent, and it is our turn: received (1(1)), refused (1(1))");
  EXPECT_EQ(items("de-ca").front().since, world.steps.back().made_at);
  EXPECT_EQ(items("de-ca").front().request, std::string(64, 'a'));
  EXPECT_EQ(waiting("de-bw-pros", "DE").size(), 1U) << "another authority of that State acts on its side";
  EXPECT_EQ(waiting("it-ca", "IT"), Names{});
}

TEST_F(InboxRequests, NameTheStepWhereThereIsOneOnly) {
  std::erase_if(world.machine.transitions, [](const request::Transition& row) { return row.event == "refused"; });
  world.begin();
  EXPECT_EQ(waiting("de-ca"), Names{"turn fr-ca:1: rogatory request advance R-aaaaaaaaaa received"});
}

TEST_F(InboxRequests, SayThatAStateRestsOnAReport) {
  world.begin();
  world.reported("fr-ca", "received", Role::ca_r);
  EXPECT_TRUE(items("de-ca").front().text.starts_with("R-aaaaaaaaaa Search of N.: received (reported), and"));
}

TEST_F(InboxRequests, HaveNothingOfOneWithoutItsRules) {
  world.begin();
  InboxRequest one;
  one.request.parties = world.parties;
  one.dues = {due(k_day)};
  InboxCase from;
  from.ourselves = "de-ca";
  EXPECT_TRUE(items_of(from, one, k_now).empty());
}

TEST_F(InboxRequests, HaveDatesOfAWeekAndThoseThatHavePassed) {
  world.begin();
  dues = {due(8 * k_day), due(7 * k_day), due(-k_day)};
  dues.push_back(due(k_day));
  dues.back().state = request::DueState::met;
  dues.push_back(due(0));
  dues.back().warn.reset();
  const Names of_paris = waiting("fr-ca");
  ASSERT_EQ(of_paris.size(), 2U);
  EXPECT_EQ(of_paris.front(), "due de-ca:0: rogatory request due R-aaaaaaaaaa");
  const std::vector<InboxItem> told = items("fr-ca");
  EXPECT_NE(told.front().text.find("16(4) (not verified) ends: "), std::string::npos) << told.front().text;
  EXPECT_NE(told.front().text.find(" UTC, the person may be released; de-ca must act"), std::string::npos);
  EXPECT_NE(told.back().text.find("16(4) (not verified) has passed: "), std::string::npos) << told.back().text;
}

TEST_F(InboxRequests, LeaveOutWhatHasPassedWhereTheRequestIsAtAnEnd) {
  world.begin();
  world.made("fr-ca", "withdrawn", Role::ca_r);
  dues = {due(k_day), due(-k_day)};
  EXPECT_EQ(waiting("de-ca"), Names{"due de-ca:0: rogatory request due R-aaaaaaaaaa"});
}

TEST_F(InboxRequests, HaveAStepThatIsNotAppliedUntilItIsAnswered) {
  world.begin();
  world.made("fr-ca", "received", Role::ca_r);  // theirs to say
  world.exchange();
  ASSERT_EQ(waiting("de-ca").size(), 2U);
  EXPECT_EQ(waiting("de-ca").back(), "answer fr-ca:2: rogatory request accept R-aaaaaaaaaa fr-ca:2");
  EXPECT_NE(items("de-ca").back().text.find("fr-ca:2 received is not applied: "), std::string::npos);
  EXPECT_EQ(waiting("fr-ca"), Names{}) << "what we entered ourselves waits for them";
  world.remark("de-ca", request::StepKind::disputed, {.log = "fr-ca", .seq = 2});
  EXPECT_EQ(waiting("de-ca").size(), 1U) << "disputed: said";
}

}  // namespace
}  // namespace rogatory::registry
