#include "registry/init.hpp"

#include <gtest/gtest.h>
#include <sys/stat.h>

#include <filesystem>

#include "tests/support/fault_file_system.hpp"
#include "tests/support/homes.hpp"
#include "tests/support/run.hpp"

namespace rogatory::registry {
namespace {

using test::HomeKit;
using test::new_home;

ErrorCode code_of_init(const std::string& path, const NewHome& wanted) {
  const test::SetClock clock("2026-11-23T12:00:00Z");
  const Result<Home> home = init_home(FileSystem::real(), path, wanted, {}, clock);
  EXPECT_FALSE(home.has_value());
  return home ? ErrorCode::failed : home.error().code();
}

TEST(Init, MakesEveryKeyAndACardThatNamesThem) {
  HomeKit kit;
  EXPECT_EQ(test::names_of(kit.home.file("keys")),
            (std::vector<std::string>{"evidence.1.key", "evidence.1.pub", "home.1.key", "home.1.pub", "log.1.key",
                                      "log.1.pub", "officer.registry-1.key", "officer.registry-1.pub", "root.key",
                                      "root.pub", "transport.1.key", "transport.1.pub"}));
  const crypto::Card card = kit.home.own_chain()->newest();
  EXPECT_EQ(card.version, 1);
  EXPECT_EQ(card.issued_at, kit.clock.time);
  EXPECT_EQ(card.evidence, kit.keys.identities(KeyKind::evidence)->front().recipient());
  EXPECT_EQ(card.transport, kit.keys.identities(KeyKind::transport)->front().recipient());
  EXPECT_EQ(load_public_text(kit.home, {}).value(), card.root.openssh());
  const KeyName officer{.kind = KeyKind::officer, .officer = "registry-1", .number = 0};
  EXPECT_EQ(load_public_text(kit.home, officer).value(), card.officer("registry-1")->key.openssh());
}

TEST(Init, LeavesNothingThatOthersCouldRead) {
  const HomeKit kit;
  for (const auto& entry : std::filesystem::recursive_directory_iterator(kit.home.path())) {
    EXPECT_EQ(static_cast<unsigned>(entry.status().permissions()) & 077U, 0U) << entry.path();
  }
}

TEST(Init, TakesAnEmptyDirectoryAndNothingElse) {
  const test::TemporaryDirectory directory;
  ASSERT_EQ(::mkdir((directory / "empty").c_str(), 0755), 0);
  const test::SetClock clock("2026-11-23T12:00:00Z");
  ASSERT_TRUE(init_home(FileSystem::real(), directory / "empty", new_home(), {}, clock));
  EXPECT_EQ(code_of_init(directory / "empty", new_home()), ErrorCode::refused) << "a home";
  ASSERT_EQ(::mkdir((directory / "full").c_str(), 0700), 0);
  test::write_file(directory / "full/letter", "dear");
  EXPECT_EQ(code_of_init(directory / "full", new_home()), ErrorCode::refused);
  EXPECT_EQ(test::read_file(directory / "full/letter"), "dear");
  test::write_file(directory / "file", "x");
  EXPECT_EQ(code_of_init(directory / "file", new_home()), ErrorCode::refused);
  ASSERT_EQ(::symlink("nowhere", (directory / "link").c_str()), 0);
  EXPECT_EQ(code_of_init(directory / "link", new_home()), ErrorCode::refused);
}

TEST(Init, RefusesWhatNoCardCouldSay) {
  const test::TemporaryDirectory directory;
  const auto refused = [&](auto change) {
    NewHome wanted = new_home();
    change(wanted);
    EXPECT_EQ(code_of_init(directory / "home", wanted), ErrorCode::usage);
    EXPECT_TRUE(test::names_of(directory.path()).empty());
  };
  refused([](NewHome& w) { w.authority = "France"; });
  refused([](NewHome& w) { w.country = "fr"; });
  refused([](NewHome& w) { w.name = ""; });
  refused([](NewHome& w) { w.role = "king"; });
  refused([](NewHome& w) { w.zone = "Europe/Paris\n"; });
  refused([](NewHome& w) { w.calendar = "F"; });
  refused([](NewHome& w) { w.languages = {"French"}; });
  refused([](NewHome& w) { w.officer.id = "root"; });
  refused([](NewHome& w) { w.officer.id = "service"; });
  refused([](NewHome& w) { w.officer.may = {}; });
  refused([](NewHome& w) { w.officer.roles = {"KING"}; });
  refused([](NewHome& w) { w.officer.until = UtcTime{0}; });
}

TEST(Init, PutsTheRootKeyOnItsOwnMediumOnly) {
  const test::TemporaryDirectory medium;
  NewHome wanted = new_home();
  wanted.root_key_file = medium / "root.key";
  HomeKit kit(wanted);
  const std::vector<std::string> names = test::names_of(kit.home.file("keys"));
  EXPECT_EQ(std::count(names.begin(), names.end(), "root.key"), 0);
  EXPECT_EQ(std::count(names.begin(), names.end(), "root.pub"), 1);
  const crypto::PublicKey root = kit.home.own_chain()->newest().root;
  EXPECT_EQ(kit.keys.root(root, std::nullopt).error().code(), ErrorCode::not_found);
  EXPECT_EQ(kit.keys.root(root, wanted.root_key_file)->public_key(), root);
}

TEST(Init, DoesNotOverwriteAKeyOnTheMedium) {
  const test::TemporaryDirectory directory;
  test::write_file(directory / "root.key", "another key");
  NewHome wanted = new_home();
  wanted.root_key_file = directory / "root.key";
  EXPECT_EQ(code_of_init(directory / "home", wanted), ErrorCode::refused);
  EXPECT_EQ(test::read_file(directory / "root.key"), "another key");
  EXPECT_EQ(test::names_of(directory.path()), std::vector<std::string>{"root.key"});
}

TEST(Init, IsWholeOrNotThereWhateverStepFails) {
  using test::FaultFileSystem;
  const test::SetClock clock("2026-11-23T12:00:00Z");
  NewHome wanted = new_home();
  const auto attempt = [&](FaultFileSystem& fs, const test::TemporaryDirectory& directory) {
    wanted.root_key_file = directory / "root.key";
    return init_home(fs, directory / "home", wanted, {}, clock).has_value();
  };
  FaultFileSystem counting;
  const test::TemporaryDirectory first;
  ASSERT_TRUE(attempt(counting, first));
  for (const FaultFileSystem::Fault& fault : counting.every_fault()) {
    const test::TemporaryDirectory directory;
    FaultFileSystem fs(fault);
    const bool made = attempt(fs, directory);
    const Result<Home> home = Home::open(FileSystem::real(), directory / "home");
    const bool whole = home && home->own_chain().has_value();
    const bool has_root = base::exists(FileSystem::real(), directory / "root.key").value();
    EXPECT_EQ(whole, has_root) << describe(fault) << ": a home without its root, or a root without a home";
    EXPECT_TRUE(!made || whole) << describe(fault);
    EXPECT_TRUE(whole || names_in(FileSystem::real(), directory / "home")->empty()) << describe(fault);
  }
}

}  // namespace
}  // namespace rogatory::registry
