#include "crypto/bech32.hpp"

#include <gtest/gtest.h>

namespace rogatory::crypto {
namespace {

// The example key of the age specification.
constexpr std::string_view k_identity = "AGE-SECRET-KEY-1GFPYYSJZGFPYYSJZGFPYYSJZGFPYYSJZGFPYYSJZGFPYYSJZGFPQ4EGAEX";
constexpr std::string_view k_prefix = "age-secret-key-";

Result<Bytes> decode(std::string_view text, std::string_view prefix = k_prefix,
                     Bech32Case letters = Bech32Case::upper) {
  Bytes bytes(32);
  ROG_TRY(bech32_decode(text, prefix, letters, bytes));
  return bytes;
}

std::string encode(std::string_view prefix, ByteView bytes, Bech32Case letters) {
  Bytes text(bech32_size(prefix.size(), bytes.size()));
  bech32_encode(prefix, bytes, letters, text);
  return std::string(base::as_text(text));
}

TEST(Bech32, ReadsAndWritesTheExampleOfTheAgeSpecification) {
  const Result<Bytes> bytes = decode(k_identity);
  ASSERT_TRUE(bytes);
  EXPECT_EQ(*bytes, Bytes(32, 0x42));
  EXPECT_EQ(encode(k_prefix, *bytes, Bech32Case::upper), k_identity);
}

TEST(Bech32, RoundTripsAllSizesInBothCases) {
  for (std::size_t size = 0; size <= 40; ++size) {
    Bytes bytes(size);
    for (std::size_t i = 0; i < size; ++i) {
      bytes[i] = static_cast<std::uint8_t>(37 * i + size);
    }
    for (const Bech32Case letters : {Bech32Case::lower, Bech32Case::upper}) {
      Bytes again(size);
      ASSERT_TRUE(bech32_decode(encode("test", bytes, letters), "test", letters, again)) << size;
      EXPECT_EQ(again, bytes);
    }
  }
}

TEST(Bech32, RefusesEverySingleChangedCharacter) {
  for (std::size_t i = 0; i < k_identity.size(); ++i) {
    for (const char c : std::string_view("QPZRY9X8GF2TVDW0S3JN54KHCE6MUA7LBIO1q -")) {
      std::string text(k_identity);
      text[i] = c;
      EXPECT_EQ(decode(text).has_value(), text == k_identity) << text;
    }
  }
}

TEST(Bech32, RefusesTheOtherCaseAndMixedCase) {
  std::string lower;
  for (const char c : k_identity) {
    lower += static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
  }
  EXPECT_FALSE(decode(lower));
  EXPECT_TRUE(decode(lower, k_prefix, Bech32Case::lower));
  EXPECT_FALSE(decode(k_identity, k_prefix, Bech32Case::lower));
  std::string mixed(k_identity);
  mixed.back() = 'x';
  EXPECT_FALSE(decode(mixed));
}

TEST(Bech32, RefusesAnotherPrefixOrLength) {
  EXPECT_FALSE(decode(k_identity, "age"));
  EXPECT_FALSE(decode(k_identity, "age-secret-key-1"));
  EXPECT_FALSE(decode(""));
  for (std::size_t size = 0; size < k_identity.size(); ++size) {
    EXPECT_FALSE(decode(k_identity.substr(0, size))) << size;
  }
  EXPECT_FALSE(decode(std::string(k_identity) + "Q"));
  Bytes short_key(31);
  EXPECT_FALSE(bech32_decode(k_identity, k_prefix, Bech32Case::upper, short_key));
}

// One byte is two characters, of which the second has two bits to spare. The checksums of all three texts are right.
TEST(Bech32, RefusesUnusedBitsThatAreSet) {
  Bytes byte(1);
  EXPECT_TRUE(bech32_decode("test1qq2htfgz", "test", Bech32Case::lower, byte));
  EXPECT_FALSE(bech32_decode("test1qphplu4s", "test", Bech32Case::lower, byte));
  EXPECT_FALSE(bech32_decode("test1qzej22m0", "test", Bech32Case::lower, byte));
}

}  // namespace
}  // namespace rogatory::crypto
