#include "ledger/custody.hpp"

#include <gtest/gtest.h>

#include "tests/unit/ledger/custody_world.hpp"

namespace rogatory::ledger {
namespace {

using test::CustodyWorld;

/// An exhibit that Lt. Martin took.
struct Road {
  CustodyWorld world;

  Road() {
    world.enter("registry-2@fr-ca", "fr-ca:1");
    put(CustodyAct::seized);
  }
  EntryRef put(CustodyAct act, std::optional<Person> to = std::nullopt,
               const std::string& officer = "registry-2@fr-ca") {
    CustodyEvent event = world.act(act, officer.ends_with("fr-ca") ? "Lt. Martin" : "eingang-1");
    event.counterpart = std::move(to);
    return world.put(officer, event);
  }
  /// The entry of the half that is open; "-".
  [[nodiscard]] std::string open() const {
    const CustodyTable table = world.table();
    const CustodyStep* const step = open_hand_over(table.at(test::exhibit()));
    return step == nullptr ? "-" : step->entry.text();
  }
};

TEST(OpenHandOver, IsNoneOfWhatSomebodyHas) { EXPECT_EQ(Road().open(), "-"); }

TEST(OpenHandOver, IsTheGiversHalfWhateverCameBehindIt) {
  Road road;
  const EntryRef half = road.put(CustodyAct::transferred_out, test::authority("de-ca"));
  EXPECT_EQ(road.open(), half.text());
  road.put(CustodyAct::labelled);
  road.put(CustodyAct::handed_to_courier, test::person("courier 12"));
  road.world.correct("registry-2@fr-ca", half);
  EXPECT_EQ(road.open(), half.text());
}

TEST(OpenHandOver, IsThatOfTheFirstCourierWhereNobodyWasNamed) {
  Road road;
  const EntryRef half = road.put(CustodyAct::handed_to_courier, test::person("courier 12"));
  road.put(CustodyAct::handed_to_courier, test::person("courier 13"));
  EXPECT_EQ(road.open(), half.text());
}

TEST(OpenHandOver, IsClosedByWhoReceivesOrRefuses) {
  for (const CustodyAct answer : {CustodyAct::received, CustodyAct::receipt_refused}) {
    Road road;
    road.put(CustodyAct::transferred_out, test::authority("de-ca"));
    road.put(answer, std::nullopt, "eingang-1@de-ca");
    EXPECT_EQ(road.open(), "-");
  }
}

TEST(OpenHandOver, IsTheLastOfSeveral) {
  Road road;
  road.put(CustodyAct::transferred_out, test::authority("de-ca"));
  road.put(CustodyAct::receipt_refused, std::nullopt, "eingang-1@de-ca");
  const EntryRef again = road.put(CustodyAct::transferred_out, test::authority("it-ca"));
  EXPECT_EQ(road.open(), again.text());
}

}  // namespace
}  // namespace rogatory::ledger
