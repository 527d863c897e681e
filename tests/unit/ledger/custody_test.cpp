#include "ledger/custody.hpp"

#include <gtest/gtest.h>

#include <functional>

#include "tests/unit/ledger/custody_world.hpp"

namespace rogatory::ledger {
namespace {

using test::authority;
using test::CustodyWorld;
using test::exhibit;
using test::findings_of;
using test::person;
using test::told;
using Act = CustodyAct;
using Names = std::vector<std::string>;

constexpr const char* k_martin = "registry-2@fr-ca";  // enters for Lt. Martin and the store
constexpr const char* k_store = "store-1@fr-ca";
constexpr const char* k_bonn = "eingang-1@de-ca";

/// Seized by Lt. Martin in France and sealed: fr-ca:0 to fr-ca:2.
CustodyWorld seized() {
  CustodyWorld world;
  world.enter(k_martin, "fr-ca:1");
  CustodyEvent seizure = world.act(Act::seized, "Lt. Martin");
  seizure.place = "Nightclub";
  world.put(k_martin, seizure);
  world.put(k_martin, world.act(Act::sealed, "Lt. Martin"));
  return world;
}

EntryRef transfer(CustodyWorld& world, const char* officer, const std::string& from, Person to) {
  CustodyEvent event = world.act(Act::transferred_out, from);
  event.counterpart = std::move(to);
  return world.put(officer, event);
}

ExhibitStory story_of(const CustodyWorld& world) { return world.table().at(exhibit()); }

TEST(Custody, TellsWhoHasItWhereAndUnderWhichSeal) {
  CustodyWorld world = seized();
  transfer(world, k_martin, "Lt. Martin", person("store"));
  CustodyEvent received = world.act(Act::received, "store");
  received.seal = SealSeen{.after = {}, .before = "1", .intact = true};
  received.place = "shelf 7";
  world.put(k_store, received);
  const ExhibitStory story = story_of(world);
  Names states;
  for (const CustodyStep& step : story.steps) {
    states.push_back(told(step.after));
  }
  EXPECT_EQ(states, (Names{"held by Lt. Martin of fr-ca at Nightclub under -",
                           "held by Lt. Martin of fr-ca at Nightclub under 1", "in_transit by nobody at - under 1",
                           "held by store of fr-ca at shelf 7 under 1"}));
  EXPECT_EQ(told(story.now), states.back());
  EXPECT_EQ(story.registered->event.title, "Telephone");
  EXPECT_EQ(findings_of(story), Names{});
}

TEST(Custody, PassesBetweenAuthoritiesByTwoSignatures) {
  CustodyWorld world = seized();
  transfer(world, k_martin, "Lt. Martin", authority("de-ca"));
  CustodyEvent courier = world.act(Act::handed_to_courier, "Lt. Martin");
  courier.counterpart = person("courier 12");
  world.put(k_martin, courier);
  EXPECT_EQ(story_of(world).now.state, ExhibitState::in_transit);
  world.put(k_bonn, world.act(Act::received, "eingang-1"));
  const ExhibitStory story = story_of(world);
  EXPECT_EQ(story.now.custodian->text(), "eingang-1 of de-ca");
  EXPECT_EQ(findings_of(story), Names{});
}

TEST(Custody, GoesBackWhereReceiptIsRefused) {
  CustodyWorld world = seized();
  transfer(world, k_martin, "Lt. Martin", authority("de-ca"));
  world.put(k_bonn, world.act(Act::receipt_refused, "eingang-1"));
  world.put(k_martin, world.act(Act::stored, "Lt. Martin"));
  EXPECT_EQ(findings_of(story_of(world)), Names{});
  EXPECT_EQ(story_of(world).now.custodian->name, "Lt. Martin");
}

TEST(Custody, KnowsStoresLoansAndChangesOfPost) {
  CustodyWorld world = seized();
  CustodyEvent changed = world.act(Act::custodian_changed, "Lt. Martin");
  changed.counterpart = person("store");
  world.put(k_martin, changed);
  world.put(k_store, world.act(Act::checked_out, "Dr. Moreau"));
  world.put(k_store, world.act(Act::photographed, "somebody who stands by"));
  world.put(k_store, world.act(Act::hashed, "Dr. Moreau"));
  world.put(k_store, world.act(Act::checked_in, "store"));
  EXPECT_EQ(story_of(world).now.custodian->name, "store");
  CustodyEvent loaned = world.act(Act::loaned, "store");
  loaned.counterpart = person("Tribunal");
  world.put(k_store, loaned);
  EXPECT_EQ(story_of(world).now.state, ExhibitState::on_loan);
  world.put(k_store, world.act(Act::returned, "store"));
  world.put(k_store, world.act(Act::restituted, "store"));
  EXPECT_EQ(story_of(world).now.state, ExhibitState::released);
  EXPECT_EQ(findings_of(story_of(world)), Names{});
}

TEST(Custody, TakesInWhatComesFromSomebodyWithoutALedger) {
  CustodyWorld world;
  world.enter(k_martin, "fr-ca:1");
  CustodyEvent received = world.act(Act::received, "Lt. Martin");
  received.without_log = true;
  received.counterpart = person("Nightclub");
  received.reason = "it keeps no ledger";
  received.seal = SealSeen{.after = {}, .before = "K7", .intact = true};
  world.put(k_martin, received);
  EXPECT_EQ(told(story_of(world).now), "held by Lt. Martin of fr-ca at - under K7");
  EXPECT_EQ(findings_of(story_of(world)), Names{});
}

TEST(Custody, LeavesWorkOnACopyToWhoeverDoesIt) {
  CustodyWorld world = seized();
  world.put(k_martin, world.act(Act::working_copy_made, "Lt. Martin"));
  CustodyEvent examined = world.act(Act::examined, "Dr. Moreau");
  examined.on = WorkedOn::working_copy;
  examined.place = "laboratory";
  world.put(k_martin, examined);
  EXPECT_EQ(findings_of(story_of(world)), Names{});
  EXPECT_EQ(story_of(world).now.place, "Nightclub") << "the original stayed";
}

TEST(Custody, KeepsExhibitsApart) {
  CustodyWorld world = seized();
  world.enter(k_martin, "fr-ca:2");
  world.put(k_martin, world.act(Act::destroyed, "Lt. Martin", exhibit(2)));
  world.put(k_martin, world.act(Act::hashed, "Lt. Martin"));
  const CustodyTable table = world.table();
  EXPECT_EQ(findings_of(table.at(exhibit(1))), Names{});
  EXPECT_EQ(findings_of(table.at(exhibit(2))), Names{"gap fr-ca:4"});
  EXPECT_TRUE(fold_custody({}).empty());
}

struct Planted {
  const char* what;
  std::function<void(CustodyWorld&)> plant;
  Names found;
};

/// One fault is planted behind the seizure; it is found, and nothing else.
void expect_found(const std::vector<Planted>& faults) {
  for (const Planted& fault : faults) {
    CustodyWorld world = seized();
    fault.plant(world);
    EXPECT_EQ(findings_of(story_of(world)), fault.found) << fault.what << "\n" << told(world.table());
  }
}

TEST(Custody, FindsGapsAndOverlaps) {
  expect_found({{"lost and found again",
                 [](CustodyWorld& w) {
                   w.put(k_martin, w.act(Act::lost, "Lt. Martin"));
                   w.put(k_martin, w.act(Act::found, "Lt. Martin"));
                   w.put(k_martin, w.act(Act::hashed, "Lt. Martin"));
                 },
                 {"gap fr-ca:3 fr-ca:4"}},
                {"used after it was given back",
                 [](CustodyWorld& w) {
                   w.put(k_martin, w.act(Act::restituted, "Lt. Martin"));
                   w.put(k_martin, w.act(Act::hashed, "Lt. Martin"));
                   w.put(k_martin, w.act(Act::stored, "Lt. Martin"));
                 },
                 {"gap fr-ca:3 fr-ca:4"}},
                {"seized again by another",
                 [](CustodyWorld& w) { w.put(k_bonn, w.act(Act::seized, "KHK Weber")); },
                 {"overlap fr-ca:1 de-ca:0"}},
                {"received from somebody else while it is here",
                 [](CustodyWorld& w) {
                   CustodyEvent received = w.act(Act::received, "KHK Weber");
                   received.without_log = true;
                   received.counterpart = person("owner");
                   received.reason = "found in his car";
                   w.put(k_bonn, received);
                 },
                 {"overlap fr-ca:1 de-ca:0"}},
                {"received before it was handed over",
                 [](CustodyWorld& w) {
                   transfer(w, k_martin, "Lt. Martin", authority("de-ca"));
                   CustodyEvent received = w.act(Act::received, "eingang-1");
                   received.happened_at.at.seconds -= 3 * 3600;
                   w.put(k_bonn, received);
                 },
                 {"overlap fr-ca:3 de-ca:0"}}});
  CustodyWorld never;
  never.enter(k_martin, "fr-ca:1");
  never.put(k_martin, never.act(Act::hashed, "Lt. Martin"));
  never.put(k_martin, never.act(Act::hashed, "Lt. Martin"));
  EXPECT_EQ(findings_of(story_of(never)), Names{"gap fr-ca:1"}) << "nobody took it into custody; told once";
}

TEST(Custody, FindsHandOversWithoutTwoSignatures) {
  expect_found({{"nobody received it",
                 [](CustodyWorld& w) { transfer(w, k_martin, "Lt. Martin", authority("de-ca")); },
                 {"unconfirmed fr-ca:3"}},
                {"used by who did not sign that he received it",
                 [](CustodyWorld& w) {
                   transfer(w, k_martin, "Lt. Martin", authority("de-ca"));
                   w.put(k_bonn, w.act(Act::hashed, "eingang-1"));
                 },
                 {"unconfirmed fr-ca:3 de-ca:0"}},
                {"received without having been handed over",
                 [](CustodyWorld& w) { w.put(k_bonn, w.act(Act::received, "eingang-1")); },
                 {"unconfirmed fr-ca:1 de-ca:0"}},
                {"received by another",
                 [](CustodyWorld& w) {
                   transfer(w, k_martin, "Lt. Martin", authority("it-ca"));
                   w.put(k_bonn, w.act(Act::received, "eingang-1"));
                 },
                 {"unconfirmed fr-ca:3 de-ca:0"}},
                {"received by another person of the authority",
                 [](CustodyWorld& w) {
                   transfer(w, k_martin, "Lt. Martin", person("store"));
                   w.put(k_store, w.act(Act::received, "Dr. Moreau"));
                 },
                 {"unconfirmed fr-ca:3 fr-ca:4"}},
                {"both sides signed by one officer",
                 [](CustodyWorld& w) {
                   transfer(w, k_martin, "Lt. Martin", person("store"));
                   w.put(k_martin, w.act(Act::received, "store"));
                 },
                 {"unconfirmed fr-ca:3 fr-ca:4"}},
                {"to another authority by one signature",
                 [](CustodyWorld& w) {
                   CustodyEvent changed = w.act(Act::custodian_changed, "Lt. Martin");
                   changed.counterpart = authority("de-ca");
                   w.put(k_martin, changed);
                 },
                 {"unconfirmed fr-ca:3"}},
                {"came back from whom it was handed to without his signature",
                 [](CustodyWorld& w) {
                   transfer(w, k_martin, "Lt. Martin", person("Dr. Moreau"));
                   CustodyEvent received = w.act(Act::received, "Lt. Martin");
                   received.without_log = true;
                   received.counterpart = person("Dr. Moreau");
                   received.reason = "he keeps no ledger";
                   w.put(k_store, received);
                 },
                 {"unconfirmed fr-ca:3 fr-ca:4"}}});
}

TEST(Custody, FindsWhoWasNotInCustody) {
  expect_found({{"in the custody of another",
                 [](CustodyWorld& w) { w.put(k_martin, w.act(Act::hashed, "Dr. Moreau")); },
                 {"stranger fr-ca:1 fr-ca:3"}},
                {"of another authority",
                 [](CustodyWorld& w) { w.put(k_bonn, w.act(Act::unsealed, "Lt. Martin")); },
                 {"stranger fr-ca:1 de-ca:0"}},
                {"handed over by who does not have it",
                 [](CustodyWorld& w) { transfer(w, k_bonn, "eingang-1", authority("it-ca")); },
                 {"stranger fr-ca:1 de-ca:0"}},
                {"refused by whom it was not handed to",
                 [](CustodyWorld& w) { w.put(k_bonn, w.act(Act::receipt_refused, "eingang-1")); },
                 {"stranger fr-ca:1 de-ca:0"}},
                {"while it is on its way",
                 [](CustodyWorld& w) {
                   transfer(w, k_martin, "Lt. Martin", authority("de-ca"));
                   w.put(k_martin, w.act(Act::hashed, "Lt. Martin"));
                   w.put(k_bonn, w.act(Act::received, "eingang-1"));
                 },
                 {"stranger fr-ca:3 fr-ca:4"}}});
}

CustodyEvent with_seal(CustodyEvent event, SealSeen seal) {
  event.seal = std::move(seal);
  return event;
}

TEST(Custody, FindsSealsThatChangedWithoutAnEvent) {
  const SealSeen another{.after = {}, .before = "2", .intact = {}};
  const SealSeen replaced{.after = "2", .before = "1", .intact = true};
  expect_found(
      {{"another one was seen",
        [&](CustodyWorld& w) { w.put(k_martin, with_seal(w.act(Act::stored, "Lt. Martin"), another)); },
        {"seal fr-ca:2 fr-ca:3"}},
       {"a new one over one that nobody took off",
        [&](CustodyWorld& w) {
          w.put(k_martin, with_seal(w.act(Act::sealed, "Lt. Martin"), {.after = "2", .before = {}, .intact = {}}));
        },
        {"seal fr-ca:2 fr-ca:3"}},
       {"one that was taken off is on it",
        [&](CustodyWorld& w) {
          w.put(k_martin, w.act(Act::unsealed, "Lt. Martin"));
          w.put(k_martin, with_seal(w.act(Act::stored, "Lt. Martin"), {.after = {}, .before = "1", .intact = {}}));
        },
        {"seal fr-ca:3 fr-ca:4"}},
       {"it is broken",
        [&](CustodyWorld& w) {
          w.put(k_martin, with_seal(w.act(Act::stored, "Lt. Martin"), {.after = {}, .before = "1", .intact = false}));
        },
        {"seal fr-ca:2 fr-ca:3"}},
       {"replaced by an event",
        [&](CustodyWorld& w) {
          w.put(k_martin, with_seal(w.act(Act::stored, "Lt. Martin"), replaced));
          w.put(k_martin, w.act(Act::unsealed, "Lt. Martin"));
          w.put(k_martin, with_seal(w.act(Act::sealed, "Lt. Martin"), {.after = "3", .before = {}, .intact = {}}));
        },
        {}}});
}

CustodyEvent with_hash(CustodyEvent event, HashScope scope, HashAlgorithm algorithm, char digit) {
  event.hashes = {{scope, algorithm, std::string(algorithm == HashAlgorithm::md5 ? 32 : 64, digit)}};
  return event;
}

TEST(Custody, FindsHashesThatDiffer) {
  const auto hashed = [](CustodyWorld& w, HashScope scope, HashAlgorithm algorithm, char digit) {
    w.put(k_martin, with_hash(w.act(Act::hashed, "Lt. Martin"), scope, algorithm, digit));
  };
  using enum HashScope;
  using enum HashAlgorithm;
  expect_found({{"of the same file",
                 [&](CustodyWorld& w) {
                   hashed(w, file, sha256, 'a');
                   hashed(w, file, md5, 'b');
                   hashed(w, media, sha256, 'b');
                   hashed(w, file, sha256, 'a');
                   hashed(w, file, sha256, 'c');
                 },
                 {"hash fr-ca:3 fr-ca:7"}},
                {"of chunks, which are many",
                 [&](CustodyWorld& w) {
                   hashed(w, chunk, sha256, 'a');
                   hashed(w, chunk, sha256, 'b');
                 },
                 {}},
                {"of the medium that it was moved to",
                 [&](CustodyWorld& w) {
                   hashed(w, media, sha256, 'a');
                   w.put(k_martin, with_hash(w.act(Act::migrated_media, "Lt. Martin"), media, sha256, 'b'));
                   hashed(w, media, sha256, 'b');
                 },
                 {}}});
}

TEST(Custody, FindsWorkOnTheOriginal) {
  const auto examined = [](const CustodyWorld& w, std::optional<WorkedOn> on) {
    CustodyEvent event = w.act(Act::examined, "Lt. Martin");
    event.on = on;
    return event;
  };
  expect_found(
      {{"said", [&](CustodyWorld& w) { w.put(k_martin, examined(w, WorkedOn::original)); }, {"original fr-ca:3"}},
       {"not said", [&](CustodyWorld& w) { w.put(k_martin, examined(w, std::nullopt)); }, {"original fr-ca:3"}},
       {"on a copy that nobody made",
        [&](CustodyWorld& w) { w.put(k_martin, examined(w, WorkedOn::working_copy)); },
        {"original fr-ca:3"}}});
  CustodyWorld knife;
  knife.enter(k_martin, "fr-ca:1", ExhibitKind::physical);
  knife.put(k_martin, knife.act(Act::seized, "Lt. Martin"));
  knife.put(k_martin, examined(knife, std::nullopt));
  EXPECT_EQ(findings_of(story_of(knife)), Names{}) << "there is no copy of a knife";
}

TEST(Custody, FindsLateEntriesAndThoseAheadOfTheirTime) {
  const auto after = [](std::int64_t seconds) {
    return [seconds](CustodyWorld& w) {
      CustodyEvent event = w.act(Act::hashed, "Lt. Martin");
      event.happened_at.at.seconds += 60 - seconds;  // made_at is a minute on
      w.put(k_martin, event);
    };
  };
  expect_found({{"a day", after(k_late_seconds), {}},
                {"more", after(k_late_seconds + 1), {"late fr-ca:3"}},
                {"as far as clocks differ", after(-k_clock_tolerance), {}},
                {"further ahead", after(-k_clock_tolerance - 1), {"late fr-ca:3"}}});
}

TEST(Custody, FindsWhatCameAfterTheEnd) {
  expect_found({{"used",
                 [](CustodyWorld& w) {
                   w.put(k_martin, w.act(Act::destroyed, "Lt. Martin"));
                   w.put(k_martin, w.act(Act::certified, "Lt. Martin"));
                   w.put(k_martin, w.act(Act::hashed, "Lt. Martin"));
                 },
                 {"after_end fr-ca:3 fr-ca:5"}},
                {"erased and found",
                 [](CustodyWorld& w) {
                   w.put(k_martin, w.act(Act::erased, "Lt. Martin"));
                   w.put(k_martin, w.act(Act::found, "Lt. Martin"));
                 },
                 {"after_end fr-ca:3 fr-ca:4"}}});
}

TEST(Custody, WantsOneRegistrationByItsAuthority) {
  expect_found({{"twice", [](CustodyWorld& w) { w.enter(k_martin, "fr-ca:1"); }, {"registration fr-ca:0 fr-ca:3"}},
                {"by another", [](CustodyWorld& w) { w.enter(k_bonn, "fr-ca:1"); }, {"registration de-ca:0"}}});
  CustodyWorld world;
  world.put(k_martin, world.act(Act::seized, "Lt. Martin"));
  world.put(k_martin, world.act(Act::hashed, "Lt. Martin"));
  EXPECT_EQ(findings_of(story_of(world)), Names{"registration fr-ca:0"});
}

TEST(Custody, ShowsCorrectionsBesideWhatTheyCorrect) {
  CustodyWorld world = seized();
  const EntryRef wrong =
      world.put(k_martin, with_seal(world.act(Act::stored, "Lt. Martin"), {.after = {}, .before = "I", .intact = {}}));
  const EntryRef first = world.correct(k_martin, wrong);
  const EntryRef second = world.correct(k_bonn, wrong);
  const ExhibitStory story = story_of(world);
  EXPECT_EQ(findings_of(story), Names{"seal fr-ca:2 fr-ca:3"}) << "it is explained, not undone";
  EXPECT_EQ(told(story.findings[0].corrections), told(std::vector{first, second}));
  EXPECT_EQ(told(story.steps[2].corrections), told(std::vector{first, second}));
  EXPECT_TRUE(std::holds_alternative<CustodyCorrection>(story.steps[3].event));
  EXPECT_EQ(told(story.steps[3].after), told(story.steps[2].after));
}

TEST(Custody, FollowsWhatAuthorsHadSeenNotTheirClocks) {
  CustodyWorld world = seized();
  transfer(world, k_martin, "Lt. Martin", authority("de-ca"));
  world.now.seconds -= 3000;  // Bonn's clock is slow, and its entry is dated before the hand-over's
  CustodyEvent received = world.act(Act::received, "eingang-1");
  received.happened_at.at.seconds += 2900;
  world.put(k_bonn, received);
  EXPECT_EQ(findings_of(story_of(world)), Names{"late de-ca:0"}) << told(world.table());
  EXPECT_EQ(story_of(world).now.custodian->text(), "eingang-1 of de-ca");
}

}  // namespace
}  // namespace rogatory::ledger
