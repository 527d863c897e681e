#include "ledger/custody_event.hpp"

#include <gtest/gtest.h>

#include <algorithm>

#include "ledger/event.hpp"
#include "tests/support/entries.hpp"

namespace rogatory::ledger {
namespace {

/// An event with every member that `act` can have.
CustodyEvent whole_event(CustodyAct act) {
  CustodyEvent event;
  event.act = act;
  event.actor = {.authority = {}, .name = "Lt. Martin", .organisation = "OCLCTIC", .role = "investigator"};
  event.condition = "screen broken";
  event.container = "bag 7";
  event.copies = 2;
  event.counterpart = Person{.authority = "de-ca", .name = "eingang-1", .organisation = "StA", .role = "registry"};
  event.entered_for = "Lt. Martin";
  event.exhibit = {.authority = "fr-ca", .number = 3};
  event.happened_at = {.at = test::at("2026-11-24T09:00:00Z"), .known = TimeKnown::document, .zone = "Europe/Paris"};
  event.hashes = {{HashScope::media, HashAlgorithm::sha3_512, std::string(128, 'a')},
                  {HashScope::chunk, HashAlgorithm::sha256, std::string(64, 'a')},
                  {HashScope::chunk, HashAlgorithm::sha256, std::string(64, 'b')}};
  event.method = Method{.settings = "write blocker on", .tool = "Guymager", .version = "0.8"};
  event.on = WorkedOn::working_copy;
  event.place = "store 2";
  event.purpose = "messages of May";
  event.reason = "order";
  event.request = test::digest("request").hex();
  event.seal = SealSeen{.after = "4472", .before = "4471", .intact = false};
  event.size = 64'000'000'000;
  event.warrant = "17 Js 42/26";
  event.without_log = act == CustodyAct::received;
  event.witness = "M. Petit";
  return event;
}

TEST(CustodyEvent, OfEachActComesBackAsItWasWritten) {
  for (const CustodyActRow& row : custody_acts()) {
    const CustodyEvent event = whole_event(row.act);
    const Result<CustodyEvent> parsed = CustodyEvent::parse(row.act, event.fields());
    ASSERT_TRUE(parsed) << parsed.error().sentence();
    EXPECT_EQ(parsed->fields(), event.fields());
    EXPECT_EQ(parsed->type(), "custody." + std::string(row.word));
    EXPECT_EQ(find_custody_act(row.word), row.act);
    EXPECT_EQ(check_event(event.type(), event.fields()), true);
  }
  EXPECT_EQ(find_custody_act("correction"), std::nullopt) << "it is no act";
  EXPECT_EQ(check_event("custody.teleported", {}), false);
}

TEST(CustodyEvent, WantsThreeMembersAndWhatItsActNeeds) {
  const auto needed = [](CustodyAct act) {
    std::vector<std::string> keys;
    const Json::Object whole = whole_event(act).fields();
    for (const auto& [key, value] : whole) {
      Json::Object fields = whole;
      fields.erase(key);
      if (!CustodyEvent::parse(act, fields)) {
        keys.push_back(key);
      }
    }
    return keys;
  };
  using Names = std::vector<std::string>;
  EXPECT_EQ(needed(CustodyAct::examined), (Names{"actor", "exhibit", "happened_at"}));
  EXPECT_EQ(needed(CustodyAct::hashed), (Names{"actor", "exhibit", "happened_at", "hashes"}));
  EXPECT_EQ(needed(CustodyAct::sealed), (Names{"actor", "exhibit", "happened_at", "seal"}));
  EXPECT_EQ(needed(CustodyAct::destroyed), (Names{"actor", "exhibit", "happened_at", "reason"}));
  EXPECT_EQ(needed(CustodyAct::transferred_out), (Names{"actor", "counterpart", "exhibit", "happened_at"}));
  // It came from somebody who keeps no ledger: from whom, and why.
  EXPECT_EQ(needed(CustodyAct::received), (Names{"actor", "counterpart", "exhibit", "happened_at", "reason"}));
}

/// The fields of an examination with one member replaced: whether they are taken.
bool takes(const char* key, const Json& value) {
  Json::Object fields = whole_event(CustodyAct::examined).fields();
  fields[key] = value;
  return CustodyEvent::parse(CustodyAct::examined, fields).has_value();
}

TEST(CustodyEvent, RefusesMembersOfAnotherKind) {
  for (const auto& [key, value] : whole_event(CustodyAct::examined).fields()) {
    for (const Json& wrong : {Json(), Json(true), Json(""), Json(-1), Json(std::string(k_text_limit + 1, 'a')),
                              Json(Json::Array()), Json(Json::Object()), Json(Json::Object{{"more", 1}})}) {
      EXPECT_FALSE(takes(key.c_str(), wrong)) << key << " " << wrong.canonical();
    }
  }
  EXPECT_FALSE(takes("more", 1));
  EXPECT_FALSE(takes("without_log", true)) << "an examination comes from nobody";
  EXPECT_FALSE(takes("without_log", false)) << "a second spelling of absent";
}

TEST(CustodyEvent, KeepsItsBounds) {
  EXPECT_TRUE(takes("place", std::string(k_text_limit, 'a')));
  EXPECT_TRUE(takes("copies", k_most_copies));
  EXPECT_FALSE(takes("copies", k_most_copies + 1));
  EXPECT_FALSE(takes("copies", 0));
  EXPECT_TRUE(takes("size", 0));
  EXPECT_FALSE(takes("on", "copy"));
  EXPECT_FALSE(takes("request", "R-0123456789"));
}

TEST(CustodyEvent, KnowsPersonsByANameOrAnAuthority) {
  EXPECT_TRUE(takes("actor", Json::Object{{"name", "Lt. Martin"}}));
  EXPECT_FALSE(takes("actor", Json::Object{{"role", "expert"}})) << "nobody";
  EXPECT_FALSE(takes("actor", Json::Object{{"authority", "de-ca"}, {"name", "x"}})) << "it is the log's";
  EXPECT_TRUE(takes("counterpart", Json::Object{{"authority", "de-ca"}}));
  EXPECT_FALSE(takes("counterpart", Json::Object{{"authority", "DE"}}));
  EXPECT_FALSE(takes("counterpart", Json::Object{{"organisation", "StA"}}));
}

TEST(CustodyEvent, TakesATimeInOneSpelling) {
  const auto time = [](Json at, Json known) {
    return Json::Object{{"at", std::move(at)}, {"known", std::move(known)}};
  };
  EXPECT_TRUE(takes("happened_at", time("2026-11-24T09:00:00Z", "estimated")));
  EXPECT_FALSE(takes("happened_at", time("2026-11-24T10:00:00+01:00", "observed")));
  EXPECT_FALSE(takes("happened_at", time("2026-11-24", "observed")));
  EXPECT_FALSE(takes("happened_at", time("2026-11-24T09:00:00Z", "guessed")));
  EXPECT_FALSE(takes("happened_at", Json::Object{{"at", "2026-11-24T09:00:00Z"}}));
  Json::Object zoned = time("2026-11-24T09:00:00Z", "observed");
  zoned["zone"] = "Europe Paris";
  EXPECT_FALSE(takes("happened_at", zoned));
}

Json hash(const char* scope, const char* algorithm, std::string value) {
  return Json::Object{{"alg", algorithm}, {"scope", scope}, {"value", std::move(value)}};
}

TEST(CustodyEvent, TakesHashesInOneOrder) {
  const std::string a(32, 'a');
  const std::string b(32, 'b');
  EXPECT_TRUE(takes("hashes", Json::Array{hash("media", "md5", b), hash("file", "md5", a)}));
  EXPECT_FALSE(takes("hashes", Json::Array{hash("file", "md5", a), hash("media", "md5", b)})) << "order of scopes";
  EXPECT_FALSE(takes("hashes", Json::Array{hash("file", "md5", a), hash("file", "md5", b)})) << "two of one file";
  EXPECT_FALSE(takes("hashes", Json::Array{hash("file", "md5", a), hash("file", "md5", a)})) << "twice";
  EXPECT_TRUE(takes("hashes", Json::Array{hash("chunk", "md5", a), hash("chunk", "md5", b)}));
  EXPECT_FALSE(takes("hashes", Json::Array{hash("chunk", "md5", b), hash("chunk", "md5", a)}));
  EXPECT_FALSE(takes("hashes", Json::Array{hash("file", "md5", a + "aa")})) << "too long";
  EXPECT_FALSE(takes("hashes", Json::Array{hash("file", "md5", std::string(32, 'A'))})) << "upper case";
  EXPECT_FALSE(takes("hashes", Json::Array{hash("file", "crc32", "aaaaaaaa")}));
  EXPECT_FALSE(takes("hashes", Json::Array{hash("disk", "md5", a)}));
  Json::Array many;
  for (std::size_t i = 0; i <= k_most_hashes; ++i) {
    many.push_back(hash("chunk", "sha256", crypto::sha256(std::to_string(i)).hex()));
  }
  std::ranges::sort(many, {}, [](const Json& item) { return item.canonical(); });
  EXPECT_FALSE(takes("hashes", many)) << "one too many";
  many.pop_back();
  EXPECT_TRUE(takes("hashes", many));
}

TEST(CustodyEvent, TakesHashesFromTheCommandLine) {
  const Result<ScopedHash> hash = parse_scoped_hash("media:md5:" + std::string(32, 'a'));
  ASSERT_TRUE(hash);
  EXPECT_EQ(hash->scope, HashScope::media);
  EXPECT_EQ(hash->algorithm, HashAlgorithm::md5);
  for (const char* wrong : {"", "md5:aa", "media:md5", "media:md5:aa", "media:md5:aa:bb", "disk:md5:aa"}) {
    EXPECT_FALSE(parse_scoped_hash(wrong)) << wrong;
  }
}

TEST(CustodyEvent, SaysSomethingOfASealOrNothing) {
  EXPECT_TRUE(takes("seal", Json::Object{{"intact", false}}));
  EXPECT_FALSE(takes("seal", Json::Object{{"intact", "no"}}));
  EXPECT_FALSE(takes("seal", Json::Object{{"number", "4471"}}));
}

TEST(CustodyCorrection, PointsAtAnEntryAndSaysWhy) {
  const CustodyCorrection event{.corrects = {.log = {"fr-ca", 2}, .seq = 7},
                                .exhibit = {.authority = "fr-ca", .number = 3},
                                .reason = "the seal is 4471, not 4417"};
  EXPECT_EQ(CustodyCorrection::parse(event.fields())->fields(), event.fields());
  EXPECT_EQ(check_event(CustodyCorrection::k_type, event.fields()), true);
  for (const auto& [key, value] : event.fields()) {
    for (const Json& wrong : {Json(), Json(1), Json(""), Json("fr-ca")}) {
      Json::Object fields = event.fields();
      fields[key] = wrong;
      const bool is_reason = key == "reason" && wrong == Json("fr-ca");
      EXPECT_EQ(CustodyCorrection::parse(fields).has_value(), is_reason) << key;
    }
    Json::Object fields = event.fields();
    fields.erase(key);
    EXPECT_FALSE(CustodyCorrection::parse(fields)) << key;
  }
}

TEST(ExhibitRegistered, WantsANameAKindAndATitle) {
  const ExhibitRegistered event{.description = "IMEI 35",
                                .exhibit = {.authority = "fr-ca", .number = 3},
                                .file = "phone.E01",
                                .kind = ExhibitKind::digital,
                                .parent = ExhibitId{.authority = "fr-ca", .number = 2},
                                .title = "Telephone"};
  EXPECT_EQ(ExhibitRegistered::parse(event.fields())->fields(), event.fields());
  EXPECT_EQ(check_event(ExhibitRegistered::k_type, event.fields()), true);
  std::vector<std::string> needed;
  for (const auto& [key, value] : event.fields()) {
    Json::Object fields = event.fields();
    fields.erase(key);
    if (!ExhibitRegistered::parse(fields)) {
      needed.push_back(key);
    }
    fields[key] = "";
    EXPECT_FALSE(ExhibitRegistered::parse(fields)) << key;
  }
  EXPECT_EQ(needed, (std::vector<std::string>{"exhibit", "kind", "title"}));
  Json::Object itself = event.fields();
  itself["parent"] = "fr-ca:3";
  EXPECT_FALSE(ExhibitRegistered::parse(itself));
}

}  // namespace
}  // namespace rogatory::ledger
