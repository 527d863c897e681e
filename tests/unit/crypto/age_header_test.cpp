// The grammar of the header: what is read, what is refused, one accepted spelling. The published vectors run in
// tests/vectors/age_vectors; these stand beside them, each wrong in one place.
#include <gtest/gtest.h>

#include "crypto/age_stanza.hpp"

namespace rogatory::crypto::age {
namespace {

const std::string k_body_32 = std::string(43, 'A') + "\n";
const std::string k_stanza = "-> X25519 " + std::string(43, 'A') + "\n" + k_body_32;
const std::string k_end = "--- " + std::string(43, 'A') + "\n";
const std::string k_start(k_version_line);

Result<Header> parse(const std::string& text) { return parse_header(base::as_bytes(text)); }

void expect_malformed(const std::string& text) {
  const Result<Header> header = parse(text);
  ASSERT_FALSE(header) << text;
  EXPECT_EQ(header.error().code(), ErrorCode::malformed) << text;
}

TEST(AgeHeader, SaysWhereThePayloadStartsAndWhatTheMacCovers) {
  const std::string text = k_start + k_stanza + k_end;
  const Result<Header> header = parse(text + "payload");
  ASSERT_TRUE(header) << header.error().sentence();
  EXPECT_EQ(header->size, text.size());
  EXPECT_EQ(text.substr(0, header->mac_input_size), k_start + k_stanza + "---");
  EXPECT_EQ(header->mac, Bytes(32, 0));
  ASSERT_EQ(header->stanzas.size(), 1U);
  EXPECT_EQ(header->stanzas[0].type, "X25519");
  EXPECT_EQ(header->stanzas[0].arguments, std::vector<std::string>{std::string(43, 'A')});
  EXPECT_EQ(header->stanzas[0].body, Bytes(32, 0));
}

TEST(AgeHeader, IsRefusedWhereverItIsCutShort) {
  const std::string text = k_start + k_stanza + "-> grease !\n" + std::string(64, 'A') + "\n\n" + k_end;
  ASSERT_TRUE(parse(text));
  for (std::size_t size = 0; size < text.size(); ++size) {
    expect_malformed(text.substr(0, size));
  }
}

TEST(AgeHeader, NeedsExactlyVersionOne) {
  expect_malformed("age-encryption.org/v2\n" + k_stanza + k_end);
  expect_malformed("age-encryption.org/v1 \n" + k_stanza + k_end);
  expect_malformed("age-encryption.org/v1\r\n" + k_stanza + k_end);
  expect_malformed("age-encryption.org/v10\n" + k_stanza + k_end);
  expect_malformed(" age-encryption.org/v1\n" + k_stanza + k_end);
  expect_malformed("\n" + k_start + k_stanza + k_end);
  expect_malformed("AGE-encryption.org/v1\n" + k_stanza + k_end);
}

TEST(AgeHeader, RefusesArmourAndSaysSo) {
  const Result<Header> header = parse("-----BEGIN AGE ENCRYPTED FILE-----\nYWdl\n-----END AGE ENCRYPTED FILE-----\n");
  ASSERT_FALSE(header);
  EXPECT_EQ(header.error().code(), ErrorCode::malformed);
  EXPECT_NE(header.error().sentence().find("armour"), std::string::npos);
}

TEST(AgeHeader, NeedsAtLeastOneStanza) { expect_malformed(k_start + k_end); }

TEST(AgeHeader, RefusesEveryOtherFormOfTheStanzaLine) {
  for (const char* line : {"->\n", "-> \n", "->X25519 A\n", "->  X25519\n", "-> X25519  A\n", "-> X25519 A \n",
                           "-> X25519\tA\n", "-> X25519 \x7f\n", "-> X25519 \xc3\xa9\n", "-> X25519 A\r\n", "- > X\n",
                           " -> X25519 A\n", "X25519 A\n", "\n", "-->X\n"}) {
    expect_malformed(k_start + line + k_body_32 + k_end);
  }
  expect_malformed(k_start + std::string("-> X\0Y\n", 7) + k_body_32 + k_end);
}

TEST(AgeHeader, TakesEveryVisibleCharacterInArguments) {
  std::string visible;
  for (char c = '!'; c <= '~'; ++c) {
    visible += c;
  }
  const Result<Header> header = parse(k_start + "-> " + visible + " " + visible + "\n\n" + k_end);
  ASSERT_TRUE(header) << header.error().sentence();
  EXPECT_EQ(header->stanzas[0].type, visible);
  EXPECT_EQ(header->stanzas[0].arguments, std::vector<std::string>{visible});
  EXPECT_TRUE(header->stanzas[0].body.empty());
}

TEST(AgeHeader, RefusesEveryOtherFormOfTheBody) {
  const std::string full(64, 'A');
  const auto with_body = [](const std::string& body) { return k_start + "-> grease\n" + body + k_end; };
  EXPECT_TRUE(parse(with_body("\n")));
  EXPECT_TRUE(parse(with_body(full + "\n\n")));
  EXPECT_TRUE(parse(with_body(full + "\nAA\n")));
  expect_malformed(with_body(""));                      // no body at all: the MAC's line is no base64
  expect_malformed(with_body(full + "\n"));             // no short last line
  expect_malformed(with_body(full + "AAAA\n"));         // over 64 columns
  expect_malformed(with_body("AA\n" + full + "\n\n"));  // a short line that is not the last
  expect_malformed(with_body("AA\nAA\n"));
  expect_malformed(with_body("AA==\n"));  // padded
  expect_malformed(with_body("AB\n"));    // unused bits set
  expect_malformed(with_body("A\n"));     // six bits are no byte
  expect_malformed(with_body("AA\r\n"));
  expect_malformed(with_body(" AA\n"));
  expect_malformed(with_body("A_\n"));  // the URL alphabet
}

TEST(AgeHeader, RefusesEveryOtherFormOfTheMac) {
  const std::string mac(43, 'A');
  for (const std::string& line : std::initializer_list<std::string>{
           "---\n", "--- \n", "---" + mac + "\n", "---  " + mac + "\n", "--- " + mac + " \n", "--- " + mac + "=\n",
           "--- " + mac + "A\n", "--- " + std::string(42, 'A') + "\n", "--- " + std::string(42, 'A') + "B\n",
           "--- " + mac + "\r\n", "--- " + mac + " " + mac + "\n", "---- " + mac + "\n", "-- " + mac + "\n"}) {
    expect_malformed(k_start + k_stanza + line);
  }
}

TEST(AgeHeader, TakesSixtyFourStanzasAndNoMore) {
  std::string stanzas;
  for (std::size_t i = 0; i < k_stanza_limit; ++i) {
    stanzas += k_stanza;
  }
  ASSERT_TRUE(parse(k_start + stanzas + k_end));
  expect_malformed(k_start + stanzas + k_stanza + k_end);
}

TEST(AgeHeader, TakesSixtyFourKibibytesAndNoMore) {
  const auto of_size = [](std::size_t size) {
    const std::string rest = k_start + "-> " + "\n\n" + k_end;
    return k_start + "-> " + std::string(size - rest.size(), 'x') + "\n\n" + k_end;
  };
  const Result<Header> header = parse(of_size(k_header_limit) + "payload");
  ASSERT_TRUE(header) << header.error().sentence();
  EXPECT_EQ(header->size, k_header_limit);
  expect_malformed(of_size(k_header_limit + 1) + "payload");
}

TEST(AgeStanza, IsWrittenInTheOneFormThatIsRead) {
  for (std::size_t size = 0; size <= 200; ++size) {
    const Stanza stanza{.type = "example.com/enigma", .arguments = {"a", "b"}, .body = Bytes(size, 0x5a)};
    const Result<Header> header = parse(k_start + serialize_stanza(stanza) + k_end);
    ASSERT_TRUE(header) << size;
    EXPECT_EQ(header->stanzas[0].type, stanza.type);
    EXPECT_EQ(header->stanzas[0].arguments, stanza.arguments);
    EXPECT_EQ(header->stanzas[0].body, stanza.body);
  }
}

}  // namespace
}  // namespace rogatory::crypto::age
