#include "registry/reading.hpp"

#include <gtest/gtest.h>

#include "tests/support/homes.hpp"

namespace rogatory::registry {
namespace {

using test::HomeKit;

class Reading : public testing::Test {
 protected:
  Result<ReadingAccess> access() { return reading_access(FileSystem::real(), request, said); }
  ErrorCode refusal() {
    const auto result = access();
    EXPECT_FALSE(result.has_value());
    if (!result) {
      EXPECT_NE(result.error().next_step(), "") << result.error().sentence();
    }
    return result ? ErrorCode::failed : result.error().code();
  }
  /// An identity file, locked by "correct horse" where told so.
  std::string identity_file(bool locked) {
    const crypto::SecretBytes text = crypto::age::Identity::generate().text();
    const std::string path = directory / (locked ? "locked.key" : "plain.key");
    if (!locked) {
      test::write_file(path, text.expose_text());
      return path;
    }
    const auto passphrase = crypto::SecretBytes::copy_of(base::as_bytes(std::string_view("correct horse")));
    const Bytes file = crypto::age::encrypt_with_passphrase(text.expose(), passphrase).value();
    test::write_file(path, base::as_text(file));
    return path;
  }
  std::string roots_file() {
    const std::string path = directory / "roots";
    test::write_file(path, "");
    return path;
  }

  test::TemporaryDirectory directory;
  test::SaidPassphrases said;
  ReadingRequest request;
};

/// Answers wrongly for ever, as a person may.
class Guessing : public PassphraseSource {
 public:
  Result<crypto::SecretBytes> get(const PassphraseRequest& request) override {
    EXPECT_EQ(request.attempt, asked);
    ++asked;
    return crypto::SecretBytes::copy_of(base::as_bytes(std::string_view("a guess")));
  }
  int asked = 0;
};

TEST_F(Reading, NeedsNoHomeWithTrustAndIdentity) {
  request.trust = roots_file();
  request.identity_files = {identity_file(false), identity_file(true)};
  request.keys = KeyUse::required;
  const ReadingAccess given = access().value();
  EXPECT_FALSE(given.home.has_value());
  EXPECT_EQ(given.identities.size(), 2U);
  EXPECT_TRUE(given.keys_named);
  EXPECT_EQ(said.asked, 1) << "for the one that is locked";
}

TEST_F(Reading, AsksThreeTimesAndNoMore) {
  request.trust = roots_file();
  request.identity_files = {identity_file(true)};
  Guessing guessing;
  const auto result = reading_access(FileSystem::real(), request, guessing);
  ASSERT_FALSE(result.has_value());
  EXPECT_EQ(result.error().code(), ErrorCode::wrong_key);
  EXPECT_NE(result.error().next_step(), "");
  EXPECT_EQ(guessing.asked, k_passphrase_tries);
}

TEST_F(Reading, SaysWhatToDoWithoutAKeyAndAHome) {
  request.home = directory / "none";
  request.keys = KeyUse::required;
  EXPECT_EQ(refusal(), ErrorCode::not_found);
}

TEST_F(Reading, DoesNotTakeADamagedHomeForNone) {
  HomeKit kit;
  test::write_file(kit.home.file("home.json"), "{}");
  request.home = kit.directory / "home";
  request.keys = KeyUse::if_open;
  const auto result = access();
  ASSERT_FALSE(result.has_value());
  EXPECT_EQ(result.error().code(), ErrorCode::malformed) << result.error().sentence();
}

TEST_F(Reading, OnlyTriesOpenKeysUnlessItMayAsk) {
  const auto secret = crypto::SecretBytes::copy_of(base::as_bytes(std::string_view("correct horse")));
  HomeKit kit(test::new_home(), {.home = &secret, .officer = &secret});
  request.home = kit.directory / "home";
  request.keys = KeyUse::if_open;
  request.may_ask = false;
  EXPECT_TRUE(access()->identities.empty());
  EXPECT_EQ(said.asked, 0);
  request.may_ask = true;
  EXPECT_EQ(access()->identities.size(), 1U);
  request.may_ask = false;
  request.keys = KeyUse::required;
  EXPECT_EQ(access()->identities.size(), 1U);
}

}  // namespace
}  // namespace rogatory::registry
