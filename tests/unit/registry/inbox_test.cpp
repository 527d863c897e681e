#include "registry/inbox.hpp"

#include <gtest/gtest.h>

#include <algorithm>

#include "tests/support/entries.hpp"
#include "tests/unit/ledger/custody_world.hpp"

namespace rogatory::registry {
namespace {

using ledger::CustodyEvent;
using ledger::LogName;
using test::CustodyWorld;
using test::exhibit;
using Act = ledger::CustodyAct;
using Names = std::vector<std::string>;

constexpr const char* k_fr = "registry-2@fr-ca";
constexpr const char* k_de = "eingang-1@de-ca";
constexpr std::int64_t k_day = 24 * 3600;

/// The case as fr-ca reads it, whose newest entry has seen `covered` entries of de-ca.
InboxCase case_of(const CustodyWorld& world, std::uint64_t covered = 1000) {
  InboxCase read;
  read.case_id = test::test_case();
  read.ourselves = "fr-ca";
  read.table = world.table();
  read.covered[{"de-ca", 1}] = covered;
  for (const ledger::CustodyEntry& entry : world.entries) {
    read.entries[entry.point.entry.log].push_back({.seq = entry.point.entry.seq, .made_at = entry.point.made_at});
  }
  for (const auto& [log, entries] : read.entries) {
    ledger::LogReport report;
    report.log = log;
    report.bodies = report.opened = entries.size();
    report.first_made_at = entries.front().made_at;
    report.last_made_at = entries.back().made_at;
    read.report.logs.push_back(std::move(report));
  }
  return read;
}

/// "receive de-ca:1 de-ca:2": the kind, the exhibit and the entries.
Names waiting(const InboxCase& read, UtcTime now, std::optional<UtcTime> since = {}) {
  Names names;
  for (const InboxItem& item : inbox_of(read, now, since)) {
    names.push_back(std::string(text_of(item.kind)) + (item.exhibit ? " " + item.exhibit->text() : "") +
                    test::told(item.entries));
  }
  return names;
}
Names waiting(const CustodyWorld& world) { return waiting(case_of(world), world.now); }

void give(CustodyWorld& world, const char* officer, const ledger::Person& to, const ledger::ExhibitId& of) {
  CustodyEvent gives = world.act(Act::transferred_out, "Lt. Martin", of);
  gives.counterpart = to;
  world.put(officer, gives);
}

/// Seized by fr-ca: fr-ca:0 and fr-ca:1; and by de-ca: de-ca:0 and de-ca:1.
CustodyWorld seized() {
  CustodyWorld world;
  world.enter(k_fr, "fr-ca:1");
  world.put(k_fr, world.act(Act::seized, "Lt. Martin"));
  world.enter(k_de, "de-ca:1");
  world.put(k_de, world.act(Act::seized, "Lt. Martin", exhibit(1, "de-ca")));
  return world;
}

TEST(Inbox, IsEmptyWhereNothingWaits) { EXPECT_EQ(waiting(seized()), Names{}); }

TEST(Inbox, HasWhatWasHandedOverToUsUntilItIsReceived) {
  CustodyWorld world = seized();
  give(world, k_de, test::authority("fr-ca"), exhibit(1, "de-ca"));
  EXPECT_EQ(waiting(world), Names{"receive de-ca:1 de-ca:2"});
  const InboxItem item = inbox_of(case_of(world), world.now, {}).front();
  EXPECT_EQ(item.next, "rogatory custody receive " + test::test_case().text().substr(0, 12) + " de-ca:1");
  EXPECT_TRUE(item.text.starts_with("de-ca:1 Telephone: handed over by Lt. Martin of de-ca to fr-ca at ")) << item.text;
  EXPECT_EQ(item.since, world.entries.back().point.made_at);
  CustodyEvent sent = world.act(Act::handed_to_courier, "Lt. Martin", exhibit(1, "de-ca"));
  sent.counterpart = test::person("courier 12");
  world.put(k_de, sent);
  EXPECT_EQ(waiting(world), Names{"receive de-ca:1 de-ca:2"}) << "a courier has it, for us";
  world.put(k_fr, world.act(Act::received, "Lt. Martin", exhibit(1, "de-ca")));
  EXPECT_EQ(waiting(world), Names{});
}

TEST(Inbox, HasWhatSomebodyOfOursIsToReceive) {
  CustodyWorld world = seized();
  give(world, k_fr, test::person("store"), exhibit());
  EXPECT_EQ(waiting(world), Names{"receive fr-ca:1 fr-ca:2"});
}

TEST(Inbox, SaysAfterAWeekThatNobodyConfirms) {
  for (const bool is_courier : {false, true}) {
    CustodyWorld world = seized();
    if (is_courier) {
      CustodyEvent sent = world.act(Act::handed_to_courier, "Lt. Martin");
      sent.counterpart = test::person("courier 12");
      world.put(k_fr, sent);
    } else {
      give(world, k_fr, test::authority("de-ca"), exhibit());
    }
    const UtcTime given = world.entries.back().point.made_at;
    EXPECT_EQ(waiting(case_of(world), {given.seconds + k_unconfirmed_seconds}), Names{});
    EXPECT_EQ(waiting(case_of(world), {given.seconds + k_unconfirmed_seconds + 1}), Names{"unconfirmed fr-ca:1 fr-ca:2"});
    const InboxItem item = inbox_of(case_of(world), {given.seconds + 9 * k_day}, {}).front();
    EXPECT_TRUE(item.text.ends_with("not confirmed for 9 days")) << item.text;
    EXPECT_EQ(item.next, "rogatory ledger give " + test::test_case().text().substr(0, 12));
  }
  CustodyWorld theirs = seized();
  give(theirs, k_de, test::authority("it-ca"), exhibit(1, "de-ca"));
  EXPECT_EQ(waiting(case_of(theirs), {theirs.now.seconds + 30 * k_day}), Names{}) << "not ours to wait for";
}

TEST(Inbox, HasARefusalUntilWeDoSomethingAboutIt) {
  CustodyWorld world = seized();
  give(world, k_fr, test::authority("de-ca"), exhibit());
  CustodyEvent refuses = world.act(Act::receipt_refused, "eingang-1");
  refuses.reason = "the seal is broken";
  world.put(k_de, refuses);
  EXPECT_EQ(waiting(world), Names{"refused fr-ca:1 de-ca:2"});
  EXPECT_EQ(inbox_of(case_of(world), world.now, {}).front().text,
            "fr-ca:1 Telephone: refused by eingang-1 of de-ca: the seal is broken");
  world.put(k_fr, world.act(Act::stored, "Lt. Martin"));
  EXPECT_EQ(waiting(world), Names{});
}

TEST(Inbox, HasADiscrepancyOfWhatIsOursUntilItIsResolved) {
  CustodyWorld world = seized();
  world.put(k_de, world.act(Act::discrepancy_reported, "eingang-1"));
  world.put(k_de, world.act(Act::discrepancy_reported, "eingang-1", exhibit(1, "de-ca")));
  world.put(k_fr, world.act(Act::discrepancy_reported, "Lt. Martin"));
  EXPECT_EQ(waiting(world), Names{"discrepancy fr-ca:1 de-ca:2"}) << "neither theirs of theirs, nor what we said";
  world.put(k_fr, world.act(Act::stored, "Lt. Martin"));
  EXPECT_EQ(waiting(world), Names{"discrepancy fr-ca:1 de-ca:2"});
  world.put(k_de, world.act(Act::discrepancy_resolved, "eingang-1"));
  EXPECT_EQ(waiting(world), Names{});
}

TEST(Inbox, HasOfOthersWhatNoHeadOfOursCovers) {
  const CustodyWorld world = seized();
  EXPECT_EQ(waiting(case_of(world, 1), world.now), Names{"news de-ca:1"});
  EXPECT_EQ(waiting(case_of(world, 0), world.now), (Names{"news de-ca:0 de-ca:1"}));
  EXPECT_EQ(inbox_of(case_of(world, 0), world.now, {}).front().text, "2 new entries of de-ca: de-ca:0 to de-ca:1");
  EXPECT_EQ(waiting(case_of(world, 2), world.now), Names{});
  InboxCase titled = case_of(world, 0);
  titled.title = "Operation Hesperus";
  EXPECT_EQ(inbox_of(titled, world.now, {}).front().title, "Operation Hesperus");
  // Or all since then, seen or not.
  const UtcTime last = world.entries.back().point.made_at;
  EXPECT_EQ(waiting(case_of(world, 2), world.now, last), Names{"news de-ca:1"});
  EXPECT_EQ(waiting(case_of(world, 0), world.now, UtcTime{last.seconds + 1}), Names{});
}

TEST(Inbox, HasWhatVerificationFinds) {
  const CustodyWorld world = seized();
  InboxCase read = case_of(world);
  std::vector<ledger::Finding>& findings =
      std::ranges::find(read.report.logs, LogName{"de-ca", 1}, &ledger::LogReport::log)->findings;
  const auto check = [](std::string_view name) {
    return &*std::ranges::find(ledger::all_checks(), name, &ledger::Check::name);
  };
  findings.push_back({.check = check("entry.disputed"), .detail = "entry 1: the officer was revoked"});
  EXPECT_EQ(waiting(read, world.now), Names{"disputed de-ca:1"});
  EXPECT_EQ(inbox_of(read, world.now, {}).front().since, world.entries[3].point.made_at);
  findings.insert(findings.begin(), {.check = check("entry.signature"), .detail = "entry 0: not these bytes"});
  findings.insert(findings.begin() + 1, {.check = check("checkpoint.root"), .detail = "another root"});
  EXPECT_EQ(waiting(read, world.now), (Names{"unverified de-ca:0", "disputed de-ca:1"})) << "the first is enough";
  findings = {{.check = check("log.fork"), .detail = "two histories"}};
  EXPECT_EQ(waiting(read, world.now), Names{"fork"});
}

TEST(Inbox, NamesACaseThatNoKeyOpens) {
  const CustodyWorld world = seized();
  InboxCase read = case_of(world);
  read.report.logs.front().opened = 0;
  EXPECT_EQ(waiting(read, world.now), Names{}) << "what is in a compartment of others is theirs";
  for (ledger::LogReport& log : read.report.logs) {
    log.opened = 0;
  }
  ASSERT_EQ(waiting(read, world.now), Names{"locked"});
  EXPECT_EQ(inbox_of(read, world.now, {}).front().next, "rogatory case take FILE");
  read.is_locked = true;
  EXPECT_EQ(inbox_of(read, world.now, {}).front().next, "rogatory unlock");
  EXPECT_EQ(inbox_of(read, world.now, {}).front().since, world.entries.front().point.made_at);
}

}  // namespace
}  // namespace rogatory::registry
