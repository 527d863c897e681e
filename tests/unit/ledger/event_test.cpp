#include "ledger/event.hpp"

#include <gtest/gtest.h>

#include "tests/support/entries.hpp"

namespace rogatory::ledger {
namespace {

template <class Event>
void expect_round_trip(const Event& event) {
  const Result<Event> parsed = Event::parse(event.fields());
  ASSERT_TRUE(parsed) << parsed.error().sentence();
  EXPECT_EQ(parsed->fields(), event.fields());
  EXPECT_EQ(check_event(Event::k_type, event.fields()), true);
}

/// Each field left out, of another kind, empty and too long, and one field more: which of them are taken.
template <class Event>
std::vector<std::string> taken_without(const Event& event) {
  std::vector<std::string> taken;
  const Json::Object whole = event.fields();
  for (const auto& [key, value] : whole) {
    for (const Json& wrong : {Json(), Json(true), Json(""), Json(std::string(k_text_limit + 1, 'a'))}) {
      Json::Object fields = whole;
      fields[key] = wrong;
      EXPECT_FALSE(Event::parse(fields)) << key;
    }
    Json::Object fields = whole;
    fields.erase(key);
    if (Event::parse(fields)) {
      taken.push_back(key);
    }
  }
  Json::Object more = whole;
  more["more"] = 1;
  EXPECT_FALSE(Event::parse(more));
  return taken;
}

using Names = std::vector<std::string>;

BundleSealed bundle_sealed() {
  return {.bundle = test::digest("bundle").hex(),
          .identity = std::string(crypto::age::Identity::generate().text().expose_text()),
          .items = 3,
          .name = "request-17",
          .previous = test::digest("previous").hex(),
          .sealed_at = test::at("2026-11-24T09:00:00Z"),
          .size = 70000};
}

TEST(Event, ComesBackAsItWasWritten) {
  expect_round_trip(CaseOpened{.reference = "17 Js 42/26", .title = "Hesperus", .under = test::test_case()});
  expect_round_trip(CaseOpened{.reference = {}, .title = "Ж", .under = {}});
  expect_round_trip(CaseClosed{});
  expect_round_trip(CaseClosed{"done"});
  expect_round_trip(CaseRestored{"the disk died"});
  for (const GrantMeans means : {GrantMeans::printed, GrantMeans::file, GrantMeans::pouch}) {
    expect_round_trip(CaseGranted{.bundle = {}, .compartment = "main", .means = means, .reason = {}, .to = "de-ca"});
  }
  expect_round_trip(bundle_sealed());
}

TEST(Event, WantsItsFieldsAndNoOthers) {
  EXPECT_EQ(taken_without(CaseOpened{.reference = "ref", .title = "t", .under = test::test_case()}),
            (Names{"reference", "under"}));
  EXPECT_EQ(taken_without(CaseClosed{"done"}), Names{"reason"});
  EXPECT_EQ(taken_without(CaseRestored{"done"}), Names{});
  EXPECT_EQ(taken_without(CaseGranted{.bundle = test::digest("b").hex(),
                                      .compartment = "main",
                                      .means = GrantMeans::printed,
                                      .reason = "the court's expert",
                                      .to = "Dr. A"}),
            (Names{"bundle", "reason"}));
  EXPECT_EQ(taken_without(bundle_sealed()), Names{"previous"});
}

TEST(Event, SaysOfATypeThatItDoesNotKnow) { EXPECT_EQ(check_event("note.added", {{"a", 1}}), false); }

TEST(Event, LeavesToAServiceOnlyWhatItsDaemonSees) {
  for (const char* type : {"delivery.relayed", "delivery.received", "delivery.refused"}) {
    EXPECT_TRUE(is_for_service(type));
  }
  for (const char* type : {"delivery.opened", "delivery.", "delivery", "bundle.sealed", "case.granted"}) {
    EXPECT_FALSE(is_for_service(type));
  }
}

}  // namespace
}  // namespace rogatory::ledger
