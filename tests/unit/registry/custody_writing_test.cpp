#include "registry/custody_writing.hpp"

#include <gtest/gtest.h>

#include "tests/support/written_case.hpp"

namespace rogatory::registry {
namespace {

using ledger::CustodyAct;
using ledger::CustodyFault;
using ledger::CustodyTable;
using ledger::ExhibitEvent;
using ledger::ExhibitId;
using Events = std::vector<ExhibitEvent>;

class CustodyWriting : public ::testing::Test, protected test::WrittenCase {
 protected:
  static ExhibitId exhibit(std::uint64_t number) { return {.authority = "fr-ca", .number = number}; }
  static ledger::ExhibitRegistered item(std::uint64_t number) {
    ledger::ExhibitRegistered event;
    event.exhibit = exhibit(number);
    event.title = "Telephone";
    return event;
  }
  [[nodiscard]] ledger::CustodyEvent act(CustodyAct act, const std::string& who, std::uint64_t number = 1) const {
    ledger::CustodyEvent event;
    event.act = act;
    event.actor.name = who;
    event.exhibit = exhibit(number);
    event.happened_at.at = kit.clock.time;
    return event;
  }
  Result<WrittenCustody> write(const Events& events, const std::string& compartment = "main") {
    return write_custody(writer, compartment, kit.clock, [&](const CustodyTable&) -> Result<Events> { return events; });
  }
  std::size_t entries() { return read_custody(*writer.source().value(), writer.held().identities)->size(); }
};

TEST_F(CustodyWriting, AppendsAllAndTellsTheStoryWithThem) {
  const Result<WrittenCustody> written = write({item(1), act(CustodyAct::seized, "Lt. Martin")});
  ASSERT_TRUE(written) << written.error().sentence();
  EXPECT_EQ(written->written.name(), "fr-ca:2");
  const ledger::ExhibitStory& story = written->table.at(exhibit(1));
  EXPECT_EQ(story.registered->entry.text(), "fr-ca:1");
  EXPECT_EQ(story.now.custodian->text(), "Lt. Martin of fr-ca");
  EXPECT_TRUE(written->findings.empty());
  // What it tells is what a reader finds.
  const CustodyTable read =
      ledger::fold_custody(read_custody(*writer.source().value(), writer.held().identities).value());
  EXPECT_EQ(read.at(exhibit(1)).now, story.now);
  EXPECT_EQ(read.at(exhibit(1)).steps.back().made_at, story.steps.back().made_at);
  EXPECT_EQ(read.at(exhibit(1)).steps.back().officer, "registry-1");
}

TEST_F(CustodyWriting, NamesTheFindingsThatRestOnWhatIsWrittenAndNoOthers) {
  ASSERT_TRUE(write({item(1), act(CustodyAct::seized, "Lt. Martin")}));
  const Result<WrittenCustody> stranger = write({act(CustodyAct::verified, "nobody")});
  ASSERT_EQ(stranger->findings.size(), 1U);
  EXPECT_EQ(stranger->findings[0].fault, CustodyFault::stranger);
  EXPECT_TRUE(write({act(CustodyAct::verified, "Lt. Martin")})->findings.empty());
  ledger::CustodyEvent gives = act(CustodyAct::transferred_out, "Lt. Martin");
  gives.counterpart = ledger::Person{.authority = {}, .name = "store", .organisation = {}, .role = {}};
  EXPECT_TRUE(write({gives})->findings.empty()) << "that it waits for its second signature is no news";
  const Result<WrittenCustody> same = write({act(CustodyAct::received, "store")});
  ASSERT_EQ(same->findings.size(), 1U);
  EXPECT_EQ(same->findings[0].fault, CustodyFault::unconfirmed) << "one officer signed for both";
}

TEST_F(CustodyWriting, WritesNothingThatNoReaderTakesAndNothingInPart) {
  const std::size_t before = entries();
  // Sealed with what? And what was registered with it is not written either.
  EXPECT_EQ(write({item(1), act(CustodyAct::sealed, "Lt. Martin")}).error().code(), ErrorCode::usage);
  ledger::ExhibitRegistered long_title = item(1);
  long_title.title = std::string(ledger::k_text_limit + 1, 'a');
  EXPECT_EQ(write({long_title}).error().code(), ErrorCode::usage);
  EXPECT_EQ(write({item(1)}, "c-00000000").error().code(), ErrorCode::not_found);
  const Result<WrittenCustody> refused =
      write_custody(writer, "main", kit.clock,
                    [](const CustodyTable&) -> Result<Events> { return fail(ErrorCode::not_found, "no such"); });
  EXPECT_EQ(refused.error().code(), ErrorCode::not_found);
  EXPECT_EQ(entries(), before);
}

TEST_F(CustodyWriting, EndsWithTheCase) {
  ASSERT_TRUE(write({item(1)}));
  ASSERT_TRUE(writer.append({.type = "case.closed", .fields = {}, .compartment = "main"}));
  EXPECT_EQ(write({item(2)}).error().code(), ErrorCode::not_allowed);
}

TEST_F(CustodyWriting, PlansFromWhatIsThere) {
  ASSERT_TRUE(write({item(1), item(7)}));
  std::size_t seen = 0;
  ASSERT_TRUE(write_custody(writer, "main", kit.clock, [&](const CustodyTable& table) -> Result<Events> {
    seen = table.size();
    EXPECT_EQ(new_exhibit(table, "fr-ca", std::nullopt)->text(), "fr-ca:8");
    EXPECT_EQ(new_exhibit(table, "fr-ca", 3)->text(), "fr-ca:3");
    EXPECT_EQ(new_exhibit(table, "fr-ca", 7).error().code(), ErrorCode::refused);
    EXPECT_EQ(new_exhibit(table, "de-ca", std::nullopt)->text(), "de-ca:1") << "each authority counts its own";
    EXPECT_EQ(new_exhibit(table, "fr-ca", ledger::k_most_exhibits + 1).error().code(), ErrorCode::refused);
    EXPECT_TRUE(find_exhibit(table, exhibit(7)));
    EXPECT_EQ(find_exhibit(table, exhibit(2)).error().code(), ErrorCode::not_found);
    return Events{item(8)};
  }));
  EXPECT_EQ(seen, 2U);
}

TEST(ExhibitNamed, MeansOursByABareNumber) {
  EXPECT_EQ(exhibit_named("3", "fr-ca")->text(), "fr-ca:3");
  EXPECT_EQ(exhibit_named("de-ca:3", "fr-ca")->text(), "de-ca:3");
  for (const char* wrong : {"", "0", "x", "03", "de-ca:", "de-ca:0"}) {
    EXPECT_EQ(exhibit_named(wrong, "fr-ca").error().code(), ErrorCode::usage) << wrong;
  }
}

}  // namespace
}  // namespace rogatory::registry
