#include "request/between.hpp"

#include <gtest/gtest.h>

#include "request/instrument_file.hpp"

namespace rogatory::request {
namespace {

/// "eaw yes, ets24 not_known": what applies, in order.
std::string between(const InstrumentSet& set, const char* one, const char* other,
                    const std::optional<std::string>& measure) {
  std::string told;
  for (const Applicable& applicable : instruments_between(set, one, other, measure)) {
    told += (told.empty() ? "" : ", ") + applicable.instrument->id + " " + std::string(text_of(applicable.bound));
  }
  return told;
}

TEST(InstrumentsBetween, PutTheWarrantBeforeTheConventionBetweenMemberStates) {
  EXPECT_EQ(between(InstrumentSet::built_in(), "FR", "DE", "arrest"), "eaw yes, ets24 yes");
}

TEST(InstrumentsBetween, LeaveOutWhatDoesNotBindOne) {
  EXPECT_EQ(between(InstrumentSet::built_in(), "FR", "CH", "arrest"), "ets24 yes");
}

TEST(InstrumentsBetween, SayWhatIsNotKnown) {
  EXPECT_EQ(between(InstrumentSet::built_in(), "FR", "XX", "extradition"), "ets24 not_known");
  EXPECT_EQ(between(InstrumentSet::built_in(), "FR", "TH", "bank_records"), "untoc-mla yes");
  const InstrumentSet set = InstrumentSet::built_in();
  const std::vector<Applicable> found = instruments_between(set, "FR", "CH", "arrest");
  ASSERT_EQ(found.size(), 1U);
  ASSERT_EQ(found.front().layers.size(), 4U);
  EXPECT_EQ(found.front().layers.front().instrument->id, "ets86");
  EXPECT_EQ(found.front().layers.back().bound, Bound::not_known);
}

TEST(InstrumentsBetween, PutAMinistrysOwnTreatyBeforeTheConventionOfTheWorld) {
  InstrumentSet set = InstrumentSet::built_in();
  const std::string text =
      R"({"format": "rogatory-instrument/1", "id": "fr-th", "title": "A treaty", "kind": "mla", "citation": "x",
          "signed": "2001-02-03", "text_url": "https://example.org/", "as_of": "2026-01-01", "machine": "mla",
          "parties_complete": true,
          "parties": [{"state": "FR", "verified": "text"}, {"state": "TH", "verified": "text"}]})";
  Result<Instrument> own = parse_instrument(base::as_bytes(text));
  ASSERT_TRUE(own) << own.error().sentence();
  ASSERT_TRUE(set.add(*std::move(own)));
  EXPECT_EQ(between(set, "FR", "TH", "search"), "fr-th yes, untoc-mla yes");
  EXPECT_EQ(between(set, "FR", "CH", "search"), "untoc-mla yes");
}

}  // namespace
}  // namespace rogatory::request
