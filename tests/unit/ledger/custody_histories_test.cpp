// Random histories of three to five authorities: the table does not depend on the order of arrival, a right one has no
// finding, and each kind of corruption is found wherever it is planted. ROGATORY_CUSTODY_CASES says how many (soak:
// 10,000).
#include <gtest/gtest.h>

#include <algorithm>

#include "ledger/custody_entry.hpp"
#include "tests/unit/ledger/custody_player.hpp"

namespace rogatory::ledger {
namespace {

using test::CustodyWorld;
using test::findings_of;
using test::number_of_cases;
using test::Player;
using test::told;
using Act = CustodyAct;

const ExhibitStory& story_in(const CustodyTable& table) { return table.at({.authority = "a0-ca", .number = 1}); }

/// Some heads say less than the author had, as if copies had not come yet; never less than before in that log.
void forget_some_heads(CustodyWorld& world, std::mt19937& random) {
  std::map<LogName, SeenSizes> before;
  for (CustodyEntry& entry : world.entries) {
    SeenSizes& known = before[entry.point.entry.log];
    for (auto& [log, size] : entry.point.seen) {
      std::uint64_t& at_least = known[log];
      at_least += random() % (size - at_least + 1);
      size = at_least;
    }
  }
}

TEST(CustodyHistories, AreToldAlikeInEveryOrderOfArrival) {
  for (int i = 0; i < number_of_cases(); ++i) {
    SCOPED_TRACE("case " + std::to_string(i));
    Player player(static_cast<std::uint32_t>(i), 3 + i % 3);
    player.play(12);
    std::vector<CustodyEntry>& entries = player.world.entries;
    // Wrong ones too: times, heads and authors as they come.
    forget_some_heads(player.world, player.random());
    for (CustodyEntry& entry : entries) {
      entry.point.made_at.seconds += static_cast<std::int64_t>(player.below(7200));
    }
    const std::string first = told(player.world.table());
    for (int again = 0; again < 5; ++again) {
      std::ranges::shuffle(entries, player.random());
      ASSERT_EQ(told(player.world.table()), first);
    }
  }
}

TEST(CustodyHistories, OfAFewEntriesAreToldAlikeInAllOrders) {
  Player player(7, 3);
  std::vector<CustodyEntry>& entries = player.world.entries;
  player.enter(player.act(Act::stored));
  player.world.put(player.other_authority(), player.act(Act::received));
  forget_some_heads(player.world, player.random());
  const std::string first = told(player.world.table());
  std::ranges::sort(entries, {}, [](const CustodyEntry& entry) { return entry.point.entry; });
  const auto by_entry = [](const CustodyEntry& entry) { return entry.point.entry; };
  int orders = 0;
  do {
    ASSERT_EQ(told(player.world.table()), first);
    ++orders;
  } while (std::ranges::next_permutation(entries, {}, by_entry).found);
  EXPECT_EQ(orders, 5040);
}

TEST(CustodyHistories, OfOneExhibitAreToldByItsOwnEntriesAlone) {
  for (int i = 0; i < number_of_cases(); ++i) {
    Player player(static_cast<std::uint32_t>(3000 + i), 3 + i % 3);
    player.play(20);
    forget_some_heads(player.world, player.random());
    // Some of it happened to another one: both stories are full of faults, and the order of all entries decides.
    for (CustodyEntry& entry : player.world.entries) {
      auto* const event = std::get_if<CustodyEvent>(&entry.event);
      if (event != nullptr && player.below(2) == 0) {
        event->exhibit.number = 2;
      }
    }
    CustodyTable joined;
    for (const std::uint64_t number : {1U, 2U}) {
      const ExhibitId exhibit{.authority = "a0-ca", .number = number};
      std::vector<const CustodyEntry*> own = in_causal_order(player.world.entries);
      std::erase_if(own, [&](const CustodyEntry* entry) { return exhibit_of(*entry) != exhibit; });
      joined.merge(fold_in_order(own));
    }
    ASSERT_EQ(told(joined), told(player.world.table())) << "case " << i;
  }
}

TEST(CustodyHistories, PlayedByTheRulesHaveNoFinding) {
  for (int i = 0; i < number_of_cases(); ++i) {
    Player player(static_cast<std::uint32_t>(1000 + i), 3 + i % 3);
    player.play(30);
    const CustodyTable table = player.world.table();
    ASSERT_EQ(findings_of(story_in(table)), std::vector<std::string>()) << "case " << i << "\n" << told(table);
  }
}

/// One of the ways to spoil a history at its end, by number; the fault that it must show.
CustodyFault spoil(Player& player, std::size_t way) {
  CustodyEvent event = player.act(Act::stored);
  switch (way) {
    case 0:
      event.seal = SealSeen{.after = {}, .before = player.seal() + "x", .intact = {}};
      player.enter(event);
      return CustodyFault::seal;
    case 1:
      event.hashes = {{HashScope::media, HashAlgorithm::sha256, std::string(64, 'f')}};
      player.enter(event);
      return CustodyFault::hash;
    case 2:
      event.happened_at.at.seconds -= k_late_seconds;
      player.enter(event);
      return CustodyFault::late;
    case 3:
      player.put(Act::analysed);
      return CustodyFault::original;
    case 4:
      event.actor = test::person("nobody");
      player.enter(event);
      return CustodyFault::stranger;
    case 5:
      player.put(Act::destroyed);
      player.put(Act::hashed);
      return CustodyFault::after_end;
    case 6:
      player.world.put(player.other_authority(), player.act(Act::seized));
      return CustodyFault::overlap;
    case 7:
      player.put(Act::stolen);
      player.put(Act::found);
      return CustodyFault::gap;
    case 8:
      event = player.act(Act::transferred_out);
      event.counterpart = test::authority("a9-ca");
      player.enter(event);
      return CustodyFault::unconfirmed;
    default:
      event = player.act(Act::received);
      player.world.put(player.other_authority(), event);
      return CustodyFault::unconfirmed;
  }
}
constexpr std::size_t k_ways = 10;

TEST(CustodyHistories, ThatAreSpoiltShowItWhereverItIsAndNothingElse) {
  for (int i = 0; i < number_of_cases(); ++i) {
    Player player(static_cast<std::uint32_t>(5000 + i), 3 + i % 3);
    player.play(static_cast<int>(player.below(20)));
    const std::size_t way = static_cast<std::size_t>(i) % k_ways;
    const CustodyFault fault = spoil(player, way);
    std::ranges::shuffle(player.world.entries, player.random());
    const CustodyTable table = player.world.table();
    const std::vector<CustodyFinding>& findings = story_in(table).findings;
    ASSERT_EQ(findings.size(), 1U) << "way " << way << ", case " << i << "\n" << told(table);
    ASSERT_EQ(findings[0].fault, fault) << "way " << way << ", case " << i << "\n" << told(table);
  }
}

TEST(CustodyHistories, ThatLackTheirSecondSignatureShowIt) {
  int lacking = 0;
  for (int i = 0; i < number_of_cases(); ++i) {
    Player player(static_cast<std::uint32_t>(9000 + i), 3);
    player.play(20);
    std::vector<CustodyEntry>& entries = player.world.entries;
    std::vector<std::size_t> receipts;
    for (std::size_t at = 0; at < entries.size(); ++at) {
      const auto* event = std::get_if<CustodyEvent>(&entries[at].event);
      if (event != nullptr && event->act == Act::received) {
        receipts.push_back(at);
      }
    }
    if (receipts.empty()) {
      continue;
    }
    entries.erase(entries.begin() + static_cast<std::ptrdiff_t>(receipts[player.below(receipts.size())]));
    const CustodyTable table = player.world.table();
    ASSERT_GT(std::ranges::count(story_in(table).findings, CustodyFault::unconfirmed, &CustodyFinding::fault), 0)
        << told(table);
    ++lacking;
  }
  EXPECT_GT(lacking, number_of_cases() / 2);
}

}  // namespace
}  // namespace rogatory::ledger
