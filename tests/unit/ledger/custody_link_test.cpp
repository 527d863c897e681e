// The fold of a case into which an exhibit was linked from another one, and of that other one.
#include <gtest/gtest.h>

#include "tests/support/entries.hpp"
#include "tests/unit/ledger/custody_world.hpp"

namespace rogatory::ledger {
namespace {

using test::CustodyWorld;
using test::exhibit;
using test::findings_of;
using test::person;
using test::told;
using Act = CustodyAct;
using Names = std::vector<std::string>;

constexpr const char* k_martin = "registry-2@fr-ca";
constexpr const char* k_bonn = "eingang-1@de-ca";

ScopedHash media(char digit) { return {HashScope::media, HashAlgorithm::sha256, std::string(64, digit)}; }

LinkedCustody held() {
  return {.custodian = person("Lt. Martin"),
          .hashes = {media('a')},
          .loan = false,
          .place = "store 2",
          .seal = "4471",
          .working_copy = false};
}

EntryRef link(CustodyWorld& world, const char* officer, const LinkedCustody& custody) {
  return world.put(
      officer,
      ExhibitLinked{
          .exhibit = exhibit(),
          .other = LinkedFrom{.case_id = test::test_case(), .entry = {}, .exhibit = exhibit(3), .custody = custody}});
}

/// Registered and linked: fr-ca:0 and fr-ca:1.
CustodyWorld linked(const LinkedCustody& custody = held()) {
  CustodyWorld world;
  world.enter(k_martin, "fr-ca:1");
  link(world, k_martin, custody);
  return world;
}

ExhibitStory story_of(const CustodyWorld& world) { return world.table().at(exhibit()); }

CustodyEvent with_hash(CustodyEvent event, const ScopedHash& hash) {
  event.hashes = {hash};
  return event;
}

TEST(CustodyLink, BeginsCustodyAsItStoodInTheOtherCase) {
  CustodyWorld world = linked();
  EXPECT_EQ(told(story_of(world).now), "held by Lt. Martin of fr-ca at store 2 under 4471");
  EXPECT_EQ(story_of(world).hashes, std::vector{media('a')});
  CustodyEvent gives = world.act(Act::transferred_out, "Lt. Martin");
  gives.counterpart = test::authority("de-ca");
  world.put(k_martin, gives);
  CustodyEvent received = world.act(Act::received, "eingang-1");
  received.seal = SealSeen{.after = {}, .before = "4471", .intact = true};
  world.put(k_bonn, received);
  world.put(k_bonn, with_hash(world.act(Act::verified, "eingang-1"), media('a')));
  EXPECT_EQ(findings_of(story_of(world)), Names{}) << told(world.table());
  EXPECT_EQ(story_of(world).now.custodian->text(), "eingang-1 of de-ca");
}

TEST(CustodyLink, GoesOnComparingHashesAndSeals) {
  CustodyWorld world = linked();
  CustodyEvent stored = world.act(Act::stored, "Lt. Martin");
  stored.seal = SealSeen{.after = {}, .before = "4417", .intact = {}};
  world.put(k_martin, stored);
  world.put(k_martin, with_hash(world.act(Act::hashed, "Lt. Martin"), media('b')));
  world.put("expert-1@fr-ca", world.act(Act::sampled, "Dr. Moreau"));
  EXPECT_EQ(findings_of(story_of(world)),
            (Names{"seal fr-ca:1 fr-ca:2", "hash fr-ca:1 fr-ca:3", "stranger fr-ca:1 fr-ca:4"}));
}

TEST(CustodyLink, KnowsOfTheWorkingCopyThatWasMadeThere) {
  for (const bool has_copy : {false, true}) {
    LinkedCustody custody = held();
    custody.working_copy = has_copy;
    CustodyWorld world = linked(custody);
    CustodyEvent examined = world.act(Act::examined, "Dr. Moreau");
    examined.on = WorkedOn::working_copy;
    world.put("expert-1@fr-ca", examined);
    EXPECT_EQ(findings_of(story_of(world)), has_copy ? Names{} : Names{"original fr-ca:2"});
    EXPECT_EQ(story_of(world).has_working_copy, has_copy);
  }
}

TEST(CustodyLink, KeepsALoanThatComesBackToWhoLinkedIt) {
  LinkedCustody lent = held();
  lent.custodian = person("Institute");
  lent.loan = true;
  CustodyWorld world = linked(lent);
  EXPECT_EQ(told(story_of(world).now), "on_loan by Institute at store 2 under 4471");
  EXPECT_EQ(story_of(world).lender->authority, "fr-ca");
  world.put(k_martin, world.act(Act::returned, "Lt. Martin"));
  EXPECT_EQ(findings_of(story_of(world)), Names{});
  EXPECT_EQ(story_of(world).now.custodian->text(), "Lt. Martin of fr-ca");
}

TEST(CustodyLink, WithoutANameItIsWhoeverHasItThere) {
  CustodyWorld world = linked({});
  EXPECT_EQ(told(story_of(world).now), "held by fr-ca at - under -");
  world.put(k_martin, world.act(Act::stored, "Lt. Martin"));
  EXPECT_EQ(findings_of(story_of(world)), Names{});
}

TEST(CustodyLink, IsOfTheExhibitsOwnAuthorityAndOnce) {
  CustodyWorld world = linked();
  link(world, k_martin, {});
  link(world, k_bonn, {});
  EXPECT_EQ(findings_of(story_of(world)), (Names{"registration fr-ca:1 fr-ca:2", "registration de-ca:0"}));
  EXPECT_EQ(told(story_of(world).now), "held by Lt. Martin of fr-ca at store 2 under 4471") << "neither counts";
}

TEST(CustodyLink, DoesNotTakeWhatSomebodyHasOrWhatIsGone) {
  CustodyWorld world;
  world.enter(k_martin, "fr-ca:1");
  world.put(k_martin, world.act(Act::seized, "Lt. Roux"));
  link(world, k_martin, held());
  EXPECT_EQ(findings_of(story_of(world)), Names{"overlap fr-ca:1 fr-ca:2"});
  CustodyWorld gone;
  gone.enter(k_martin, "fr-ca:1");
  gone.put(k_martin, gone.act(Act::seized, "Lt. Martin"));
  gone.put(k_martin, gone.act(Act::destroyed, "Lt. Martin"));
  link(gone, k_martin, held());
  EXPECT_EQ(findings_of(story_of(gone)), Names{"after_end fr-ca:2 fr-ca:3"});
  EXPECT_EQ(told(story_of(gone).now), "gone by nobody at - under -");
}

TEST(CustodyLink, IntoAnotherCaseIsAStepThatChangesNothing) {
  CustodyWorld world;
  world.enter(k_martin, "fr-ca:1");
  world.put(k_martin, world.act(Act::seized, "Lt. Martin"));
  const ExhibitStory before = story_of(world);
  const EntryRef into = world.put(
      k_martin,
      ExhibitLinked{.exhibit = exhibit(), .other = LinkedInto{.case_id = test::test_case(), .exhibit = exhibit(3)}});
  const EntryRef correction = world.correct(k_martin, into);
  const ExhibitStory after = story_of(world);
  EXPECT_EQ(after.now, before.now);
  EXPECT_EQ(findings_of(after), Names{});
  ASSERT_EQ(after.steps.size(), 3U);
  EXPECT_TRUE(std::holds_alternative<ExhibitLinked>(after.steps[1].event));
  EXPECT_EQ(told(after.steps[1].corrections), told(std::vector{correction}));
}

}  // namespace
}  // namespace rogatory::ledger
