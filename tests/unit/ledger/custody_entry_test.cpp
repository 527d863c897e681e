#include "ledger/custody_entry.hpp"

#include <gtest/gtest.h>

#include "tests/support/entries.hpp"
#include "tests/unit/ledger/custody_world.hpp"

namespace rogatory::ledger {
namespace {

TEST(CustodyEntry, TellsWhatItsBodyTells) {
  Entry entry = test::next_entry(test::first_entry());
  entry.heads = {{{"de-ca", 1}, test::head(3)}};
  const test::CustodyWorld world;
  ExhibitRegistered registered;
  registered.exhibit = test::exhibit();
  registered.title = "Telephone";
  for (const ExhibitEvent& event :
       {ExhibitEvent(registered), ExhibitEvent(world.act(CustodyAct::seized, "Lt. Martin")),
        ExhibitEvent(CustodyCorrection{
            .corrects = {.log = {"fr-ca", 1}, .seq = 1}, .exhibit = test::exhibit(), .reason = "mistyped"}),
        ExhibitEvent(ExhibitLinked{.exhibit = test::exhibit(),
                                   .other = LinkedInto{.case_id = test::test_case(), .exhibit = test::exhibit(2)}})}) {
    const OpenedBody body{.type = type_of(event), .fields = fields_of(event)};
    const CustodyEntry told = custody_entry(entry, &body);
    EXPECT_EQ(told.point.entry.text(), "fr-ca:1");
    EXPECT_EQ(told.point.seen, (SeenSizes{{{"de-ca", 1}, 3}}));
    EXPECT_EQ(told.officer, "registry-2");
    EXPECT_EQ(told.event.index(), event.index() + 1) << body.type;
  }
}

TEST(CustodyEntry, HasNoEventWhereNothingIsToldOfAnExhibit) {
  const Entry entry = test::next_entry(test::first_entry());
  const auto is_empty = [&](const OpenedBody* body) {
    return std::holds_alternative<std::monostate>(custody_entry(entry, body).event);
  };
  EXPECT_TRUE(is_empty(nullptr));
  for (const char* type : {"case.closed", "custody.seized", "custody.teleported", "exhibit.registered",
                           "exhibit.linked", "custody.correction"}) {
    const OpenedBody body{.type = type, .fields = {{"reason", "not of its form"}}};
    EXPECT_TRUE(is_empty(&body)) << type;
  }
}

}  // namespace
}  // namespace rogatory::ledger
