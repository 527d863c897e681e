#include "ledger/party_event.hpp"

#include <gtest/gtest.h>

#include "ledger/event.hpp"

namespace rogatory::ledger {
namespace {

template <class Event>
void expect_comes_back(const Event& event) {
  const Result<Event> parsed = Event::parse(event.fields());
  ASSERT_TRUE(parsed) << parsed.error().sentence();
  EXPECT_EQ(parsed->fields(), event.fields());
  EXPECT_EQ(check_event(Event::k_type, event.fields()), true);
}

TEST(PartyEvent, ComesBackAsItWasWritten) {
  expect_comes_back(CasePartyAdded{.all = true, .compartments = {}, .party = "es-ca", .reason = "order of 3 May"});
  expect_comes_back(
      CasePartyAdded{.all = false, .compartments = {"identities.2", "main.2"}, .party = "es-ca", .reason = {}});
  expect_comes_back(CaseRekeyed{.compartments = {"main.3"}, .reason = {}});
  expect_comes_back(CaseRekeyed{.compartments = {"c-01234567.2", "main.2"}, .reason = "a laptop was stolen"});
}

template <class Event>
void expect_refused(const Json::Object& fields, const char* what) {
  const Result<Event> parsed = Event::parse(fields);
  ASSERT_FALSE(parsed) << what;
  EXPECT_EQ(parsed.error().code(), ErrorCode::malformed) << what;
  EXPECT_FALSE(check_event(Event::k_type, fields)) << what;
}

TEST(PartyEvent, IsOfOneForm) {
  const Json::Object good =
      CasePartyAdded{.all = false, .compartments = {"main.2"}, .party = "es-ca", .reason = "why"}.fields();
  const auto with = [&](const char* key, const Json& value) {
    Json::Object fields = good;
    fields[key] = value;
    return fields;
  };
  for (const char* key : {"all", "compartments", "party"}) {
    Json::Object fields = good;
    fields.erase(key);
    expect_refused<CasePartyAdded>(fields, key);
  }
  expect_refused<CasePartyAdded>(with("more", 1), "an unknown member");
  expect_refused<CasePartyAdded>(with("all", "yes"), "a word for a truth");
  expect_refused<CasePartyAdded>(with("party", "ES"), "no id");
  expect_refused<CasePartyAdded>(with("reason", ""), "an empty reason");
  expect_refused<CasePartyAdded>(with("compartments", "main.2"), "a text for a list");
  expect_refused<CasePartyAdded>(with("compartments", Json::Array{"main.1"}), "a first generation has no number");
  expect_refused<CasePartyAdded>(with("compartments", Json::Array{"main.2", "identities.2"}), "not in order");
  expect_refused<CasePartyAdded>(with("compartments", Json::Array{"main.2", "main.2"}), "one twice");
  expect_refused<CaseRekeyed>({{"compartments", Json::Array{}}}, "nothing begins");
}

}  // namespace
}  // namespace rogatory::ledger
