#include "bundle/records.hpp"

#include <gtest/gtest.h>

#include <algorithm>

#include "bundle/format.hpp"
#include "crypto/age.hpp"

namespace rogatory::bundle {
namespace {

using base::as_bytes;

Seal some_seal() {
  Seal seal;
  seal.authority = "fr-ca";
  seal.parts = 3;
  seal.content_size = 140'000'123;
  seal.item_count = 40;
  seal.name = "request-17";
  seal.officer = "registry-2";
  seal.sealed_at = UtcTime{1'700'000'000};
  return seal;
}

ItemRecord some_file() {
  ItemRecord record;
  record.item = 7;
  record.name = "case/Statement.pdf";
  record.file = "data/000007.pdf";
  record.media_type = "application/pdf";
  record.modified = UtcTime{1'600'000'000};
  record.modified_ns = 5;
  record.salt = Bytes(32, 9);
  record.size = 1234;
  return record;
}

/// The text with the first `from` replaced by `to`.
std::string with(std::string text, std::string_view from, std::string_view to) {
  const std::size_t at = text.find(from);
  EXPECT_NE(at, std::string::npos) << from;
  return text.replace(at, from.size(), to);
}

TEST(Seal, ReadsWhatItWrites) {
  Seal seal = some_seal();
  EXPECT_EQ(Seal::parse(as_bytes(seal.serialize())).value().serialize(), seal.serialize());
  seal.case_id = std::string(32, 'a');
  seal.previous = BundleId{};
  const Seal read = Seal::parse(as_bytes(seal.serialize())).value();
  EXPECT_EQ(read.case_id, seal.case_id);
  EXPECT_EQ(read.previous, seal.previous);
}

TEST(Seal, RefusesEveryOtherForm) {
  const std::string good = some_seal().serialize();
  const std::pair<const char*, const char*> changes[] = {
      {"rogatory-seal/1", "rogatory-seal/2"},
      {"\"parts\":3", "\"parts\":2"},
      {"\"parts\":3", "\"parts\":4"},
      {"\"parts\":3", "\"parts\":0"},
      {"\"size\":140000123", "\"size\":0"},
      {"67108864", "67108865"},
      {"fr-ca", "FR-CA"},
      {"registry-2", "r"},
      {"request-17", "Request"},
      {"\"case\":null", "\"case\":\"abc\""},
      {"\"previous\":null", "\"previous\":\"00\""},
      {"2023-11-14T22:13:20Z", "2023-11-14 22:13:20Z"},
      {"2023-11-14T22:13:20Z", "2023-02-30T22:13:20Z"},
      {"{\"authority\"", "{\"aa\":1,\"authority\""},
      {"\"type\"", "\"typf\""},
      {"{\"authority\"", "{ \"authority\""},
      {"\"count\":40", "\"count\":-1"},
      {"\"count\":40", "\"count\":1000000"},
  };
  for (const auto& [from, to] : changes) {
    const Result<Seal> read = Seal::parse(as_bytes(with(good, from, to)));
    ASSERT_FALSE(read.has_value()) << from << " -> " << to;
    EXPECT_EQ(read.error().code(), ErrorCode::malformed);
  }
  EXPECT_FALSE(Seal::parse(as_bytes(good + "\n")).has_value());
  EXPECT_FALSE(Seal::parse(as_bytes(good.substr(0, good.size() - 1))).has_value());
  EXPECT_FALSE(Seal::parse({}).has_value());
}

TEST(Context, NamesCompartmentOrRecipientsNeverBoth) {
  Context context;
  context.authority = "fr-ca";
  context.officer = "registry-2";
  context.name = "one";
  context.recipients = {crypto::age::Identity::generate().recipient().text()};
  const std::string outside = context.serialize();
  EXPECT_TRUE(Context::parse(as_bytes(outside)).has_value());
  EXPECT_FALSE(Context::parse(as_bytes(with(outside, "\"case\":null", "\"case\":\"" + std::string(32, 'a') + "\"")))
                   .has_value());
  context.case_id = std::string(32, 'a');
  context.compartment = "main";
  EXPECT_TRUE(Context::parse(as_bytes(context.serialize())).has_value());
}

TEST(Context, RefusesRecipientsOutOfOrderOrTwice) {
  std::vector<std::string> keys{crypto::age::Identity::generate().recipient().text(),
                                crypto::age::Identity::generate().recipient().text()};
  std::sort(keys.begin(), keys.end());
  Context context;
  context.authority = "fr-ca";
  context.officer = "registry-2";
  context.name = "one";
  context.recipients = keys;
  EXPECT_TRUE(Context::parse(as_bytes(context.serialize())).has_value());
  context.recipients = {keys[1], keys[0]};
  EXPECT_FALSE(Context::parse(as_bytes(context.serialize())).has_value());
  context.recipients = {keys[0], keys[0]};
  EXPECT_FALSE(Context::parse(as_bytes(context.serialize())).has_value());
}

TEST(Context, MatchesOnlyTheSealOfItsMaker) {
  const Seal seal = some_seal();
  Context context;
  context.authority = seal.authority;
  context.officer = seal.officer;
  context.name = seal.name;
  EXPECT_TRUE(context.matches(seal));
  for (std::string Context::* field : {&Context::authority, &Context::officer, &Context::name}) {
    Context other = context;
    other.*field = "other-one";
    EXPECT_FALSE(other.matches(seal));
  }
  context.case_id = std::string(32, 'a');
  EXPECT_FALSE(context.matches(seal));
}

TEST(ItemRecord, KeepsNamesThatAreNoUtf8) {
  ItemRecord record = some_file();
  record.name = "case/\xFF\xFEname\n.pdf";
  const std::string line = record.serialize().value();
  EXPECT_NE(line.find("name_bytes"), std::string::npos);
  EXPECT_EQ(ItemRecord::parse(as_bytes(line)).value().name, record.name);
}

TEST(ItemRecord, RefusesNameBytesWhereTheNameWouldDo) {
  const std::string line = some_file().serialize().value();
  const std::string encoded = base::to_base64(as_bytes("case/Statement.pdf"));
  const std::string changed = with(line, "\"salt\"", "\"name_bytes\":\"" + encoded + "\",\"salt\"");
  EXPECT_FALSE(ItemRecord::parse(as_bytes(changed)).has_value());
}

TEST(ItemRecord, RefusesPathsThatLeadElsewhere) {
  for (const char* name : {"/etc/passwd", "../x", "a/../b", "a//b", "a/", ".", "./a", ""}) {
    ItemRecord record = some_file();
    record.name = name;
    EXPECT_FALSE(ItemRecord::parse(as_bytes(record.serialize().value())).has_value()) << name;
  }
  EXPECT_FALSE(is_item_name(std::string_view("a\0b", 3)));
  EXPECT_FALSE(is_item_name(std::string(600, '/')));
}

TEST(ItemRecord, TakesExhibitHashesAndNote) {
  ItemRecord record = some_file();
  record.exhibit = "fr-ca:3";
  record.hashes = {{"md5", std::string(32, 'a')}, {"sha1", std::string(40, 'b')}};
  record.note = "first copy";
  const std::string line = record.serialize().value();
  EXPECT_EQ(ItemRecord::parse(as_bytes(line)).value().serialize().value(), line);
  for (const auto& [from, to] : {std::pair{"fr-ca:3", "fr-ca:03"},
                                 {"fr-ca:3", "3"},
                                 {"fr-ca:3", "fr-ca:"},
                                 {"data/000007.pdf", "data/000008.pdf"},
                                 {"data/000007.pdf", "data/000007.p/f"},
                                 {"\"kind\":\"file\"", "\"kind\":\"link\""},
                                 {"application/pdf", "a b"},
                                 {"\"md5\":\"aa", "\"md5\":\"AA"},
                                 {"\"md5\"", "\"md4\""}}) {
    EXPECT_FALSE(ItemRecord::parse(as_bytes(with(line, from, to))).has_value()) << to;
  }
}

TEST(ItemRecord, OfADirectoryHasNoContent) {
  ItemRecord record = some_file();
  record.kind = ItemKind::directory;
  const std::string line = record.serialize().value();
  EXPECT_TRUE(ItemRecord::parse(as_bytes(line)).has_value());
  EXPECT_FALSE(ItemRecord::parse(as_bytes(with(line, "\"salt\"", "\"sha256\":\"00\",\"salt\""))).has_value());
}

TEST(ItemRecord, LongerThanItsLimitIsAnError) {
  ItemRecord record = some_file();
  record.name.clear();
  for (int i = 0; i < 255; ++i) {
    record.name += std::string(255, 'n') + "/";
  }
  record.name += "\xFF";
  EXPECT_EQ(record.serialize().error().code(), ErrorCode::malformed);
}

TEST(Seal, HasACaseOfHexadecimalDigits) {
  Seal seal = some_seal();
  seal.case_id = std::string(32, 'g');
  EXPECT_FALSE(Seal::parse(as_bytes(seal.serialize())).has_value());
}

TEST(Context, RefusesARecipientThatIsNoKey) {
  Context context;
  context.authority = "fr-ca";
  context.officer = "registry-2";
  context.name = "one";
  context.recipients = {"age1nobody"};
  EXPECT_FALSE(Context::parse(as_bytes(context.serialize())).has_value());
}

TEST(ItemRecord, KeepsEachFieldToItsForm) {
  ItemRecord record = some_file();
  record.exhibit = "fr-ca:3";
  record.note = "first copy";
  const std::string line = record.serialize().value();
  const std::string salt = "\"salt\":\"" + base::to_base64(Bytes(32, 9)) + "\"";
  const std::string long_type = "a/" + std::string(99, 'b');
  const std::string long_note = std::string(4097, 'n');
  const std::pair<std::string, std::string> changes[] = {
      {salt, "\"salt\":\"" + base::to_base64(Bytes(31, 9)) + "\""},
      {"\"item\":7", "\"item\":0"},
      {"\"file\":\"data/000007.pdf\",", ""},
      {"fr-ca:3", "fr-ca:1234567890"},
      {"fr-ca:3", "fr-ca:3x"},
      {"fr-ca:3", "FR-CA:3"},
      {"application/pdf", long_type},
      {"application/pdf", "application/pdf/a"},
      {"application/pdf", "Application/PDF"},
      {"first copy", long_note},
      {"\"item\":7", "\"hashes\":{},\"item\":7"},
      {"\"note\"", "\"name_bytes\":\"!\",\"note\""},
      {"\"note\"", "\"name_bytes\":\"" + base::to_base64(as_bytes("other\xFF")) + "\",\"note\""},
  };
  ASSERT_TRUE(ItemRecord::parse(as_bytes(line)).has_value());
  for (const auto& [from, to] : changes) {
    const Result<ItemRecord> read = ItemRecord::parse(as_bytes(with(line, from, to)));
    ASSERT_FALSE(read.has_value()) << from << " -> " << to;
    EXPECT_EQ(read.error().code(), ErrorCode::malformed) << to;
  }
}

TEST(ObligationsRecord, ReadsWhatItWritesAndNoOtherForm) {
  ObligationsRecord record;
  record.salt = Bytes(32, 9);
  const std::string line = record.serialize();
  EXPECT_EQ(ObligationsRecord::parse(as_bytes(line)).value().serialize(), line);
  for (const auto& [from, to] : {std::pair{"\"item\":0", "\"item\":1"},
                                 {"\"kind\":\"obligations\"", "\"kind\":\"file\""},
                                 {"\"obligations\":[]", "\"obligations\":{}"},
                                 {"\"salt\"", "\"salts\""},
                                 {"{\"item\"", "{\"extra\":1,\"item\""}}) {
    EXPECT_FALSE(ObligationsRecord::parse(as_bytes(with(line, from, to))).has_value()) << to;
  }
}

}  // namespace
}  // namespace rogatory::bundle
