#include "crypto/legacy_hash.hpp"

#include <gtest/gtest.h>

namespace rogatory::crypto {
namespace {

std::string digest(LegacyHash algorithm, std::string_view text) {
  LegacyHasher hasher = *LegacyHasher::create(algorithm);
  hasher.update(base::as_bytes(text));
  return hasher.finish();
}

TEST(LegacyHash, KnowsTheVectorsOfRfc1321AndFips180) {
  EXPECT_EQ(digest(LegacyHash::md5, ""), "d41d8cd98f00b204e9800998ecf8427e");
  EXPECT_EQ(digest(LegacyHash::md5, "abc"), "900150983cd24fb0d6963f7d28e17f72");
  EXPECT_EQ(digest(LegacyHash::sha1, ""), "da39a3ee5e6b4b0d3255bfef95601890afd80709");
  EXPECT_EQ(digest(LegacyHash::sha1, "abc"), "a9993e364706816aba3e25717850c26c9cd0d89d");
}

TEST(LegacyHash, IsComputedInPiecesAndStartsAnew) {
  LegacyHasher hasher = *LegacyHasher::create(LegacyHash::sha1);
  hasher.update(base::as_bytes("a"));
  hasher.update(base::as_bytes("bc"));
  EXPECT_EQ(hasher.finish(), digest(LegacyHash::sha1, "abc"));
  EXPECT_EQ(hasher.finish(), digest(LegacyHash::sha1, ""));
}

TEST(LegacyHash, HasOneNameAndOneLength) {
  for (const LegacyHash algorithm : {LegacyHash::md5, LegacyHash::sha1}) {
    EXPECT_EQ(parse_legacy_hash(name_of(algorithm)).value(), algorithm);
    EXPECT_EQ(digest(algorithm, "x").size(), digits_of(algorithm));
  }
  for (const char* other : {"", "MD5", "sha256", "sha-1", "md4", "md5,sha1"}) {
    const auto parsed = parse_legacy_hash(other);
    ASSERT_FALSE(parsed.has_value()) << other;
    EXPECT_EQ(parsed.error().code(), ErrorCode::usage);
    EXPECT_NE(parsed.error().next_step().find("md5,sha1"), std::string::npos);
  }
}

}  // namespace
}  // namespace rogatory::crypto
