// What the engine finds in a table of a machine.
#include "request/machine.hpp"

#include <gtest/gtest.h>

#include "request/act.hpp"

namespace rogatory::request {
namespace {

Machine small_machine() {
  return {.id = "small",
          .title = "a small machine",
          .start = "draft",
          .states = {{.name = "draft"}, {.name = "sent"}, {.name = "closed", .end = true}},
          .transitions = {{.state = "*", .event = "closed", .next = "closed", .roles = {Role::ca_r}},
                          {.state = "draft", .event = "sent", .next = "sent", .roles = {Role::iss}},
                          {.state = "sent", .event = "closed", .next = "closed", .side = Side::requested}}};
}

std::vector<std::string> states_of(const std::vector<const Transition*>& transitions) {
  std::vector<std::string> states;
  for (const Transition* const one : transitions) {
    states.push_back(one->state);
  }
  return states;
}

TEST(Machine, TakesTheTransitionsOfAStateBeforeThoseOfEveryState) {
  const Machine machine = small_machine();
  EXPECT_EQ(states_of(transitions_of(machine, "sent", "closed")), (std::vector<std::string>{"sent", "*"}));
  EXPECT_EQ(states_of(transitions_of(machine, "draft", "closed")), (std::vector<std::string>{"*"}));
}

TEST(Machine, LetsNothingFollowAnEndOrAStateItDoesNotHave) {
  const Machine machine = small_machine();
  EXPECT_TRUE(transitions_from(machine, "closed").empty());
  EXPECT_TRUE(transitions_of(machine, "nowhere", "closed").empty());
}

TEST(Machine, NamesTheNextStepsInTheOrderOfTheTable) {
  const Machine machine = small_machine();
  EXPECT_EQ(states_of(transitions_from(machine, "sent")), (std::vector<std::string>{"*", "sent"}));
}

TEST(RequestWords, AreReadBackAsTheyAreWritten) {
  for (const std::string_view text : {"ISS", "VAL", "CA-R", "DIP", "CA-Q", "EXE", "CRT", "MIN", "POL", "PRV", "DEF"}) {
    EXPECT_EQ(text_of(parse_role(text).value()), text);
  }
  for (const std::string_view text : {"requesting", "requested", "provider"}) {
    EXPECT_EQ(text_of(parse_side(text).value()), text);
  }
  for (const std::string_view text : {"reason", "ground", "document", "date", "conditions", "consultation"}) {
    EXPECT_EQ(text_of(parse_need(text).value()), text);
  }
  for (const std::string_view text : {"text", "secondary", "unverified"}) {
    EXPECT_EQ(text_of(parse_verified(text).value()), text);
  }
  EXPECT_EQ(text_of(Standing::reported), "reported");
}

TEST(RequestWords, OfAnotherSpellingAreMalformedAndTheirListIsSaid) {
  const Result<Role> role = parse_role("ca-r");
  ASSERT_FALSE(role);
  EXPECT_EQ(role.error().code(), ErrorCode::malformed);
  EXPECT_NE(role.error().next_step().find("CA-R"), std::string::npos);
}

}  // namespace
}  // namespace rogatory::request
