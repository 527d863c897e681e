#include "registry/exhibit_link.hpp"

#include <gtest/gtest.h>

#include "registry/case_open.hpp"
#include "tests/support/homes.hpp"

namespace rogatory::registry {
namespace {

using ledger::CaseId;
using ledger::CustodyAct;
using ledger::CustodyTable;
using ledger::ExhibitId;
using ledger::ExhibitLinked;
using Events = std::vector<ledger::ExhibitEvent>;

class ExhibitLinking : public ::testing::Test {
 protected:
  ExhibitLinking() {
    ledger::ExhibitRegistered item;
    item.exhibit = exhibit(1);
    item.title = "Telephone of the informant";
    item.description = "found in Rue des Martyrs";
    item.file = "informant.E01";
    ledger::CustodyEvent seized = act(CustodyAct::seized);
    seized.hashes = {{ledger::HashScope::media, ledger::HashAlgorithm::sha256, std::string(64, 'a')}};
    seized.place = "store 2";
    write(secret, {item, seized});
  }

  CaseId open(const char* title) {
    return open_case(kit.home, kit.keys, {.title = title, .reference = {}, .under = {}, .with = {}}, writing(),
                     kit.clock)
        ->id;
  }
  [[nodiscard]] Writing writing() const {
    return {.state_root = kit.directory / "states", .officer = {}, .clock_ok = true};
  }
  static ExhibitId exhibit(std::uint64_t number) { return {.authority = "fr-ca", .number = number}; }
  [[nodiscard]] ledger::CustodyEvent act(CustodyAct act, std::uint64_t number = 1) const {
    ledger::CustodyEvent event;
    event.act = act;
    event.actor.name = "Lt. Martin";
    event.exhibit = exhibit(number);
    event.happened_at.at = kit.clock.time;
    return event;
  }
  CaseWriter writer_of(const CaseId& id) {
    return CaseWriter::open(kit.home, kit.keys, id, writing(), kit.clock).value();
  }
  void write(const CaseId& id, const Events& events) {
    CaseWriter writer = writer_of(id);
    const auto written =
        write_custody(writer, "main", kit.clock, [&](const CustodyTable&) -> Result<Events> { return events; });
    ASSERT_TRUE(written) << written.error().sentence();
  }
  CustodyTable table(const CaseId& id) {
    const CaseWriter writer = writer_of(id);
    return ledger::fold_custody(read_custody(*writer.source().value(), writer.held().identities).value());
  }
  Result<LinkedExhibit> link(const LinkRequest& request) {
    return link_exhibit(kit.home, kit.keys, request, writing(), kit.clock);
  }
  [[nodiscard]] LinkRequest request() const {
    LinkRequest request;
    request.from = secret;
    request.exhibit = exhibit(1);
    request.into = shared;
    return request;
  }
  static const ExhibitLinked& link_in(const ledger::ExhibitStory& story) {
    return std::get<ExhibitLinked>(story.steps.back().event);
  }

  test::HomeKit kit;
  const CaseId secret = open("Hesperus");
  const CaseId shared = open("Request of Bonn");
};

TEST_F(ExhibitLinking, WritesBothHalvesAndGoesOnWithCustody) {
  write(shared, {[] {
          ledger::ExhibitRegistered other;
          other.exhibit = exhibit(1);
          other.title = "Knife";
          return other;
        }()});
  const Result<LinkedExhibit> linked = link(request());
  ASSERT_TRUE(linked) << linked.error().sentence();
  EXPECT_EQ(linked->exhibit, exhibit(2)) << "numbers are each case's own";
  EXPECT_FALSE(linked->was_begun);
  const CustodyTable here = table(secret);
  const CustodyTable there = table(shared);
  const auto& into = std::get<ledger::LinkedInto>(link_in(here.at(exhibit(1))).other);
  EXPECT_EQ(into, (ledger::LinkedInto{.case_id = shared, .exhibit = exhibit(2)}));
  const ledger::ExhibitStory& story = there.at(exhibit(2));
  EXPECT_EQ(story.registered->event.title, "Telephone of the informant");
  EXPECT_EQ(story.now, here.at(exhibit(1)).now);
  EXPECT_EQ(story.hashes, here.at(exhibit(1)).hashes);
  EXPECT_TRUE(story.findings.empty());
  EXPECT_EQ(story.steps.back().entry, linked->entry);
  // Whoever holds both ledgers finds the entry that it rests on.
  const auto source = writer_of(secret).source().value();
  const auto log = source->open({"fr-ca", 1}).value();
  EXPECT_EQ(std::get<ledger::LinkedFrom>(link_in(story).other).entry, log->entry(2)->hash());
}

TEST_F(ExhibitLinking, TellsWhatIsToBeReadThereInsteadOfWhatIsRecordedHere) {
  LinkRequest other = request();
  other.title = "Telephone";
  other.custodian = "registry";
  other.place = "Paris";
  other.without_hashes = true;
  other.number = 7;
  ASSERT_TRUE(link(other));
  const ledger::ExhibitStory story = table(shared).at(exhibit(7));
  EXPECT_EQ(story.registered->event.title, "Telephone");
  EXPECT_FALSE(story.registered->event.description || story.registered->event.file);
  EXPECT_EQ(story.now.custodian->text(), "registry of fr-ca");
  EXPECT_EQ(story.now.place, "Paris");
  EXPECT_TRUE(story.hashes.empty());
}

TEST_F(ExhibitLinking, NamesTheParentWhereItIsThereToo) {
  ledger::ExhibitRegistered card;
  card.exhibit = exhibit(2);
  card.title = "Card";
  card.parent = exhibit(1);
  write(secret, {card, act(CustodyAct::seized, 2)});
  LinkRequest of_card = request();
  of_card.exhibit = exhibit(2);
  of_card.number = 4;
  ASSERT_TRUE(link(of_card));
  EXPECT_FALSE(table(shared).at(exhibit(4)).registered->event.parent) << "a number of the secret case";
  const CaseId third = open("Request of Rome");
  LinkRequest of_telephone = request();
  of_telephone.into = of_card.into = third;
  of_telephone.number = 8;
  ASSERT_TRUE(link(of_telephone));
  ASSERT_TRUE(link(of_card));
  EXPECT_EQ(table(third).at(exhibit(4)).registered->event.parent, exhibit(8));
}

TEST_F(ExhibitLinking, CompletesWhatWasCutShortAndRegistersOnce) {
  // What a killed program left: its half in the shared case.
  ledger::ExhibitRegistered item;
  item.exhibit = exhibit(3);
  item.title = "Telephone";
  const ledger::LinkedFrom from{.case_id = secret, .entry = {}, .exhibit = exhibit(1), .custody = {}};
  write(shared, {item, ExhibitLinked{.exhibit = exhibit(3), .other = from}});
  LinkRequest again = request();
  again.number = 5;
  EXPECT_EQ(link(again).error().code(), ErrorCode::refused) << "it has a number there";
  // Even though it is in nobody's custody any more.
  ledger::CustodyEvent gives = act(CustodyAct::transferred_out);
  gives.counterpart = ledger::Person{.authority = {}, .name = "store", .organisation = {}, .role = {}};
  write(secret, {gives});
  const Result<LinkedExhibit> linked = link(request());
  ASSERT_TRUE(linked) << linked.error().sentence();
  EXPECT_TRUE(linked->was_begun);
  EXPECT_EQ(linked->exhibit, exhibit(3));
  EXPECT_EQ(linked->entry.text(), "fr-ca:2");
  EXPECT_EQ(table(shared).size(), 1U);
  EXPECT_EQ(std::get<ledger::LinkedInto>(link_in(table(secret).at(exhibit(1))).other).exhibit, exhibit(3));
}

TEST_F(ExhibitLinking, IsRefusedTwiceAndBackwards) {
  ASSERT_TRUE(link(request()));
  const Result<LinkedExhibit> twice = link(request());
  EXPECT_EQ(twice.error().code(), ErrorCode::refused);
  EXPECT_EQ(twice.error().why(), "it is exhibit fr-ca:1 there");
  LinkRequest back = request();
  std::swap(back.from, back.into);
  EXPECT_EQ(link(back).error().code(), ErrorCode::refused);
  EXPECT_EQ(table(shared).size(), 1U);
  EXPECT_EQ(table(secret).size(), 1U);
}

TEST_F(ExhibitLinking, IsOfWhatWeHave) {
  const auto refused = [&](const char* why) {
    const Result<LinkedExhibit> linked = link(request());
    ASSERT_FALSE(linked) << why;
    EXPECT_EQ(linked.error().code(), ErrorCode::refused) << why;
    EXPECT_TRUE(table(shared).empty()) << why;
  };
  ledger::CustodyEvent lent = act(CustodyAct::loaned);
  lent.counterpart = ledger::Person{.authority = "de-ca", .name = {}, .organisation = {}, .role = {}};
  ledger::CustodyEvent gives = act(CustodyAct::transferred_out);
  gives.counterpart = lent.counterpart;
  write(secret, {gives});
  refused("in transit");
  ledger::CustodyEvent refuses = act(CustodyAct::found);
  write(secret, {refuses, lent});
  const Result<LinkedExhibit> on_loan = link(request());
  ASSERT_TRUE(on_loan) << on_loan.error().sentence();
  EXPECT_EQ(on_loan->now.state, ledger::ExhibitState::on_loan);
  EXPECT_EQ(on_loan->now.custodian->text(), "de-ca");
}

TEST_F(ExhibitLinking, WantsAnotherCaseAnExhibitAndTwoOpenCases) {
  LinkRequest wrong = request();
  wrong.into = wrong.from;
  EXPECT_EQ(link(wrong).error().code(), ErrorCode::usage);
  wrong = request();
  wrong.exhibit = exhibit(9);
  EXPECT_EQ(link(wrong).error().code(), ErrorCode::not_found);
  ASSERT_TRUE(writer_of(secret).append({.type = "case.closed", .fields = {}, .compartment = "main"}));
  EXPECT_EQ(link(request()).error().code(), ErrorCode::not_allowed);
  EXPECT_TRUE(table(shared).empty()) << "nothing is written there first";
}

}  // namespace
}  // namespace rogatory::registry
