#include <gtest/gtest.h>

#include "base/text.hpp"
#include "crypto/card.hpp"
#include "tests/support/ssh.hpp"

namespace rogatory::crypto {
namespace {

Sha256 all(std::uint8_t byte) {
  Sha256 fingerprint;
  fingerprint.bytes.fill(byte);
  return fingerprint;
}

std::string times(std::size_t count, const std::string& words) {
  std::string text;
  for (std::size_t i = 0; i < count; ++i) {
    text += words + " ";
  }
  return text;
}

// The vectors of BIP-39 for 256 bits.
TEST(FingerprintWords, KnowTheVectorsOfBip39) {
  const std::string winner = "legal winner thank year wave sausage worth useful";
  const std::string letter = "letter advice cage absurd amount doctor acoustic avoid";
  const std::vector<std::pair<std::uint8_t, std::string>> vectors{
      {0x00, times(23, "abandon") + "art"},
      {0x7f, times(2, winner) + "legal winner thank year wave sausage worth title"},
      {0x80, times(2, letter) + "letter advice cage absurd amount doctor acoustic bless"},
      {0xff, times(23, "zoo") + "vote"}};
  for (const auto& [byte, words] : vectors) {
    EXPECT_EQ(base::join(fingerprint_words(all(byte)), " "), words);
    EXPECT_EQ(fingerprint_from_words(fingerprint_words(all(byte))).value(), all(byte));
  }
}

TEST(FingerprintWords, ReadBack) {
  for (int i = 0; i < 200; ++i) {
    const Sha256 fingerprint = Sha256::from_bytes(random_bytes(32)).value();
    const auto words = fingerprint_words(fingerprint);
    ASSERT_EQ(words.size(), 24U);
    EXPECT_EQ(fingerprint_from_words(words).value(), fingerprint);
  }
}

TEST(FingerprintWords, RefuseAnotherCountAnotherWordAndAWrongChecksum) {
  const std::vector<std::string> good = fingerprint_words(sha256("an authority"));
  const auto expect_malformed = [](const std::vector<std::string>& words) {
    const auto parsed = fingerprint_from_words(words);
    ASSERT_FALSE(parsed.has_value());
    EXPECT_EQ(parsed.error().code(), ErrorCode::malformed);
  };
  expect_malformed({});
  expect_malformed({good.begin(), good.end() - 1});
  std::vector<std::string> longer = good;
  longer.emplace_back("abandon");
  expect_malformed(longer);
  for (const char* word : {"", "rogatory", "Abandon", "abandon ", "aban", "zzz"}) {
    std::vector<std::string> changed = good;
    changed[5] = word;
    expect_malformed(changed);
  }
  expect_malformed(std::vector<std::string>(24, "abandon"));  // the last would be "art"
}

TEST(Fingerprint, ReadsWhatItWrites) {
  const PublicKey root = test::fixed_key(1).public_key();
  EXPECT_EQ(fingerprint_text(fingerprint_of(root)), root.fingerprint());
  EXPECT_EQ(parse_fingerprint(root.fingerprint()).value(), fingerprint_of(root));
}

TEST(Fingerprint, AcceptsOneSpelling) {
  const std::string good = fingerprint_text(sha256("an authority"));
  const std::string base64 = good.substr(7);
  for (const std::string& text : {std::string(), std::string("SHA256:"), base64, good + "=", good + "\n", good + "A",
                                  good.substr(0, good.size() - 1), "sha256:" + base64, "MD5:" + base64, " " + good}) {
    const auto parsed = parse_fingerprint(text);
    ASSERT_FALSE(parsed.has_value()) << text;
    EXPECT_EQ(parsed.error().code(), ErrorCode::malformed) << text;
  }
}

}  // namespace
}  // namespace rogatory::crypto
