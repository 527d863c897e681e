#include "registry/home.hpp"

#include <gtest/gtest.h>
#include <sys/stat.h>

#include "tests/support/homes.hpp"

namespace rogatory::registry {
namespace {

using test::HomeKit;

ErrorCode code_of_opening(const std::string& path) {
  const Result<Home> home = Home::open(FileSystem::real(), path);
  EXPECT_FALSE(home.has_value()) << path;
  return home ? ErrorCode::failed : home.error().code();
}

TEST(Home, IsNotFoundWhereThereIsNone) {
  const test::TemporaryDirectory directory;
  EXPECT_EQ(code_of_opening(directory / "nothing"), ErrorCode::not_found);
  EXPECT_EQ(code_of_opening(directory.path()), ErrorCode::not_found) << "an empty directory";
  test::write_file(directory / "file", "x");
  EXPECT_EQ(code_of_opening(directory / "file"), ErrorCode::not_found);
  EXPECT_EQ(code_of_opening(directory / "file/below"), ErrorCode::not_found);
}

TEST(Home, SaysTheNextStepWhereThereIsNone) {
  const test::TemporaryDirectory directory;
  const Result<Home> home = Home::open(FileSystem::real(), directory / "nothing");
  ASSERT_FALSE(home);
  EXPECT_NE(home.error().next_step().find("rogatory init"), std::string::npos);
}

TEST(Home, IsDeniedWhenOthersMayLookInside) {
  const HomeKit kit;
  for (const mode_t mode : {mode_t{0701}, mode_t{0740}, mode_t{0755}}) {
    ASSERT_EQ(::chmod(kit.home.path().c_str(), mode), 0);
    EXPECT_EQ(code_of_opening(kit.home.path()), ErrorCode::denied) << std::oct << mode;
  }
}

TEST(Home, OfANewerVersionIsRefusedNamingBothVersions) {
  const HomeKit kit;
  // What a later version adds must not make its home malformed.
  test::write_file(kit.home.file("home.json"), R"({"authority":"fr-ca","later":true,"version":7})");
  const Result<Home> home = Home::open(FileSystem::real(), kit.home.path());
  ASSERT_FALSE(home);
  EXPECT_EQ(home.error().code(), ErrorCode::refused);
  EXPECT_NE(home.error().sentence().find("version 7"), std::string::npos);
  EXPECT_NE(home.error().sentence().find("version 1"), std::string::npos);
}

TEST(Home, RefusesEveryOtherSpellingOfItsRecord) {
  const HomeKit kit;
  const std::string good = test::read_file(kit.home.file("home.json"));
  ASSERT_TRUE(HomeRecord::parse(base::as_bytes(good)));
  const std::string newline = good + "\n";
  const std::string truncated = good.substr(0, good.size() - 1);
  std::string other_type = good;
  other_type.replace(other_type.find("home/1"), 6, "card/1");
  std::string bad_id = good;
  bad_id.replace(bad_id.find("fr-ca"), 5, "FR-ca");
  std::string version_zero = good;
  version_zero.replace(version_zero.find("\"version\":1"), 11, "\"version\":0");
  for (const std::string& text :
       {newline, truncated, other_type, bad_id, version_zero, std::string("{}"), std::string()}) {
    const Result<HomeRecord> record = HomeRecord::parse(base::as_bytes(text));
    ASSERT_FALSE(record) << text;
    EXPECT_EQ(record.error().code(), ErrorCode::malformed) << text;
  }
}

TEST(Home, SaysThatItsCardsAreMissingDamagedOrAnothers) {
  const HomeKit kit;
  const std::string path = kit.home.file("card.tar");
  std::string bytes = test::read_file(path);
  ASSERT_TRUE(kit.home.own_chain());

  std::string damaged = bytes;
  damaged[600] ^= 1;  // inside card 1
  test::write_file(path, damaged);
  EXPECT_FALSE(kit.home.own_chain());

  const HomeKit other(test::new_home("de-ca"));
  test::write_file(path, test::read_file(other.home.file("card.tar")));
  EXPECT_EQ(kit.home.own_chain().error().code(), ErrorCode::malformed);

  ASSERT_EQ(::unlink(path.c_str()), 0);
  EXPECT_EQ(kit.home.own_chain().error().code(), ErrorCode::incomplete);
}

TEST(Home, TrustsItselfByTheRootOfItsFirstCard) {
  const HomeKit kit;
  const crypto::CardChain chain = kit.home.own_chain().value();
  const crypto::Trust trust = kit.home.trust().value();
  ASSERT_NE(trust.root_of("fr-ca"), nullptr);
  EXPECT_EQ(*trust.root_of("fr-ca"), crypto::fingerprint_of(chain.cards().front().root));
  EXPECT_NE(trust.chain_of("fr-ca"), nullptr);
  EXPECT_EQ(trust.roots().size(), 1U);
}

TEST(Home, IsLockedByOneProgramAtATime) {
  const HomeKit kit;
  const Result<base::FileLock> first = kit.home.lock_exclusive();
  ASSERT_TRUE(first);
  const auto second =
      base::FileLock::take(FileSystem::real(), kit.home.file("lock"), base::FileLock::Kind::exclusive, 0);
  ASSERT_FALSE(second);
  EXPECT_EQ(second.error().code(), ErrorCode::locked);
}

}  // namespace
}  // namespace rogatory::registry
