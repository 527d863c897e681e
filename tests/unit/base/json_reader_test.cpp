#include <gtest/gtest.h>

#include "base/clock.hpp"
#include "base/json.hpp"

namespace rogatory::base {
namespace {

Json seal() {
  return Json::Object{{"at", "2025-11-23T20:38:00Z"},
                      {"authority", "fr-ca"},
                      {"case", nullptr},
                      {"final", true},
                      {"parts", 3},
                      {"names", Json::Array{"a", "b"}},
                      {"content", Json::Object{{"size", 7}}}};
}

/// What finish() says after `take` has read what it wants from a seal.
template <class Take>
std::string verdict(Take take) {
  const Json value = seal();
  JsonReader r(value, "seal");
  take(r);
  const Result<void> result = r.finish();
  EXPECT_TRUE(result.has_value() || result.error().code() == ErrorCode::malformed);
  return result ? "ok" : result.error().sentence();
}

TEST(JsonReader, TakesAWholeObjectApart) {
  const Json value = seal();
  JsonReader r(value, "seal");
  EXPECT_EQ(r.parsed<UtcTime>("at", UtcTime::parse).text(), "2025-11-23T20:38:00Z");
  EXPECT_EQ(r.text("authority"), "fr-ca");
  EXPECT_EQ(r.nullable_text("case"), std::nullopt);
  EXPECT_TRUE(r.boolean("final"));
  EXPECT_EQ(r.integer("parts", 1, 3), 3);
  EXPECT_EQ(r.texts("names"), (std::vector<std::string>{"a", "b"}));
  EXPECT_EQ(r.object("content").size(), 1U);
  EXPECT_EQ(r.optional_text("note"), std::nullopt);
  EXPECT_EQ(r.optional_integer("modified_ns", 0, 9), std::nullopt);
  EXPECT_EQ(r.optional_value("extra"), nullptr);
  EXPECT_EQ(r.optional_parsed<UtcTime>("until", UtcTime::parse), std::nullopt);
  EXPECT_TRUE(r.ok());
  EXPECT_TRUE(r.finish().has_value());
}

TEST(JsonReader, NamesTheMissingKey) {
  EXPECT_EQ(verdict([](JsonReader& r) { r.text("officer"); }), "seal: officer is missing");
  EXPECT_EQ(verdict([](JsonReader& r) { r.value("officer"); }), "seal: officer is missing");
  EXPECT_EQ(verdict([](JsonReader& r) { r.nullable_text("officer"); }), "seal: officer is missing");
  EXPECT_EQ(verdict([](JsonReader& r) { r.integer("officer", 0, 1); }), "seal: officer is missing");
}

TEST(JsonReader, NamesTheFirstKeyNobodyAskedFor) {
  EXPECT_EQ(verdict([](JsonReader& r) { r.text("at"); }), "seal: unknown key: authority");
  const Json value(Json::Object{{std::string(70, 'k'), 1}});
  EXPECT_EQ(JsonReader(value, "x").finish().error().sentence(), "x: unknown key: " + std::string(61, 'k') + "...");
}

TEST(JsonReader, NamesTheKeyOfTheWrongKind) {
  EXPECT_EQ(verdict([](JsonReader& r) { r.text("parts"); }), "seal: parts is not a text");
  EXPECT_EQ(verdict([](JsonReader& r) { r.text("case"); }), "seal: case is not a text");
  EXPECT_EQ(verdict([](JsonReader& r) { r.boolean("parts"); }), "seal: parts is not true or false");
  EXPECT_EQ(verdict([](JsonReader& r) { r.array("content"); }), "seal: content is not an array");
  EXPECT_EQ(verdict([](JsonReader& r) { r.object("names"); }), "seal: names is not an object");
  EXPECT_EQ(verdict([](JsonReader& r) { r.nullable_text("parts"); }), "seal: parts is neither a text nor null");
  EXPECT_EQ(verdict([](JsonReader& r) { r.integer("final", 0, 1); }), "seal: final is not an integer from 0 to 1");
  const Json mixed(Json::Object{{"names", Json::Array{"a", 1}}});
  JsonReader r(mixed, "seal");
  EXPECT_TRUE(r.texts("names").empty());
  EXPECT_EQ(r.finish().error().sentence(), "seal: names is not an array of texts");
}

TEST(JsonReader, HoldsIntegersToTheirRange) {
  EXPECT_EQ(verdict([](JsonReader& r) { r.integer("parts", 4, 9); }), "seal: parts is not an integer from 4 to 9");
  EXPECT_EQ(verdict([](JsonReader& r) { r.integer("parts", -1, 2); }), "seal: parts is not an integer from -1 to 2");
  EXPECT_EQ(verdict([](JsonReader& r) { r.optional_integer("parts", 0, 2); }),
            "seal: parts is not an integer from 0 to 2");
}

TEST(JsonReader, RefusesNullWhereAKeyShouldBeLeftOut) {
  const std::string sentence = "seal: case is null: what is absent is left out";
  EXPECT_EQ(verdict([](JsonReader& r) { r.optional_text("case"); }), sentence);
  EXPECT_EQ(verdict([](JsonReader& r) { r.optional_integer("case", 0, 1); }), sentence);
  EXPECT_EQ(verdict([](JsonReader& r) { r.optional_value("case"); }), sentence);
  EXPECT_EQ(verdict([](JsonReader& r) { r.optional_parsed<UtcTime>("case", UtcTime::parse); }),
            "seal: case is not a text");
}

TEST(JsonReader, SaysWhyATextDoesNotParse) {
  EXPECT_EQ(verdict([](JsonReader& r) { r.parsed<UtcTime>("authority", UtcTime::parse); }),
            "seal: authority: not a time of the form YYYY-MM-DDTHH:MM:SSZ");
  EXPECT_EQ(verdict([](JsonReader& r) { r.reject("at", "before the case began"); }), "seal: at: before the case began");
}

TEST(JsonReader, KeepsTheFirstFailureAndReturnsDefaultsAfterIt) {
  const std::string first = verdict([](JsonReader& r) {
    r.text("officer");
    EXPECT_FALSE(r.ok());
    EXPECT_EQ(r.text("authority"), "");
    EXPECT_EQ(r.integer("parts", 1, 9), 0);
    EXPECT_FALSE(r.boolean("final"));
    EXPECT_TRUE(r.array("names").empty());
    EXPECT_TRUE(r.object("content").empty());
    EXPECT_TRUE(r.value("parts").is_null());
    r.reject("at", "something else");
  });
  EXPECT_EQ(first, "seal: officer is missing");
}

TEST(JsonReader, RefusesWhatIsNoObject) {
  const Json value(Json::Array{});
  JsonReader r(value, "seal");
  EXPECT_EQ(r.text("a"), "");
  EXPECT_EQ(r.optional_parsed<UtcTime>("a", UtcTime::parse), std::nullopt);
  EXPECT_EQ(r.finish().error().sentence(), "seal is not an object");
}

}  // namespace
}  // namespace rogatory::base
