#include "registry/unfinished.hpp"

#include <gtest/gtest.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <filesystem>

#include "registry/remove_tree.hpp"
#include "tests/support/fault_file_system.hpp"
#include "tests/support/homes.hpp"

namespace rogatory::registry {
namespace {

using test::HomeKit;

constexpr const char* k_name = "/.rogatory-open-0123456789abcdef";

/// A program that records a place, makes it, and is killed.
void die_after_opening(const HomeKit& kit, const std::string& place) {
  const pid_t child = ::fork();
  ASSERT_GE(child, 0);
  if (child == 0) {
    Unfinished unfinished(kit.home);
    const bool recorded = unfinished.started(place).has_value();
    std::filesystem::create_directories(place + "/a/b");
    test::write_file(place + "/a/b/plain", "evidence");
    ::_exit(recorded ? 0 : 1);  // no destructor and no ended(): as good as killed
  }
  int status = 0;
  ASSERT_EQ(::waitpid(child, &status, 0), child);
  ASSERT_EQ(status, 0);
}

TEST(Unfinished, IsRemovedWhenItsProgramDied) {
  const HomeKit kit;
  const std::string place = kit.directory.path() + k_name;
  die_after_opening(kit, place);
  const std::vector<Leftover> found = clean_unfinished(kit.home).value();
  ASSERT_EQ(found.size(), 1U);
  EXPECT_EQ(found[0].path, place);
  EXPECT_TRUE(found[0].removed) << found[0].why;
  EXPECT_FALSE(std::filesystem::exists(place));
  EXPECT_TRUE(clean_unfinished(kit.home)->empty()) << "said once";
}

TEST(Unfinished, IsLeftAloneWhileItsProgramLives) {
  const HomeKit kit;
  const std::string place = kit.directory.path() + k_name;
  Unfinished unfinished(kit.home);
  ASSERT_TRUE(unfinished.started(place));
  std::filesystem::create_directories(place);
  EXPECT_TRUE(clean_unfinished(kit.home)->empty());
  EXPECT_TRUE(std::filesystem::exists(place));
  unfinished.ended(place);
  EXPECT_TRUE(std::filesystem::exists(place)) << "published: no longer ours to remove";
  EXPECT_TRUE(clean_unfinished(kit.home)->empty());
}

TEST(Unfinished, SaysNothingOfAPlaceThatIsGone) {
  const HomeKit kit;
  const std::string place = kit.directory.path() + k_name;
  die_after_opening(kit, place);
  std::filesystem::remove_all(place);
  EXPECT_TRUE(clean_unfinished(kit.home)->empty());
  EXPECT_EQ(test::names_of(kit.home.file("unfinished")), std::vector<std::string>{".lock"});
}

TEST(Unfinished, NamesPlaintextOnAMediumThatWasTakenAway) {
  const HomeKit kit;
  const std::string medium = kit.directory / "stick";
  const std::string away = kit.directory / "pocket";
  std::filesystem::create_directory(medium);
  die_after_opening(kit, medium + k_name);
  std::filesystem::rename(medium, away);
  for (const bool mount_point_stays : {false, true}) {
    if (mount_point_stays) {
      std::filesystem::create_directory(medium);
    }
    const std::vector<Leftover> found = clean_unfinished(kit.home).value();
    ASSERT_EQ(found.size(), 1U);
    EXPECT_EQ(found[0].path, medium + k_name);
    EXPECT_FALSE(found[0].removed);
    EXPECT_NE(found[0].why.find("bring back its medium"), std::string::npos) << found[0].why;
  }
  std::filesystem::remove(medium);
  std::filesystem::rename(away, medium);
  const std::vector<Leftover> found = clean_unfinished(kit.home).value();
  ASSERT_EQ(found.size(), 1U);
  EXPECT_TRUE(found[0].removed) << found[0].why;
  EXPECT_FALSE(std::filesystem::exists(medium + k_name));
  EXPECT_TRUE(clean_unfinished(kit.home)->empty());
}

TEST(Unfinished, IsRecordedWithoutAHomeToo) {
  const test::TemporaryDirectory directory;
  const std::string records = directory / "state/rogatory/unfinished";
  const std::string place = directory.path() + k_name;
  EXPECT_TRUE(clean_records(FileSystem::real(), records)->empty());
  EXPECT_FALSE(std::filesystem::exists(directory / "state")) << "looking makes nothing";
  {
    Unfinished unfinished(FileSystem::real(), records);
    ASSERT_TRUE(unfinished.started(place));
    std::filesystem::create_directories(place + "/a");
  }
  const std::vector<Leftover> found = clean_records(FileSystem::real(), records).value();
  ASSERT_EQ(found.size(), 1U);
  EXPECT_EQ(found[0].path, place);
  EXPECT_TRUE(found[0].removed) << found[0].why;
  EXPECT_FALSE(std::filesystem::exists(place));
}

TEST(Unfinished, NeverRemovesWhatHasNotOurName) {
  const HomeKit kit;
  const std::string victim = kit.directory / "letters";
  std::filesystem::create_directories(victim);
  const std::string escaping = kit.directory.path() + k_name + "/../letters/.rogatory-open-0123456789abcdef";
  std::filesystem::create_directories(escaping);
  int number = 0;
  for (const std::string& path : {victim, escaping}) {
    const std::string text =
        Json(Json::Object{{"path", base::to_base64(base::as_bytes(path))}, {"type", "rogatory-unfinished/1"}})
            .canonical();
    test::write_file(kit.home.file("unfinished/" + std::to_string(++number) + ".json"), text);
  }
  const std::vector<Leftover> found = clean_unfinished(kit.home).value();
  ASSERT_EQ(found.size(), 2U);
  EXPECT_FALSE(found[0].removed);
  EXPECT_FALSE(found[1].removed);
  EXPECT_TRUE(std::filesystem::exists(victim));
  EXPECT_TRUE(std::filesystem::exists(escaping));
}

TEST(Unfinished, KnowsTheNamesThatAreOurs) {
  for (const char* ours : {"/a/.rogatory-open-0123456789abcdef", "/.bundle.rog.0123456789abcdef.tmp"}) {
    EXPECT_TRUE(is_unfinished_name(ours)) << ours;
  }
  for (const char* not_ours :
       {"/a/rogatory-open-0123456789abcdef", "/a/.rogatory-open-0123456789abcdeg", "/a/.rogatory-open-123",
        "/a/.rogatory-open-0123456789abcdef/x", "/a/file.tmp", "/a/.0123456789abcdef.tmp", "/a/x.0123456789abcdef.tmp",
        "/a/.x.0123456789abcdef.tmp2", "/a/.x0123456789abcdef.tmp", ""}) {
    EXPECT_FALSE(is_unfinished_name(not_ours)) << not_ours;
  }
}

TEST(Unfinished, DropsARecordThatWasNeverWhole) {
  const HomeKit kit;
  test::write_file(kit.home.file("unfinished/half.json"), R"({"path":"L3Rt)");
  EXPECT_TRUE(clean_unfinished(kit.home)->empty());
  EXPECT_EQ(test::names_of(kit.home.file("unfinished")), std::vector<std::string>{".lock"});
}

TEST(Unfinished, KeepsARecordThatTheDiskDoesNotGive) {
  const HomeKit kit;
  const std::string place = kit.directory.path() + k_name;
  die_after_opening(kit, place);
  test::FaultFileSystem fs;
  const Home home = Home::open(fs, kit.home.path()).value();
  using Call = test::FaultFileSystem::Call;
  fs.fail({.call = Call::read, .nth = fs.count(Call::read) + 1});
  const std::vector<Leftover> found = clean_unfinished(home).value();
  ASSERT_EQ(found.size(), 1U);
  EXPECT_FALSE(found[0].removed);
  EXPECT_NE(found[0].why, "");
  EXPECT_TRUE(std::filesystem::exists(place));
  const std::vector<Leftover> later = clean_unfinished(kit.home).value();
  ASSERT_EQ(later.size(), 1U);
  EXPECT_TRUE(later[0].removed) << later[0].why;
}

TEST(Unfinished, SweepsTemporaryFilesInTheHomeUnlessSomebodyWrites) {
  const HomeKit kit;
  const std::string left = kit.home.file("keys/.officer.alpha.key.0123456789abcdef.tmp");
  test::write_file(left, "half a key");
  {
    const Result<base::FileLock> somebody = kit.home.lock_exclusive();
    EXPECT_TRUE(clean_unfinished(kit.home)->empty());
    EXPECT_TRUE(std::filesystem::exists(left)) << "it may be that somebody's";
  }
  EXPECT_TRUE(clean_unfinished(kit.home)->empty());
  EXPECT_FALSE(std::filesystem::exists(left));
}

TEST(RemoveTree, FollowsNoLink) {
  const test::TemporaryDirectory directory;
  test::write_file(directory / "kept", "kept");
  std::filesystem::create_directories(directory / "tree/below");
  std::filesystem::create_symlink(directory.path(), directory / "tree/below/link");
  ASSERT_TRUE(remove_tree(FileSystem::real(), directory / "tree"));
  EXPECT_FALSE(std::filesystem::exists(directory / "tree"));
  EXPECT_EQ(test::read_file(directory / "kept"), "kept");
  EXPECT_TRUE(remove_tree(FileSystem::real(), directory / "tree")) << "what is not there is no error";
}

TEST(RemoveTree, GoesDeeperThanAPathCanBeLong) {
  const test::TemporaryDirectory directory;
  ASSERT_EQ(::mkdir((directory / "tree").c_str(), 0700), 0);
  base::Fd at = *FileSystem::real().open(AT_FDCWD, directory / "tree", O_RDONLY | O_DIRECTORY);
  const std::string name(200, 'd');
  for (int depth = 0; depth < 100; ++depth) {
    ASSERT_EQ(::mkdirat(at.get(), name.c_str(), 0700), 0);
    at = *FileSystem::real().open(at.get(), name, O_RDONLY | O_DIRECTORY);
  }
  at = base::Fd();
  ASSERT_TRUE(remove_tree(FileSystem::real(), directory / "tree"));
  EXPECT_FALSE(std::filesystem::exists(directory / "tree"));
}

}  // namespace
}  // namespace rogatory::registry
