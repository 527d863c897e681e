#include "ledger/causal_order.hpp"

#include <gtest/gtest.h>

#include <algorithm>

#include "tests/support/cards.hpp"

namespace rogatory::ledger {
namespace {

CausalPoint point(const char* entry, const char* clock, SeenSizes seen = {}) {
  return {.entry = *EntryRef::parse(entry),
          .made_at = test::at("2026-11-24T" + std::string(clock) + ":00Z"),
          .seen = std::move(seen)};
}

std::vector<std::string> names_in_order(const std::vector<CausalPoint>& points) {
  std::vector<std::string> names;
  for (const std::size_t i : causal_order(points)) {
    names.push_back(points[i].entry.text());
  }
  return names;
}

using Names = std::vector<std::string>;

TEST(CausalOrder, IsThatOfTimeWhereNobodySawAnything) {
  EXPECT_EQ(names_in_order({point("fr-ca:0", "09:00"), point("fr-ca:1", "11:00"), point("de-ca:0", "10:00")}),
            (Names{"fr-ca:0", "de-ca:0", "fr-ca:1"}));
  EXPECT_EQ(names_in_order({point("fr-ca:0", "09:00"), point("de-ca:0", "09:00")}), (Names{"de-ca:0", "fr-ca:0"}))
      << "by the log's name at one time";
  EXPECT_EQ(names_in_order({}), Names{});
}

TEST(CausalOrder, PutsWhatWasSeenBeforeWhoSawItWhateverTheClocksSay) {
  EXPECT_EQ(names_in_order({point("de-ca:0", "08:00", {{{"fr-ca", 1}, 2}}), point("fr-ca:0", "09:00"),
                            point("fr-ca:1", "10:00"), point("fr-ca:2", "10:30")}),
            (Names{"fr-ca:0", "fr-ca:1", "de-ca:0", "fr-ca:2"}));
}

TEST(CausalOrder, KeepsALogInItsOwnOrder) {
  EXPECT_EQ(names_in_order({point("fr-ca:1", "08:00"), point("fr-ca:0", "09:00")}), (Names{"fr-ca:0", "fr-ca:1"}));
}

TEST(CausalOrder, DoesNotWaitForWhatIsNotThere) {
  EXPECT_EQ(
      names_in_order({point("de-ca:3", "08:00", {{{"fr-ca", 1}, 9}, {{"it-ca", 1}, 1}}), point("fr-ca:5", "07:00")}),
      (Names{"fr-ca:5", "de-ca:3"}));
}

TEST(CausalOrder, EndsWhereForgedHeadsWaitForEachOther) {
  EXPECT_EQ(names_in_order({point("de-ca:0", "10:00", {{{"fr-ca", 1}, 1}}),
                            point("fr-ca:0", "09:00", {{{"de-ca", 1}, 1}}), point("it-ca:0", "11:00")}),
            (Names{"it-ca:0", "fr-ca:0", "de-ca:0"}));
}

TEST(CausalOrder, IsTheSameInEveryOrderOfArrival) {
  std::vector<CausalPoint> points{point("fr-ca:0", "09:00"),
                                  point("de-ca:0", "09:00", {{{"fr-ca", 1}, 1}}),
                                  point("it-ca:0", "08:00", {{{"de-ca", 1}, 1}}),
                                  point("fr-ca:1", "08:30"),
                                  point("it-ca:1", "08:40", {{{"fr-ca", 1}, 1}}),
                                  point("de-ca:1", "07:00", {{{"it-ca", 1}, 2}})};
  const Names first = names_in_order(points);
  std::ranges::sort(points, {}, &CausalPoint::entry);
  do {
    ASSERT_EQ(names_in_order(points), first);
  } while (std::ranges::next_permutation(points, {}, &CausalPoint::entry).found);
}

}  // namespace
}  // namespace rogatory::ledger
