#include "registry/request_filing.hpp"

#include <gtest/gtest.h>

#include <algorithm>

#include "base/text.hpp"
#include "registry/authorities.hpp"
#include "registry/peers.hpp"
#include "registry/request_rules.hpp"
#include "tests/support/cards.hpp"
#include "tests/support/homes.hpp"

namespace rogatory::registry {
namespace {

using ledger::RequestAuthority;

/// Version 1 of de-ca, which reads German.
crypto::Card card_of_bonn() {
  crypto::Card card = test::card_of("de-ca", "DE");
  card.calendar = "DE-BW";
  card.zone = "Europe/Berlin";
  card.name = "Bundesamt für Justiz";
  card.languages = {"de"};
  return card;
}

/// fr-ca, which accepts French, knows de-ca by its card and it-ag, which has none.
class RequestFiling : public testing::Test {
 protected:
  RequestFiling() {
    take({card_of_bonn()});
    add({.address = {},
         .as_of = "2026-05-31",
         .calendar = "IT-62",
         .country = "IT",
         .id = "it-ag",
         .languages = {"it"},
         .role = "prosecution",
         .source = "EJN Atlas",
         .zone = "Europe/Rome"});
  }
  void take(const std::vector<crypto::Card>& cards) {
    std::vector<crypto::SignedCard> all;
    std::ranges::transform(cards, std::back_inserter(all), [](const auto& card) { return test::signed_card(card); });
    const auto taken = take_peer(kit.home, test::chain_of(std::move(all)), Confirmed::fingerprint, kit.clock);
    EXPECT_TRUE(taken) << taken.error().sentence();
  }
  void add(const Authority& record) {
    EXPECT_TRUE(base::make_directories(kit.home.fs(), kit.home.file("authorities")));
    EXPECT_TRUE(add_authority(kit.home, record, Existing::replace));
  }
  Result<DraftToFile> prepare() { return prepare_filing(kit.home, request::InstrumentSet::built_in(), draft); }
  /// What the findings say of languages.
  std::string of_languages() {
    std::vector<std::string> said;
    const DraftToFile prepared = prepare().value();
    for (const request::DraftFinding& one : prepared.findings) {
      if (one.text.find("language") != std::string::npos) {
        said.push_back(one.text);
      }
    }
    return base::join(said, "; ");
  }
  void expect_fails(ErrorCode code, const std::string& sentence, const std::string& next) {
    const Result<DraftToFile> prepared = prepare();
    ASSERT_FALSE(prepared);
    EXPECT_EQ(prepared.error().code(), code);
    EXPECT_EQ(prepared.error().sentence(), sentence);
    EXPECT_EQ(prepared.error().next_step(), next);
  }

  test::HomeKit kit;
  request::Draft draft{.instrument = "eaw",
                       .requesting = {.authority = "fr-ca", .state = "FR"},
                       .requested = {.authority = "de-ca", .state = "DE"},
                       .person = "accused",
                       .measures = {"surrender"}};
};

TEST_F(RequestFiling, KnowsOurselvesByOurNewestCard) {
  RequestAuthority ourselves{.calendar = "FR",
                             .country = "FR",
                             .id = "fr-ca",
                             .name = "Bureau de l'entraide pénale internationale",
                             .zone = "Europe/Paris"};
  EXPECT_EQ(known_authority(kit.home, "fr-ca")->party, ourselves);
  EXPECT_EQ(known_authority(kit.home, "fr-ca")->languages, std::vector<std::string>{"fr"});
  crypto::Card second = test::next_card(kit.home.own_chain()->newest());
  second.zone = ourselves.zone = "Europe/Monaco";
  second.languages = {"fr", "en"};
  crypto::SigningKey root = kit.root();
  std::vector<crypto::SignedCard> cards = kit.home.own_chain()->signed_cards();
  cards.push_back(crypto::sign_card(second, root, nullptr).value());
  ASSERT_TRUE(kit.home.save_own_chain(test::chain_of(std::move(cards))));
  EXPECT_EQ(known_authority(kit.home, "fr-ca")->party, ourselves);
  EXPECT_EQ(known_authority(kit.home, "fr-ca")->languages, (std::vector<std::string>{"fr", "en"}));
}

TEST_F(RequestFiling, KnowsPeersByTheirNewestCards) {
  RequestAuthority bonn{
      .calendar = "DE-BW", .country = "DE", .id = "de-ca", .name = "Bundesamt für Justiz", .zone = "Europe/Berlin"};
  EXPECT_EQ(known_authority(kit.home, "de-ca")->party, bonn);
  EXPECT_EQ(known_authority(kit.home, "de-ca")->languages, std::vector<std::string>{"de"});
  crypto::Card second = test::next_card(card_of_bonn());
  second.name = bonn.name = "Bundesamt für Justiz, Bonn";
  second.calendar = bonn.calendar = "DE";
  second.languages = {"de", "en"};
  take({card_of_bonn(), second});
  EXPECT_EQ(known_authority(kit.home, "de-ca")->party, bonn);
  EXPECT_EQ(known_authority(kit.home, "de-ca")->languages, (std::vector<std::string>{"de", "en"}));
}

TEST_F(RequestFiling, KnowsOthersAsTheyWereEntered) {
  const RequestAuthority rome{
      .calendar = "IT-62", .country = "IT", .id = "it-ag", .name = "it-ag", .zone = "Europe/Rome"};
  EXPECT_EQ(known_authority(kit.home, "it-ag")->party, rome);
  EXPECT_EQ(known_authority(kit.home, "it-ag")->languages, std::vector<std::string>{"it"});
}

TEST_F(RequestFiling, BelievesACardBeforeARecord) {
  Authority record = load_authority(kit.home, "it-ag").value();
  record.id = "at-ag";
  record.country = record.calendar = "AT";
  record.zone = "Europe/Vienna";
  add(record);
  crypto::Card card = test::card_of("at-ag", "AT");
  card.name = "Wien";
  card.languages = {"de"};
  take({card});
  EXPECT_EQ(known_authority(kit.home, "at-ag")->party.name, "Wien");
  EXPECT_EQ(known_authority(kit.home, "at-ag")->languages, std::vector<std::string>{"de"});
}

TEST_F(RequestFiling, SaysWhatIsDamagedAndNotThatNobodyIsKnown) {
  test::write_file(kit.home.file("authorities/it-ag.json"), "{}");
  EXPECT_EQ(known_authority(kit.home, "it-ag").error().code(), ErrorCode::malformed);
  test::write_file(kit.home.file("trust/cards/de-ca.tar"), "no cards");
  EXPECT_EQ(known_authority(kit.home, "de-ca").error().code(), load_peer(kit.home, "de-ca").error().code());
  EXPECT_NE(known_authority(kit.home, "de-ca").error().code(), ErrorCode::not_found);
  test::write_file(kit.home.file("card.tar"), "no cards");
  EXPECT_EQ(known_authority(kit.home, "fr-ca").error().code(), kit.home.own_chain().error().code());
}

TEST_F(RequestFiling, PutsEachPartyOnItsSide) {
  const DraftToFile prepared = prepare().value();
  EXPECT_EQ(prepared.filed.requesting, known_authority(kit.home, "fr-ca")->party);
  EXPECT_EQ(prepared.filed.requested, known_authority(kit.home, "de-ca")->party);
  EXPECT_FALSE(prepared.filed.addressed);
  std::swap(draft.requesting, draft.requested);
  draft.requesting = {.authority = "it-ag", .state = "IT"};
  EXPECT_EQ(prepare()->filed.requesting, known_authority(kit.home, "it-ag")->party);
  EXPECT_EQ(prepare()->filed.requested, known_authority(kit.home, "fr-ca")->party);
}

TEST_F(RequestFiling, AsksForTheAuthorityThatASideDoesNotName) {
  draft.requested.authority.reset();
  expect_fails(ErrorCode::usage, "the draft names no requested authority",
               R"(write its id beside the State: "requested": {"authority": "…", "state": "DE"})");
  draft.requesting.authority.reset();
  expect_fails(ErrorCode::usage, "the draft names no requesting authority",
               R"(write its id beside the State: "requesting": {"authority": "…", "state": "FR"})");
}

TEST_F(RequestFiling, RefusesAnAuthorityOfAnotherState) {
  draft.requested.authority = "it-ag";
  expect_fails(ErrorCode::refused, "it-ag is of IT, and the draft says DE",
               "set the State or the authority right in the draft");
  draft.requesting.authority = "de-ca";
  expect_fails(ErrorCode::refused, "de-ca is of DE, and the draft says FR",
               "set the State or the authority right in the draft");
}

TEST_F(RequestFiling, SaysHowAnAuthorityThatNobodyKnowsBecomesKnown) {
  draft.requested.authority = "de-bw-pros";
  expect_fails(ErrorCode::not_found, "nobody here knows an authority de-bw-pros",
               "rogatory peer add CARD where it has one, else rogatory authority add de-bw-pros");
}

TEST_F(RequestFiling, PassesOnWhatIsWrongWithTheInstruments) {
  draft.instrument = "ets25";
  EXPECT_EQ(prepare().error().code(), ErrorCode::not_found);
  draft.instrument = "ets98";
  EXPECT_EQ(prepare().error().code(), ErrorCode::refused) << "a protocol leads no request";
}

TEST_F(RequestFiling, TakesOverAllThatTheDraftSays) {
  EXPECT_FALSE(prepare()->filed.urgent || prepare()->filed.oral || prepare()->filed.confidential);
  draft.by = "2026-12-24";
  draft.because = "the hearing is then";
  draft.language = "fr";
  draft.translations = {"de", "en"};
  draft.measures = {"surrender", "seizure"};
  draft.person = "convicted";
  draft.urgent = true;
  const ledger::RequestFiled first = prepare()->filed;
  EXPECT_EQ(first.by, "2026-12-24");
  EXPECT_EQ(first.because, "the hearing is then");
  EXPECT_EQ(first.language, "fr");
  EXPECT_EQ(first.translations, (std::vector<std::string>{"de", "en"}));
  EXPECT_EQ(first.measures, (std::vector<std::string>{"surrender", "seizure"}));
  EXPECT_EQ(first.person, "convicted");
  EXPECT_TRUE(first.urgent && !first.oral && !first.confidential);
  draft.urgent = false;
  draft.oral = true;
  EXPECT_TRUE(!prepare()->filed.urgent && prepare()->filed.oral && !prepare()->filed.confidential);
  draft.oral = false;
  draft.confidential = true;
  EXPECT_TRUE(!prepare()->filed.urgent && !prepare()->filed.oral && prepare()->filed.confidential);
}

TEST_F(RequestFiling, LeavesOutFieldsThatAreEmpty) {
  draft.fields = {{"8(1)(a)", "A. N., born 1 March 1980"}, {"8(1)(b)", ""}, {"8(1)(c)", " "}};
  EXPECT_EQ(prepare()->filed.texts,
            (std::map<std::string, std::string>{{"8(1)(a)", "A. N., born 1 March 1980"}, {"8(1)(c)", " "}}));
}

TEST_F(RequestFiling, OrdersTheDocumentsAndNamesEachOnce) {
  const request::DraftDocument warrant{.ref = "12(2)(a)",
                                       .type = "warrant",
                                       .form = "original",
                                       .name = "warrant.pdf",
                                       .sha256 = std::string(64, 'b'),
                                       .language = "fr"};
  request::DraftDocument law = warrant;
  law.name = "law.pdf";
  law.type = "law_text";
  law.language.reset();
  request::DraftDocument translated = warrant;
  translated.language = "de";
  draft.documents = {warrant, translated, law, warrant};
  const std::vector<ledger::RequestDocument> documents = prepare()->filed.documents;
  ASSERT_EQ(documents.size(), 3U);
  EXPECT_EQ(documents[0].name, "law.pdf");
  EXPECT_EQ(documents[0].type, "law_text");
  EXPECT_EQ(documents[0].language, std::nullopt);
  EXPECT_EQ(documents[1].language, "de");
  EXPECT_EQ(documents[2], (ledger::RequestDocument{.name = "warrant.pdf",
                                                   .ref = "12(2)(a)",
                                                   .hash = std::string(64, 'b'),
                                                   .type = "warrant",
                                                   .form = "original",
                                                   .language = "fr"}));
}

TEST_F(RequestFiling, HoldsTheDraftAgainstTheLanguagesOfWhoReceivesIt) {
  const std::string none = "no translation into a language that the requested authority accepts: ";
  draft.language = "fr";
  EXPECT_EQ(of_languages(), none + "de") << "by its card";
  draft.translations = {"it"};
  EXPECT_EQ(of_languages(), none + "de");
  draft.requested = {.authority = "it-ag", .state = "IT"};
  EXPECT_EQ(of_languages(), "") << "as it was entered";
  draft.translations.clear();
  EXPECT_EQ(of_languages(), none + "it");
}

TEST_F(RequestFiling, HoldsARequestToOurselvesAgainstOurOwnLanguages) {
  draft.requesting = {.authority = "de-ca", .state = "DE"};
  draft.requested = {.authority = "fr-ca", .state = "FR"};
  draft.language = "de";
  EXPECT_EQ(of_languages(), "no translation into a language that the requested authority accepts: fr");
  draft.language = "fr";
  EXPECT_EQ(of_languages(), "");
}

TEST_F(RequestFiling, TellsWhatTheDraftLacks) {
  EXPECT_TRUE(request::has_errors(prepare()->findings)) << "it has no texts";
  EXPECT_EQ(prepare()->findings.front().rule, "eaw 8(1)(a)");
}

TEST_F(RequestFiling, FreezesTheRulesByTheHashOfTheirTextTheBaseFirst) {
  draft.instrument = "ets24";
  draft.layers = {"cets212", "ets98"};  // the later one first
  draft.measures = {"extradition"};
  const ledger::RequestFiled filed = prepare()->filed;
  EXPECT_EQ(filed.instruments, (std::vector<std::string>{"ets24", "ets98", "cets212"}));
  EXPECT_EQ(filed.machine, "extradition");
  ASSERT_NE(filed.rules, nullptr);
  EXPECT_EQ(filed.rules_sha256, crypto::sha256(*filed.rules).hex());
  const request::RuleSet rules = request::rules_of(request::InstrumentSet::built_in(), draft).value();
  EXPECT_EQ(filed.rules_sha256, request::hash_of(rules).hex());
  RuleBook book;
  const auto read = book.rules_of(filed);
  ASSERT_TRUE(read) << read.error().sentence();
  EXPECT_EQ(request::document_of((*read)->rules).canonical(), *filed.rules);
}

TEST_F(RequestFiling, PreparesWhatTheLedgerReadsBack) {
  draft.fields = {{"8(1)(a)", "A. N."}, {"8(1)(b)", ""}};
  draft.documents = {{.ref = "8(1)", .type = "warrant", .form = "copy", .name = "b", .sha256 = std::string(64, 'b')},
                     {.ref = "8(1)", .type = "warrant", .form = "copy", .name = "a", .sha256 = std::string(64, 'a')}};
  ledger::RequestFiled filed = prepare()->filed;
  filed.happened_at.at = kit.clock.now();
  filed.role = "ISS";
  filed.title = "Surrender of A. N.";
  const Result<ledger::RequestFiled> read = ledger::RequestFiled::parse(filed.fields());
  ASSERT_TRUE(read) << read.error().sentence();
  EXPECT_EQ(read->fields(), filed.fields());
}

}  // namespace
}  // namespace rogatory::registry
