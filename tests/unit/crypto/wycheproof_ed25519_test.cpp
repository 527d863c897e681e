// Every verdict of Wycheproof's Ed25519 vectors: forgeries, second spellings of R and S, other sizes.
#include <gtest/gtest.h>

#include <filesystem>

#include "base/json.hpp"
#include "crypto/sign.hpp"
#include "tests/support/files.hpp"

namespace rogatory::crypto {
namespace {

const Json& at(const Json& object, std::string_view key) { return object.as_object()->find(key)->second; }

const std::string& text(const Json& object, std::string_view key) { return *at(object, key).as_string(); }

TEST(WycheproofEd25519, HasEveryVerdictItShould) {
  const std::string path = ROGATORY_TEST_DATA "/vectors/wycheproof/ed25519_test.json";
  if (!std::filesystem::exists(path)) {
    GTEST_SKIP() << path << " is not there";
  }
  const auto document = base::parse_json(base::as_bytes(test::read_file(path)), 4U << 20U);
  ASSERT_TRUE(document.has_value()) << document.error().sentence();
  std::int64_t seen = 0;
  for (const Json& group : *at(*document, "testGroups").as_array()) {
    const auto key = PublicKey::from_raw(base::from_hex(text(at(group, "publicKey"), "pk")).value());
    ASSERT_TRUE(key.has_value()) << key.error().sentence();
    for (const Json& vector : *at(group, "tests").as_array()) {
      const Bytes message = base::from_hex(text(vector, "msg")).value();
      const Bytes signature = base::from_hex(text(vector, "sig")).value();
      EXPECT_EQ(verify_raw(*key, message, signature), text(vector, "result") == "valid")
          << *at(vector, "tcId").as_integer() << " " << text(vector, "comment");
      ++seen;
    }
  }
  EXPECT_EQ(seen, *at(*document, "numberOfTests").as_integer());
}

}  // namespace
}  // namespace rogatory::crypto
