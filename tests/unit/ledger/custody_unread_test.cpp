// Stories of which a reader holds some keys only: what he cannot read is no fault of anybody.
#include <gtest/gtest.h>

#include <algorithm>
#include <functional>

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
constexpr const char* k_store = "store-1@fr-ca";
constexpr const char* k_bonn = "eingang-1@de-ca";

/// What stands there is encrypted to a key that this reader has not.
EntryRef unread(CustodyWorld& world, const char* officer) {
  const EntryRef entry = world.put(officer, std::monostate());
  world.entries.back().is_unread = true;
  return entry;
}

/// The same world as one who holds no key of these entries sees it.
CustodyWorld without(CustodyWorld world, const std::vector<EntryRef>& entries) {
  for (CustodyEntry& entry : world.entries) {
    if (std::ranges::find(entries, entry.point.entry) != entries.end()) {
      entry.event = std::monostate();
      entry.is_unread = true;
    }
  }
  return world;
}

ExhibitStory story_of(const CustodyWorld& world) { return world.table().at(exhibit()); }

CustodyEvent transfer(const CustodyWorld& world, const std::string& from, Person to) {
  CustodyEvent event = world.act(Act::transferred_out, from);
  event.counterpart = std::move(to);
  return event;
}

TEST(CustodyUnread, ARegistrationThatWasNotReadIsNotMissing) {
  CustodyWorld world;
  unread(world, k_martin);
  world.put(k_martin, world.act(Act::stored, "Lt. Martin"));
  EXPECT_EQ(findings_of(story_of(world)), Names{});
  EXPECT_FALSE(story_of(world).registered);
  EXPECT_EQ(told(story_of(world).now), "held by Lt. Martin of fr-ca at - under -");
}

TEST(CustodyUnread, AnothersUnreadEntriesRegisterNothingOfOurs) {
  CustodyWorld world;
  unread(world, k_bonn);
  world.put(k_martin, world.act(Act::seized, "Lt. Martin"));
  EXPECT_EQ(findings_of(story_of(world)), Names{"registration fr-ca:0"});
}

TEST(CustodyUnread, APartyAddedLaterFindsNoFaultInTheStoryThatBeganBefore) {
  CustodyWorld world;
  std::vector<EntryRef> before;
  before.push_back(world.enter(k_martin, "fr-ca:1"));
  before.push_back(world.put(k_martin, world.act(Act::seized, "Lt. Martin")));
  before.push_back(world.put(k_martin, world.act(Act::sealed, "Lt. Martin")));
  before.push_back(world.put(k_martin, world.act(Act::working_copy_made, "Lt. Martin")));
  before.push_back(world.put(k_martin, transfer(world, "Lt. Martin", person("store"))));
  // Here the new party's key begins.
  CustodyEvent received = world.act(Act::received, "store");
  received.seal = SealSeen{.after = {}, .before = "1", .intact = true};
  world.put(k_store, received);
  world.put(k_store, transfer(world, "store", test::authority("de-ca")));
  world.put(k_bonn, world.act(Act::received, "Herr Weber"));
  EXPECT_EQ(findings_of(story_of(world)), Names{});
  const CustodyWorld later = without(world, before);
  EXPECT_EQ(findings_of(story_of(later)), Names{});
  EXPECT_EQ(told(story_of(later).now), told(story_of(world).now));
}

TEST(CustodyUnread, NoFaultIsFoundAcrossWhatWasNotRead) {
  // Each is a fault where everything was read, and may be none where something between was not.
  struct Silence {
    const char* what;
    std::function<void(CustodyWorld&)> then;
    const char* found;
  };
  const std::vector<Silence> silences{
      {"another acts", [](CustodyWorld& w) { w.put(k_store, w.act(Act::stored, "store")); }, "stranger"},
      {"another takes it", [](CustodyWorld& w) { w.put(k_store, w.act(Act::seized, "store")); }, "overlap"},
      {"received from nobody", [](CustodyWorld& w) { w.put(k_store, w.act(Act::received, "store")); }, "unconfirmed"},
      {"refused without a hand-over",
       [](CustodyWorld& w) {
         CustodyEvent refused = w.act(Act::receipt_refused, "store");
         refused.reason = "broken";
         w.put(k_store, refused);
       },
       "stranger"},
      {"another seal",
       [](CustodyWorld& w) {
         CustodyEvent seen = w.act(Act::photographed, "Lt. Martin");
         seen.seal = SealSeen{.after = {}, .before = "9", .intact = true};
         w.put(k_martin, seen);
       },
       "seal"},
      {"a copy that nobody recorded",
       [](CustodyWorld& w) {
         CustodyEvent worked = w.act(Act::examined, "Lt. Martin");
         worked.on = WorkedOn::working_copy;
         w.put(k_martin, worked);
       },
       "original"},
  };
  for (const Silence& silence : silences) {
    const auto seized = [] {
      CustodyWorld world;
      world.enter(k_martin, "fr-ca:1");
      world.put(k_martin, world.act(Act::seized, "Lt. Martin"));
      world.put(k_martin, world.act(Act::sealed, "Lt. Martin"));
      return world;
    };
    CustodyWorld all_read = seized();
    silence.then(all_read);
    ASSERT_EQ(findings_of(story_of(all_read)).size(), 1U) << silence.what;
    EXPECT_TRUE(findings_of(story_of(all_read)).front().starts_with(silence.found)) << silence.what;
    CustodyWorld part_read = seized();
    unread(part_read, k_martin);
    silence.then(part_read);
    EXPECT_EQ(findings_of(story_of(part_read)), Names{}) << silence.what;
  }
}

TEST(CustodyUnread, BehindAnActThatSaysWhoHasItEverythingIsJudgedAgain) {
  CustodyWorld world;
  unread(world, k_martin);
  world.put(k_martin, world.act(Act::stored, "Lt. Martin"));
  world.put(k_store, world.act(Act::stored, "store"));
  EXPECT_EQ(findings_of(story_of(world)), Names{"stranger fr-ca:1 fr-ca:2"});
}

TEST(CustodyUnread, WhatAnEntryShowsByItselfIsFoundAllTheSame) {
  CustodyWorld world;
  unread(world, k_martin);
  CustodyEvent broken = world.act(Act::photographed, "Lt. Martin");
  broken.seal = SealSeen{.after = {}, .before = "1", .intact = false};
  broken.happened_at.at.seconds -= 3 * k_late_seconds;
  world.put(k_martin, broken);
  EXPECT_EQ(findings_of(story_of(world)), (Names{"seal fr-ca:1", "late fr-ca:1"}));
}

TEST(CustodyUnread, AHandOverWaitsWhereTheReceiptMayStandInWhatWasNotRead) {
  CustodyWorld world;
  world.enter(k_martin, "fr-ca:1");
  world.put(k_martin, world.act(Act::seized, "Lt. Martin"));
  world.put(k_martin, transfer(world, "Lt. Martin", test::authority("de-ca")));
  EXPECT_EQ(findings_of(story_of(world)), Names{"unconfirmed fr-ca:2"});
  unread(world, k_bonn);
  EXPECT_EQ(findings_of(story_of(world)), Names{});
}

}  // namespace
}  // namespace rogatory::ledger
