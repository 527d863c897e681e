#include "crypto/x25519.hpp"

#include <gtest/gtest.h>

#include <algorithm>

#include "base/file.hpp"
#include "base/json.hpp"

namespace rogatory::crypto {
namespace {

SecretBytes secret_from(std::string_view hex) { return SecretBytes::copy_of(*base::from_hex(hex)); }

X25519Point point_from(std::string_view hex) {
  const Bytes raw = *base::from_hex(hex);
  X25519Point point{};
  std::ranges::copy(raw, point.begin());
  return point;
}

TEST(X25519, KnowsTheVectorOfRfc7748) {
  const Result<SecretBytes> shared =
      x25519_shared(secret_from("a546e36bf0527c9d3b16154b82465edd62144c0ac1fc5a18506a2244ba449ac4"),
                    point_from("e6db6867583030db3594c1a424b15f7c726624ec26b3353b10a903a6d0ab1c4c"));
  ASSERT_TRUE(shared);
  EXPECT_EQ(base::to_hex(shared->expose()), "c3da55379de9c6908e94ea4df28d084f32eccf03491c71f754b4075577a28552");
}

TEST(X25519, BothSidesFindTheSameSecret) {
  const SecretBytes one = SecretBytes::random(32);
  const SecretBytes other = SecretBytes::random(32);
  const Result<SecretBytes> here = x25519_shared(one, x25519_public(other));
  const Result<SecretBytes> there = x25519_shared(other, x25519_public(one));
  ASSERT_TRUE(here && there);
  EXPECT_TRUE(equal_secret(here->expose(), there->expose()));
}

// All vectors of Wycheproof. "acceptable" ones (points off the curve or on its twist, non-canonical coordinates) give
// the listed secret too, except where it is zero: that is refused.
TEST(X25519, AgreesWithWycheproofAndRefusesTheZeroSecret) {
  const std::string path = ROGATORY_TEST_DATA "/vectors/wycheproof/x25519_test.json";
  const Result<Bytes> text = base::load_file(FileSystem::real(), path, 4 * 1024 * 1024);
  if (!text && text.error().code() == ErrorCode::not_found) {
    GTEST_SKIP() << "no Wycheproof vectors at " << path;
  }
  ASSERT_TRUE(text);
  const Result<Json> suite = base::parse_json(*text, text->size());
  ASSERT_TRUE(suite) << suite.error().sentence();
  int shared_count = 0;
  int zero_count = 0;
  for (const Json& group : *suite->as_object()->at("testGroups").as_array()) {
    for (const Json& test : *group.as_object()->at("tests").as_array()) {
      const auto& field = *test.as_object();
      const std::string& expected = *field.at("shared").as_string();
      const Result<SecretBytes> shared =
          x25519_shared(secret_from(*field.at("private").as_string()), point_from(*field.at("public").as_string()));
      if (expected == std::string(64, '0')) {
        ++zero_count;
        ASSERT_FALSE(shared) << *field.at("tcId").as_integer();
        EXPECT_EQ(shared.error().code(), ErrorCode::malformed);
      } else {
        ++shared_count;
        ASSERT_TRUE(shared) << *field.at("tcId").as_integer();
        EXPECT_EQ(base::to_hex(shared->expose()), expected) << *field.at("tcId").as_integer();
      }
    }
  }
  EXPECT_EQ(*suite->as_object()->at("numberOfTests").as_integer(), shared_count + zero_count);
  EXPECT_GT(zero_count, 0);
}

}  // namespace
}  // namespace rogatory::crypto
