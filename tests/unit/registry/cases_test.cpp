#include "registry/cases.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>

#include "registry/case_open.hpp"
#include "registry/past_events.hpp"
#include "tests/support/homes.hpp"

namespace rogatory::registry {
namespace {

using ledger::CaseId;
using test::HomeKit;

class Cases : public ::testing::Test {
 protected:
  CaseId open(const std::string& title, const std::optional<std::string>& reference = std::nullopt) {
    return open_case(kit.home, kit.keys, {.title = title, .reference = reference, .under = {}, .with = {}}, writing(),
                     kit.clock)
        ->id;
  }
  [[nodiscard]] Writing writing() const {
    return {.state_root = kit.directory / "states", .officer = {}, .clock_ok = true};
  }
  Result<CaseId> find(const std::string& which) { return find_case(kit.home, kit.keys, which); }
  CaseWriter writer(const CaseId& case_id) {
    return CaseWriter::open(kit.home, kit.keys, case_id, writing(), kit.clock).value();
  }
  HomeKit kit;
};

TEST_F(Cases, AreFoundByIdReferenceAndTitle) {
  const CaseId first = open("Hesperus", "17 Js 42/26");
  const CaseId second = open("17 Js 42/27");
  EXPECT_EQ(find(first.text()).value(), first);
  EXPECT_EQ(find(first.text().substr(0, 8)).value(), first);
  EXPECT_EQ(find("17 Js 42/26").value(), first);
  EXPECT_EQ(find("Hesperus").value(), first);
  EXPECT_EQ(find("17 Js 42/27").value(), second);
  for (const char* nothing : {"", "Hesper", "0", "zzzz", "17 Js"}) {
    EXPECT_EQ(find(nothing).error().code(), ErrorCode::not_found) << nothing;
  }
}

TEST_F(Cases, WithOneNameAreAllNamed) {
  const CaseId first = open("Hesperus");
  const CaseId second = open("Hesperus");
  const Result<CaseId> found = find("Hesperus");
  ASSERT_FALSE(found.has_value());
  EXPECT_EQ(found.error().code(), ErrorCode::usage);
  for (const CaseId& one : {first, second}) {
    EXPECT_NE(found.error().sentence().find(one.text().substr(0, 12)), std::string::npos);
  }
}

TEST_F(Cases, AReferenceComesBeforeATitle) {
  const CaseId by_reference = open("Hesperus", "Nyx");
  static_cast<void>(open("Nyx"));
  EXPECT_EQ(find("Nyx").value(), by_reference);
}

TEST_F(Cases, AreListedTheOldestFirst) {
  kit.clock.time = UtcTime::parse("2026-11-24T12:00:00Z").value();
  const CaseId later = open("later");
  kit.clock.time = UtcTime::parse("2026-11-23T12:00:00Z").value();
  const CaseId earlier = open("earlier");
  const std::vector<HomeCase> cases = list_cases(kit.home, kit.keys).value();
  ASSERT_EQ(cases.size(), 2U);
  EXPECT_EQ(cases[0].glance.id, earlier);
  EXPECT_EQ(cases[1].glance.id, later);
  EXPECT_EQ(cases[1].keys, std::vector<std::string>{"main"});
  EXPECT_EQ(cases[1].glance.opened->title, "later");
  EXPECT_EQ(cases[1].glance.parties.size(), 1U);
}

TEST_F(Cases, AreClosedForWhatIsNew) {
  const CaseId id = open("Hesperus");
  CaseWriter writing = writer(id);
  const auto append = [&](std::string_view type, Json::Object fields) {
    return writing.append({.type = std::string(type), .fields = std::move(fields), .compartment = "main"});
  };
  ASSERT_TRUE(append(ledger::CaseClosed::k_type, {}));
  EXPECT_EQ(append(ledger::CaseClosed::k_type, {}).error().code(), ErrorCode::not_allowed);
  const ledger::CaseGranted granted{.bundle = {}, .compartment = "main", .means = {}, .reason = {}, .to = "a court"};
  EXPECT_TRUE(append(ledger::CaseGranted::k_type, granted.fields()));
  EXPECT_EQ(append("note.added", {{"text", "x"}}).error().code(), ErrorCode::not_allowed);
  EXPECT_EQ(load_case(kit.home, kit.keys, id)->glance.closed.count("fr-ca"), 1U);
}

TEST_F(Cases, TellWhatWasWrittenFromTheEnd) {
  const CaseId id = open("Hesperus");
  CaseWriter writing = writer(id);
  const ledger::CaseGranted granted{.bundle = {}, .compartment = "main", .means = {}, .reason = {}, .to = "a court"};
  ASSERT_TRUE(writing.append(
      {.type = std::string(ledger::CaseGranted::k_type), .fields = granted.fields(), .compartment = "main"}));
  const std::unique_ptr<ledger::CaseSource> source = writing.source().value();
  PastEvents events = PastEvents::of(*source, "fr-ca", writing.held().identities).value();
  EXPECT_EQ(events.next().value()->body->type, "case.granted");
  EXPECT_EQ(events.next().value()->body->type, "case.opened");
  EXPECT_FALSE(events.next().value().has_value());
  PastEvents nobody = PastEvents::of(*source, "de-ca", {}).value();
  EXPECT_FALSE(nobody.next().value().has_value());
  PastEvents locked = PastEvents::of(*source, "fr-ca", {}).value();
  EXPECT_FALSE(locked.next().value()->body.has_value()) << "no key, no body";
}

TEST_F(Cases, KeepTheirKeysUnderTheHomeKey) {
  const CaseId id = open("Hesperus");
  const std::string keys = case_paths(kit.home, id).keys;
  const Bytes file = base::load_file(FileSystem::real(), keys + "/main.age", 4096).value();
  const auto home_keys = kit.keys.identities(KeyKind::home).value();
  const crypto::SecretBytes text = crypto::age::decrypt(file, home_keys).value();
  EXPECT_TRUE(text.expose_text().starts_with("AGE-SECRET-KEY-1"));
  EXPECT_EQ(crypto::age::parse_identity_file(text.expose())->front().recipient(),
            load_case(kit.home, kit.keys, id)->glance.recipients.at("main"));
}

TEST_F(Cases, SayWhichKeyDoesNotOpen) {
  const CaseId id = open("Hesperus");
  const std::string path = case_paths(kit.home, id).keys + "/main.age";
  const crypto::age::Recipient stranger = crypto::age::Identity::generate().recipient();
  const Bytes foreign = crypto::age::encrypt(base::as_bytes(std::string_view("x")), std::span(&stranger, 1)).value();
  std::filesystem::remove(path);
  ASSERT_TRUE(base::save_file(FileSystem::real(), path, foreign, {}));
  const Result<HomeCase> loaded = load_case(kit.home, kit.keys, id);
  ASSERT_FALSE(loaded.has_value());
  EXPECT_EQ(loaded.error().code(), ErrorCode::wrong_key);
  EXPECT_NE(loaded.error().sentence().find(path), std::string::npos);
}

TEST_F(Cases, AreNotOpenedWithWhoIsNoPeer) {
  const Result<OpenedCase> opened = open_case(
      kit.home, kit.keys, {.title = "Never", .reference = {}, .under = {}, .with = {"de-ca"}}, writing(), kit.clock);
  EXPECT_EQ(opened.error().code(), ErrorCode::not_found);
  EXPECT_TRUE(case_ids(kit.home)->empty());
}

TEST(NewestGeneration, IsTheHighestNumberThatIsHeld) {
  CaseKeys held;
  for (const char* name : {"identities", "main", "main.10", "main.9"}) {
    held.compartments.emplace_back(name);
    held.identities.push_back(crypto::age::Identity::generate());
  }
  EXPECT_EQ(newest_generation(held, "main")->first, "main.10");
  EXPECT_EQ(newest_generation(held, "main.9")->first, "main.9");
  EXPECT_EQ(newest_generation(held, "identities")->second, held.identities[0].recipient());
  EXPECT_EQ(newest_generation(held, "c-00000000").error().code(), ErrorCode::not_found);
}

}  // namespace
}  // namespace rogatory::registry
