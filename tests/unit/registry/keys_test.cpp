#include "registry/keys.hpp"

#include <gtest/gtest.h>

#include "tests/support/homes.hpp"
#include "tests/support/run.hpp"

namespace rogatory::registry {
namespace {

using test::HomeKit;

TEST(KeyName, HasOneSpelling) {
  for (const char* text :
       {"root", "root.2", "officer.registry-2", "log.1", "tls.3", "transport.12", "evidence.1", "home.1"}) {
    const std::optional<KeyName> name = KeyName::parse(text);
    ASSERT_TRUE(name) << text;
    EXPECT_EQ(name->text(), text);
  }
  for (const char* text : {"", "root.", "root.1", "root.02", "root.-2", "log", "log.0", "log.1.key", "officer",
                           "officer.", "officer.X", "officer.1", "Log.1", "transport.9999999999999999999", "home.1 "}) {
    EXPECT_FALSE(KeyName::parse(text)) << text;
  }
}

/// A home with passphrases: scrypt makes it slow, so the tests share their steps.
struct Locked {
  crypto::SecretBytes home = crypto::SecretBytes::copy_of(base::as_bytes("correct horse"));
  crypto::SecretBytes officer = crypto::SecretBytes::copy_of(base::as_bytes("battery staple"));
  HomeKit kit{test::new_home(), {.home = &home, .officer = &officer}};
};

TEST(KeyRing, OpensEachKeyWithItsOwnersPassphrase) {
  Locked locked;
  HomeKit& kit = locked.kit;
  const crypto::Card card = kit.home.own_chain()->newest();
  EXPECT_EQ(kit.root().public_key(), card.root);
  EXPECT_EQ(kit.keys.officer("registry-1", card.officer("registry-1")->key).value()->public_key(),
            card.officer("registry-1")->key);
  EXPECT_EQ(kit.keys.identities(KeyKind::transport)->size(), 1U);
  ASSERT_TRUE(kit.keys.home_passphrase().value());
  EXPECT_EQ(kit.keys.home_passphrase().value()->expose_text(), "correct horse");
}

TEST(KeyRing, SaysWrongKeyForAnothersPassphrase) {
  Locked locked;
  HomeKit& kit = locked.kit;
  std::swap(kit.said.home, kit.said.officer);
  const crypto::Card card = kit.home.own_chain()->newest();
  EXPECT_EQ(kit.keys.root(card.root, std::nullopt).error().code(), ErrorCode::wrong_key);
  EXPECT_EQ(kit.keys.officer("registry-1", card.officer("registry-1")->key).error().code(), ErrorCode::wrong_key);
  EXPECT_EQ(kit.keys.home_passphrase().error().code(), ErrorCode::wrong_key);
}

TEST(KeyRing, AsksThreeTimesAndNoMore) {
  class Forgetful : public test::SaidPassphrases {
   public:
    Result<crypto::SecretBytes> get(const PassphraseRequest& /*request*/) override {
      ++asked;
      return crypto::SecretBytes::copy_of(base::as_bytes("a wrong one"));
    }
  };
  const Locked locked;
  Forgetful forgetful;
  KeyRing keys(locked.kit.home, forgetful);
  EXPECT_EQ(keys.identities(KeyKind::evidence).error().code(), ErrorCode::wrong_key);
  EXPECT_EQ(forgetful.asked, 3);
}

TEST(KeyRing, AsksNothingForPlainKeys) {
  HomeKit kit;
  const crypto::Card card = kit.home.own_chain()->newest();
  EXPECT_TRUE(kit.keys.officer("registry-1", card.officer("registry-1")->key));
  EXPECT_TRUE(kit.keys.identities(KeyKind::evidence));
  EXPECT_FALSE(kit.keys.home_passphrase().value());
  EXPECT_EQ(kit.said.asked, 0);
}

TEST(KeyRing, RefusesAnOfficersFileThatHoldsAnotherKey) {
  HomeKit kit;
  test::write_file(kit.home.file("keys/officer.registry-1.key"), test::read_file(kit.home.file("keys/log.1.key")));
  const crypto::Card card = kit.home.own_chain()->newest();
  EXPECT_EQ(kit.keys.officer("registry-1", card.officer("registry-1")->key).error().code(), ErrorCode::wrong_key);
}

TEST(KeyRing, RefusesARootFileThatHoldsAnotherKey) {
  HomeKit kit;
  const crypto::Card card = kit.home.own_chain()->newest();
  const std::string other = kit.home.file("keys/log.1.key");
  EXPECT_EQ(kit.keys.root(card.root, other).error().code(), ErrorCode::wrong_key);
  EXPECT_EQ(kit.keys.root(card.root, kit.home.file("keys/missing.key")).error().code(), ErrorCode::not_found);
}

TEST(KeyRing, GivesIdentitiesNewestFirst) {
  HomeKit kit;
  NewKeyFiles made(kit.home.fs());
  const KeyName second = next_key_name(kit.home, KeyKind::evidence).value();
  EXPECT_EQ(second.text(), "evidence.2");
  const crypto::age::Recipient newest = make_age_key(made, kit.home.fs(), kit.home.file("keys"), second, {}).value();
  made.keep();
  const auto identities = kit.keys.identities(KeyKind::evidence).value();
  ASSERT_EQ(identities.size(), 2U);
  EXPECT_EQ(identities.front().recipient(), newest);
}

TEST(NewKeyFiles, GoAwayUnlessTheyAreKept) {
  const HomeKit kit;
  const std::vector<std::string> before = test::names_of(kit.home.file("keys"));
  {
    NewKeyFiles made(kit.home.fs());
    const KeyName name{.kind = KeyKind::log, .officer = {}, .number = 2};
    ASSERT_TRUE(make_signing_key(made, kit.home.fs(), kit.home.file("keys"), name, "log", {}));
    EXPECT_EQ(test::names_of(kit.home.file("keys")).size(), before.size() + 2);
  }
  EXPECT_EQ(test::names_of(kit.home.file("keys")), before);
}

TEST(NewKeyFiles, NeverReplaceAKey) {
  const HomeKit kit;
  const std::string path = kit.home.file("keys/log.1.key");
  const std::string before = test::read_file(path);
  NewKeyFiles made(kit.home.fs());
  const KeyName name{.kind = KeyKind::log, .officer = {}, .number = 1};
  EXPECT_EQ(make_signing_key(made, kit.home.fs(), kit.home.file("keys"), name, "log", {}).error().code(),
            ErrorCode::refused);
  EXPECT_EQ(test::read_file(path), before);
}

TEST(KeyFiles, AreReadByStockTools) {
  const HomeKit kit;
  const std::string keys = kit.home.file("keys/");
  EXPECT_EQ(test::run("ssh-keygen -y -f " + keys + "root.key | cut -d' ' -f1,2").output,
            test::read_file(keys + "root.pub"));
  EXPECT_EQ(test::run("age-keygen -y " + keys + "evidence.1.key").output, test::read_file(keys + "evidence.1.pub"));
}

}  // namespace
}  // namespace rogatory::registry
