#include "crypto/card.hpp"

#include <gtest/gtest.h>

#include <functional>

#include "tests/support/cards.hpp"

namespace rogatory::crypto {
namespace {

using test::at;
using test::first_card;
using test::fixed_key;

Result<Card> parse(std::string_view text) { return Card::parse(base::as_bytes(text)); }

// The first card with one key of its JSON set to another value, or taken away.
std::string with(const std::string& key, const std::optional<Json>& value) {
  const std::string text = first_card().serialize();
  Json::Object object = *base::parse_json(base::as_bytes(text), k_card_limit).value().as_object();
  object.erase(key);
  if (value) {
    object.emplace(key, *value);
  }
  return Json(object).canonical();
}

// The same for its first officer.
std::string with_officer(const std::string& key, const std::optional<Json>& value) {
  const std::string text = first_card().serialize();
  const Json json = base::parse_json(base::as_bytes(text), k_card_limit).value();
  Json::Array officers = *json.as_object()->at("officers").as_array();
  Json::Object changed = *officers.front().as_object();
  changed.erase(key);
  if (value) {
    changed.emplace(key, *value);
  }
  officers.front() = changed;
  return with("officers", officers);
}

void expect_malformed(const std::string& text, const std::string& what) {
  const auto parsed = parse(text);
  ASSERT_FALSE(parsed.has_value()) << what;
  EXPECT_EQ(parsed.error().code(), ErrorCode::malformed) << what;
}

TEST(Card, ReadsWhatItWrites) {
  const Card card = first_card();
  const auto parsed = parse(card.serialize());
  ASSERT_TRUE(parsed.has_value()) << parsed.error().sentence();
  EXPECT_EQ(parsed->serialize(), card.serialize());
  EXPECT_EQ(parsed->officer("registry-2")->key, fixed_key(1).public_key());
  EXPECT_EQ(parsed->officer("registry-2")->may, (std::set{May::entry, May::grant, May::pouch, May::seal}));
  EXPECT_EQ(parsed->officer("registry-3"), nullptr);
  EXPECT_EQ(parsed->tls, card.tls);
  EXPECT_EQ(parsed->prev, std::nullopt);
}

TEST(Card, NeedsOnlyWhatIsNotOptional) {
  Card card = first_card();
  card.address.reset();
  card.tls.reset();
  card.officers.clear();
  card.urls.clear();
  const auto parsed = parse(card.serialize());
  ASSERT_TRUE(parsed.has_value()) << parsed.error().sentence();
  EXPECT_EQ(parsed->serialize(), card.serialize());
}

TEST(Card, RefusesWhatIsNotItsCanonicalForm) {
  const std::string good = first_card().serialize();
  for (const std::string& text : {std::string(), good + "\n", " " + good, good.substr(0, good.size() - 1), good + good,
                                  std::string("[]"), std::string("null")}) {
    expect_malformed(text, text);
  }
}

TEST(Card, RefusesUnknownKeys) {
  expect_malformed(with("zz", "x"), "an unknown key");
  expect_malformed(with_officer("zz", "x"), "an unknown key of an officer");
}

TEST(Card, RefusesMissingKeys) {
  for (const char* key : {"calendar", "country", "evidence", "id", "issued_at", "languages", "log_key", "name",
                          "officers", "prev", "role", "root", "transport", "type", "urls", "version", "zone"}) {
    expect_malformed(with(key, std::nullopt), key);
    if (key != std::string("prev")) {
      expect_malformed(with(key, Json()), std::string(key) + " null");
    }
  }
  for (const char* key : {"from", "id", "key", "may", "roles", "until"}) {
    expect_malformed(with_officer(key, std::nullopt), key);
  }
  for (const char* key : {"address", "tls"}) {
    EXPECT_TRUE(parse(with(key, std::nullopt)).has_value()) << key;
    expect_malformed(with(key, Json()), std::string(key) + " null");
  }
}

struct Values {
  const char* key;
  std::vector<Json> right;
  std::vector<Json> wrong;
};

std::vector<Json> texts(const std::vector<std::string>& list) { return {list.begin(), list.end()}; }

std::vector<Values> card_values() {
  const auto urls = [](std::size_t count) { return Json::Array(count, Json("https://a.example/")); };
  const auto url_of = [](std::size_t size) { return Json::Array{"https://" + std::string(size - 8, 'a')}; };
  const std::string zeros = base::to_base64(Bytes(32));
  return {
      {"name", texts({"x", std::string(200, 'x')}), texts({"", std::string(201, 'x')})},
      {"address", texts({"x", "two\nlines", std::string(1000, 'x')}), texts({"", std::string(1001, 'x')})},
      {"country", texts({"DE", "XK"}), texts({"", "D", "DEU", "de", "D1"})},
      {"calendar", texts({"DE", "DE-BW", "US-9", "FR-974"}),
       texts({"", "D", "DE-", "DE-BWXY", "DE-bw", "DE_BW", "DEBW", "DE-BW-X", "DE-B{", "DE-B@"})},
      {"zone", texts({"Etc/GMT+1", "America/Port-au-Prince", std::string(64, 'Z')}),
       texts({"", "Europe Paris", "Europe:Paris", std::string(65, 'Z')})},
      {"id", texts({"ab", "de-bw-ca"}), texts({"", "a", "1a", "A-b", "fr ca", std::string(32, 'a')})},
      {"role",
       texts({"central-authority", "prosecution", "court", "police", "registry", "ministry", "provider", "expert",
              "auditor"}),
       texts({"", "Court", "ISS"})},
      {"type", texts({"rogatory-card/1"}), texts({"", "rogatory-card/2", "rogatory-seal/1"})},
      {"issued_at", texts({"2026-01-02T00:00:00Z"}), texts({"2026-01-02", "2026-01-02T00:00:00+00:00"})},
      {"languages",
       {Json::Array{}, Json::Array{"de", "pt-BR", "zh-Hant-TW", "sgn"}},
       {Json::Array{""}, Json::Array{"d"}, Json::Array{"DE"}, Json::Array{"de-"}, Json::Array{"de_DE"},
        Json::Array{"de-123456789"}, Json::Array{"de--DE"}, Json::Array{"de-D:E"}, Json::Array{"d{"},
        Json::Array{"de" + std::string(63, 'x')}, Json::Array{1}, "de"}},
      {"urls",
       {urls(16), url_of(512)},
       {urls(17), url_of(513), Json::Array{"http://a.example/"}, Json::Array{"https://"}, Json::Array{""},
        Json::Array{"https://a.example/ x"}, Json::Array{"https://a.example/\x7f"}, Json::Array{"https://é.example/"},
        Json::Array{"https://a.example/\""}, Json::Array{"HTTPS://a.example/"}}},
      {"version", {1}, {0, -1, 2, 1001, "1"}},
      {"log_key", {}, texts({"", zeros, base::to_base64(Bytes(31)), base::to_base64(Bytes(33)), "!"})},
      {"tls", texts({zeros}), texts({"", base::to_base64(Bytes(31)), std::string(64, 'a')})},
      {"root", {}, texts({"", "ssh-rsa AAAA", fixed_key(100).public_key().openssh() + " comment"})},
      {"evidence", {}, texts({"", "age1", "AGE1"})},
      {"transport", {}, texts({"", "age1pq1"})},
      {"prev", {}, texts({"", std::string(64, 'a')})},  // version 1 has none
  };
}

std::vector<Values> officer_values() {
  return {
      {"id", texts({"ab", "o-7f3a"}), texts({"", "a", "root", "service", "Registry-2"})},
      {"may",
       {Json::Array{"seal"}, Json::Array{"service"}, Json::Array{"entry", "pouch"}},
       {Json::Array{}, Json::Array{"seal", "entry"}, Json::Array{"seal", "seal"}, Json::Array{"entry", "service"},
        Json::Array{"Seal"}, Json::Array{""}, Json::Array{"card"}, "seal"}},
      {"roles",
       {Json::Array{}, Json::Array{"CA-Q", "CA-R", "CRT", "DEF", "DIP", "EXE", "ISS", "MIN", "POL", "PRV", "VAL"}},
       {Json::Array{"VAL", "ISS"}, Json::Array{"ISS", "ISS"}, Json::Array{"iss"}, Json::Array{"court"}}},
      {"name", texts({"Anne", std::string(200, 'x')}), texts({"", std::string(201, 'x')})},
      {"until", texts({"2026-01-01T00:00:00Z"}), texts({"2025-12-31T23:59:59Z", "2027"})},
      {"revoked_at", texts({"2026-06-01T00:00:00Z"}), {Json(), "never"}},
      {"key", {}, {fixed_key(100).public_key().openssh(), fixed_key(2).public_key().openssh(), "ssh-ed25519 AAAA"}},
  };
}

TEST(Card, KeepsEachFieldToItsForm) {
  for (const Values& values : card_values()) {
    for (const Json& value : values.right) {
      const auto parsed = parse(with(values.key, value));
      EXPECT_TRUE(parsed.has_value()) << values.key << " " << value.canonical() << ": " << parsed.error().sentence();
    }
    for (const Json& value : values.wrong) {
      expect_malformed(with(values.key, value), values.key + value.canonical());
    }
  }
}

TEST(Card, KeepsEachFieldOfAnOfficerToItsForm) {
  for (const Values& values : officer_values()) {
    for (const Json& value : values.right) {
      const auto parsed = parse(with_officer(values.key, value));
      EXPECT_TRUE(parsed.has_value()) << values.key << " " << value.canonical() << ": " << parsed.error().sentence();
    }
    for (const Json& value : values.wrong) {
      expect_malformed(with_officer(values.key, value), values.key + value.canonical());
    }
  }
}

TEST(Card, RefusesOfficersOutOfOrderOrTwice) {
  Card swapped = first_card();
  std::swap(swapped.officers[0], swapped.officers[1]);
  expect_malformed(swapped.serialize(), "out of order");
  Card twice = first_card();
  twice.officers[1] = test::officer("registry-2", 2, {May::seal});
  expect_malformed(twice.serialize(), "an id twice");
}

TEST(Card, HasAPrevInEveryVersionButTheFirst) {
  Card second = test::next_card(first_card());
  EXPECT_TRUE(parse(second.serialize()).has_value());
  const std::string hash = second.prev->hex();
  std::string not_hex = second.serialize();
  not_hex.replace(not_hex.find(hash), hash.size(), std::string(64, 'g'));
  expect_malformed(not_hex, "version 2 with a prev that is no hash");
  second.prev.reset();
  expect_malformed(second.serialize(), "version 2 without prev");
}

TEST(Card, RefusesWhatIsLongerThanItsLimit) {
  Card card = first_card();
  card.officers.clear();
  for (std::uint8_t i = 0; i < 250; ++i) {
    Officer one = test::officer("o-" + base::to_hex(Bytes{i}), i, {May::seal});
    one.name = std::string(100, 'x');
    card.officers.push_back(one);
  }
  ASSERT_GT(card.serialize().size(), k_card_limit);
  expect_malformed(card.serialize(), "too long");
  SigningKey root = fixed_key(test::k_root);
  EXPECT_EQ(sign_card(card, root, nullptr).error().code(), ErrorCode::malformed);
}

TEST(Officer, IsValidFromItsFirstToItsLastSecondAndNotFromItsRevocationOn) {
  Officer one = test::officer("ab", 1, {May::seal});
  EXPECT_FALSE(one.valid_at(at("2025-12-31T23:59:59Z")));
  EXPECT_TRUE(one.valid_at(at("2026-01-01T00:00:00Z")));
  EXPECT_TRUE(one.valid_at(at("2027-12-31T23:59:59Z")));
  EXPECT_FALSE(one.valid_at(at("2028-01-01T00:00:00Z")));
  one.revoked_at = at("2026-06-01T12:00:00Z");
  EXPECT_TRUE(one.valid_at(at("2026-06-01T11:59:59Z")));
  EXPECT_FALSE(one.valid_at(at("2026-06-01T12:00:00Z")));
}

TEST(SignCard, TakesNoOtherKeyThanTheRootsThatHaveToSign) {
  const Card card = first_card();
  SigningKey root = fixed_key(test::k_root);
  SigningKey other = fixed_key(1);
  EXPECT_TRUE(sign_card(card, root, nullptr).has_value());
  EXPECT_EQ(sign_card(card, other, nullptr).error().code(), ErrorCode::wrong_key);
  EXPECT_EQ(sign_card(card, root, &root).error().code(), ErrorCode::wrong_key);
}

TEST(SignCard, SignsNothingThatNobodyCouldRead) {
  Card card = first_card();
  card.country = "France";
  SigningKey root = fixed_key(test::k_root);
  EXPECT_EQ(sign_card(card, root, nullptr).error().code(), ErrorCode::malformed);
}

TEST(SignCard, PassesOnWhyASignerDidNotSign) {
  const Card first = test::first_card();
  test::RefusingSigner refusing(first.root);
  EXPECT_EQ(sign_card(first, refusing, nullptr).error().sentence(), "the signer refused");
  Card next = test::next_card(first);
  next.root = fixed_key(test::k_root + 1).public_key();
  SigningKey root = fixed_key(test::k_root + 1);
  EXPECT_EQ(sign_card(next, root, &refusing).error().sentence(), "the signer refused");
}

}  // namespace
}  // namespace rogatory::crypto
