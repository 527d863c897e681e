// Random histories of both sides, right and wrong: the same in every order of arrival.
#include <gtest/gtest.h>

#include "tests/unit/request/history_world.hpp"

namespace rogatory::request {
namespace {

using test::RequestWorld;
using test::told;

class Chance {
 public:
  explicit Chance(std::uint32_t seed) : m_random(seed) {}
  std::size_t below(std::size_t limit) { return m_random() % limit; }
  std::mt19937& random() { return m_random; }

 private:
  std::mt19937 m_random;
};

/// Something that one of the authorities enters, mostly what could be.
void play_one(RequestWorld& world, Chance& chance) {
  const std::string log = std::array{"fr-ca", "de-ca", "de-lg", "it-ca"}[std::min<std::size_t>(chance.below(9) / 2, 3)];
  const std::vector<Transition>& table = world.machine.transitions;
  const std::vector<const Transition*> next = transitions_from(world.machine, world.fold().reported.name);
  const Transition& one =
      next.empty() || chance.below(4) == 0 ? table[chance.below(table.size())] : *next[chance.below(next.size())];
  const Side side = log == "fr-ca" ? Side::requesting : Side::requested;
  if (chance.below(5) == 0 && !world.steps.empty()) {
    const Step& about = world.steps[chance.below(world.steps.size())];
    const StepRef entry = about.entry;
    const auto kind = std::array{StepKind::confirmed, StepKind::disputed, StepKind::corrected}[chance.below(3)];
    world.give(entry.log, log == entry.log ? "" : log);
    Step& remark = world.remark(log, kind, entry);
    remark.withdraws = chance.below(2) == 0;
    remark.instead = UtcTime{.seconds = 1'790'000'000};
  } else if (one.side == side) {
    world.made(log, one.event, one.roles.front(), 1 + static_cast<int>(chance.below(4) / 3));
  } else {
    world.reported(log, one.event, side == Side::requesting ? Role::ca_r : Role::ca_q,
                   1 + static_cast<int>(chance.below(4) / 3));
  }
  Step& step = world.steps.back();
  step.state = log == "de-lg" ? "DE" : "";
  step.by_service = chance.below(20) == 0;
  step.officer = chance.below(3) == 0 ? "judge-2" : step.officer;
  if (chance.below(3) != 0) {
    step.brings = {Need::ground, Need::reason};
  }
}

void exchange_some(RequestWorld& world, Chance& chance) {
  const std::array logs{"fr-ca", "de-ca", "de-lg", "it-ca"};
  const std::string from = logs[chance.below(4)];
  const std::string to = logs[chance.below(4)];
  if (from != to) {
    world.give(from, to);
  }
}

RequestWorld random_world(std::uint32_t seed) {
  Chance chance(seed);
  RequestWorld world;
  world.begin();
  for (int i = 0; i < 14; ++i) {
    play_one(world, chance);
    exchange_some(world, chance);
  }
  return world;
}

TEST(RequestHistories, AreToldAlikeInEveryOrderOfArrival) {
  for (std::uint32_t i = 0; i < 400; ++i) {
    SCOPED_TRACE(i);
    RequestWorld world = random_world(i);
    const std::string first = told(world.fold());
    std::mt19937 random(i);
    for (int again = 0; again < 5; ++again) {
      std::ranges::shuffle(world.steps, random);
      ASSERT_EQ(told(world.fold()), first);
    }
  }
}

TEST(RequestHistories, AreTheSameForBothOnceEachHasAllOfTheOther) {
  for (std::uint32_t i = 0; i < 200; ++i) {
    SCOPED_TRACE(i);
    const RequestWorld world = random_world(1000 + i);
    const std::string whole = told(world.fold());
    // What came first, and what came later, is forgotten: only what is held counts.
    LogSizes held;
    for (const auto& [log, size] : world.sizes) {
      for (std::uint64_t there = 0; there <= size; ++there) {
        held[log] = there;
        const RequestHistory part = world.fold(held);
        ASSERT_LE(part.acts.size(), world.steps.size());
      }
    }
    ASSERT_EQ(told(world.fold(held)), whole);
  }
}

TEST(RequestHistories, StayInStatesOfTheMachineAndApplyNoWrongSideRoleOfficerOrOrder) {
  int applied = 0;
  int validated = 0;
  for (std::uint32_t i = 0; i < 400; ++i) {
    const RequestWorld world = random_world(2000 + i);
    const RequestHistory history = world.fold();
    ASSERT_NE(find_state(world.machine, history.own.name), nullptr);
    ASSERT_NE(find_state(world.machine, history.reported.name), nullptr);
    for (const ToldStep& told : history.steps) {
      if (told.state.empty() || told.accepted || told.step.kind != StepKind::made) {
        continue;
      }
      ++applied;
      ASSERT_TRUE(std::ranges::any_of(world.machine.transitions, [&](const Transition& one) {
        return one.event == told.step.event && one.side == told.side && one.roles.front() == *told.step.role;
      })) << test::told(history);
      ASSERT_FALSE(told.step.by_service);
      ASSERT_FALSE(told.step.event == "validated" && told.step.officer == "registry-1") << test::told(history);
      validated += told.step.event == "validated" ? 1 : 0;
      ASSERT_NE(told.step.authority, "it-ca");
    }
  }
  EXPECT_GT(applied, 400);
  EXPECT_GT(validated, 10);
}

TEST(RequestHistories, AgreeToNothingThatNobodyOfTheOtherSideHadSeen) {
  for (std::uint32_t i = 0; i < 400; ++i) {
    const RequestWorld world = random_world(3000 + i);
    const RequestHistory history = world.fold();
    for (const ToldStep& told : history.steps) {
      if (told.standing != StepStanding::agreed) {
        continue;
      }
      ASSERT_TRUE(std::ranges::any_of(world.steps, [&](const Step& other) {
        return side_of(world.parties, other) && side_of(world.parties, other) != side_of(world.parties, told.step) &&
               !other.by_service;
      }));
    }
  }
}

/// Every event of the machine that both sides enter by the rules, one after the other.
TEST(RequestHistories, ByTheRulesAreAppliedWhole) {
  for (std::uint32_t i = 0; i < 200; ++i) {
    Chance chance(4000 + i);
    RequestWorld world;
    world.begin();
    std::map<std::string, int> times;
    for (RequestHistory now = world.fold(); !now.own.end; now = world.fold()) {
      const Transition& one = *now.own.next[chance.below(now.own.next.size())];
      Step& step = world.made(one.side == Side::requesting ? "fr-ca" : "de-ca", one.event, one.roles.front(),
                              ++times[one.event]);
      step.brings = one.needs;
      step.officer = one.by == By::another_officer ? "judge-2" : step.officer;
      ASSERT_TRUE(
          check_step(world.machine, world.parties, now, std::span(world.steps).first(world.steps.size() - 1), step));
      world.exchange();
    }
    for (const ToldStep& told : world.fold().steps) {
      ASSERT_TRUE(told.standing == StepStanding::claimed || told.standing == StepStanding::agreed) << told.why;
    }
  }
}

}  // namespace
}  // namespace rogatory::request
