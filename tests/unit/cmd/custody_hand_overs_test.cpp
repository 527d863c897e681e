#include "cmd/custody_hand_overs.hpp"

#include <gtest/gtest.h>

#include "tests/unit/ledger/custody_world.hpp"

namespace rogatory::cmd {
namespace {

using ledger::CustodyAct;
using ledger::CustodyEvent;
using test::CustodyWorld;

/// "giver [signed] -> taker [signed]", or the words of a gap.
std::vector<std::string> rows_of(const CustodyWorld& world) {
  std::vector<std::string> rows;
  for (const HandOver& row : hand_overs_of(world.table().at(test::exhibit()))) {
    rows.push_back(!row.gap.empty()
                       ? row.gap
                       : row.giver + " [" + row.giver_signed + "] -> " + row.taker + " [" + row.taker_signed + "]");
  }
  return rows;
}

CustodyWorld seized() {
  CustodyWorld world;
  world.enter("registry-2@fr-ca", "fr-ca:1");
  world.put("registry-2@fr-ca", world.act(CustodyAct::seized, "Lt. Martin"));
  return world;
}

void put(CustodyWorld& world, const std::string& officer, CustodyAct act, const std::string& who,
         std::optional<ledger::Person> counterpart = std::nullopt) {
  CustodyEvent event = world.act(act, who);
  event.counterpart = std::move(counterpart);
  world.put(officer, event);
}

using Rows = std::vector<std::string>;

TEST(HandOvers, BearTheSignaturesOfBothSides) {
  CustodyWorld world = seized();
  put(world, "registry-2@fr-ca", CustodyAct::transferred_out, "Lt. Martin", test::authority("de-ca"));
  put(world, "registry-2@fr-ca", CustodyAct::handed_to_courier, "Lt. Martin", test::person("courier 12"));
  put(world, "eingang-1@de-ca", CustodyAct::received, "eingang-1");
  EXPECT_EQ(rows_of(world), (Rows{"- [] -> Lt. Martin of fr-ca, seized [registry-2@fr-ca (fr-ca:1)]",
                                  "Lt. Martin of fr-ca, by courier 12 [registry-2@fr-ca (fr-ca:2)] -> eingang-1 of "
                                  "de-ca [eingang-1@de-ca (de-ca:0)]"}));
}

TEST(HandOvers, SayInWordsWhereASideDidNotSign) {
  CustodyWorld world = seized();
  put(world, "eingang-1@de-ca", CustodyAct::received, "eingang-1", test::authority("fr-ca"));
  put(world, "eingang-1@de-ca", CustodyAct::transferred_out, "eingang-1", test::authority("it-ca"));
  const Rows rows = rows_of(world);
  ASSERT_EQ(rows.size(), 5U);
  EXPECT_EQ(rows[1], "fr-ca [] -> eingang-1 of de-ca [eingang-1@de-ca (de-ca:0)]");
  EXPECT_EQ(rows[2],
            "unconfirmed: Lt. Martin of fr-ca did not sign that he handed it over to eingang-1 of de-ca "
            "(fr-ca:1, de-ca:0)");
  EXPECT_EQ(rows[3], "eingang-1 of de-ca [eingang-1@de-ca (de-ca:1)] -> it-ca []");
  EXPECT_TRUE(rows[4].starts_with("unconfirmed: handed over by eingang-1 of de-ca at ")) << rows[4];
}

TEST(HandOvers, AreAlsoLoansStoresReturnsAndRefusals) {
  CustodyWorld world = seized();
  put(world, "registry-2@fr-ca", CustodyAct::checked_out, "Dr. Moreau");
  put(world, "registry-2@fr-ca", CustodyAct::checked_in, "Lt. Martin");
  put(world, "registry-2@fr-ca", CustodyAct::loaned, "Lt. Martin", test::person("Tribunal"));
  put(world, "registry-2@fr-ca", CustodyAct::returned, "Lt. Martin", test::person("Tribunal"));
  put(world, "registry-2@fr-ca", CustodyAct::transferred_out, "Lt. Martin", test::authority("de-ca"));
  put(world, "eingang-1@de-ca", CustodyAct::receipt_refused, "eingang-1");
  put(world, "registry-2@fr-ca", CustodyAct::hashed, "Lt. Martin");
  EXPECT_EQ(rows_of(world),
            (Rows{"- [] -> Lt. Martin of fr-ca, seized [registry-2@fr-ca (fr-ca:1)]",
                  "Lt. Martin of fr-ca [] -> Dr. Moreau of fr-ca, checked out [registry-2@fr-ca (fr-ca:2)]",
                  "Dr. Moreau of fr-ca [] -> Lt. Martin of fr-ca, checked in [registry-2@fr-ca (fr-ca:3)]",
                  "Lt. Martin of fr-ca, loaned [registry-2@fr-ca (fr-ca:4)] -> Tribunal []",
                  "Tribunal [] -> Lt. Martin of fr-ca, returned [registry-2@fr-ca (fr-ca:5)]",
                  "Lt. Martin of fr-ca [registry-2@fr-ca (fr-ca:6)] -> eingang-1 of de-ca, REFUSED [eingang-1@de-ca "
                  "(de-ca:0)]"}));
}

}  // namespace
}  // namespace rogatory::cmd
