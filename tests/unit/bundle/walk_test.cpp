#include "bundle/walk.hpp"

#include <gtest/gtest.h>
#include <sys/stat.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>

#include "tests/support/fault_file_system.hpp"

namespace rogatory::bundle {
namespace {

namespace stdfs = std::filesystem;
using Call = test::FaultFileSystem::Call;

class Walk : public testing::Test {
 protected:
  void SetUp() override {
    std::string pattern = testing::TempDir() + "walk-XXXXXX";
    ASSERT_NE(::mkdtemp(pattern.data()), nullptr);
    m_root = pattern;
  }
  void TearDown() override { stdfs::remove_all(m_root); }

  void file(const std::string& path) {
    stdfs::create_directories((m_root / path).parent_path());
    std::ofstream(m_root / path) << "x";
  }
  Result<std::vector<std::string>> names(const std::vector<std::string>& paths, WalkOptions options = {},
                                         FileSystem& fs = FileSystem::real()) {
    std::vector<std::string> found;
    std::vector<std::string> absolute;
    for (const std::string& path : paths) {
      absolute.push_back((m_root / path).string());
    }
    ROG_TRY(walk(fs, absolute, options, [&](const Found& item) -> Result<void> {
      found.push_back(item.name + (item.is_directory() ? "/" : ""));
      return {};
    }));
    return found;
  }
  stdfs::path m_root;
};

using Names = std::vector<std::string>;

TEST_F(Walk, GoesInTheOrderOfBytesDirectoriesFirst) {
  file("in/b");
  file("in/a/z");
  file("in/a/A");
  stdfs::create_directory(m_root / "in/empty");
  EXPECT_EQ(names({"in"}).value(), (Names{"in/", "in/a/", "in/a/A", "in/a/z", "in/b", "in/empty/"}));
  EXPECT_EQ(names({"in///"}).value().front(), "in/");
  EXPECT_EQ(names({"in/a/z"}).value(), (Names{"z"}));
}

TEST_F(Walk, NamesADotByTheDirectoryBehindIt) {
  file("in/a");
  EXPECT_EQ(names({"in/."}).value(), (Names{"in/", "in/a"}));
  EXPECT_EQ(names({
                      "in/a/..",
                  })
                .error()
                .code(),
            ErrorCode::failed);  // not a directory: the path does not resolve
  EXPECT_EQ(sealed_name_of(FileSystem::real(), "/").error().code(), ErrorCode::usage);
}

TEST_F(Walk, RefusesTwoArgumentsOfOneName) {
  file("one/x");
  file("two/x");
  EXPECT_EQ(names({"one/x", "two/x"}).error().code(), ErrorCode::usage);
  EXPECT_EQ(names({}).error().code(), ErrorCode::usage);
}

TEST_F(Walk, NamesEveryItemItRefuses) {
  file("in/good");
  ASSERT_EQ(::mkfifo((m_root / "in/pipe").c_str(), 0600), 0);
  stdfs::create_symlink("good", m_root / "in/link");
  const Error error = names({"in"}).error();
  EXPECT_EQ(error.code(), ErrorCode::refused);
  EXPECT_NE(error.sentence().find("pipe is a FIFO"), std::string::npos);
  EXPECT_NE(error.sentence().find("link is a symbolic link"), std::string::npos);
  EXPECT_EQ(names({"in/link"}).error().code(), ErrorCode::refused);
}

TEST_F(Walk, FollowsLinksOnlyWhenAskedAndNeverInCircles) {
  file("in/good");
  stdfs::create_symlink("good", m_root / "in/link");
  EXPECT_EQ(names({"in"}, {.follow = true}).value(), (Names{"in/", "in/good", "in/link"}));
  stdfs::create_directory_symlink("..", m_root / "in/up");
  EXPECT_EQ(names({"in"}, {.follow = true}).error().code(), ErrorCode::refused);
}

/// Whose directories tell no kinds, as some file systems do, or whose items change once they were told.
class Telling : public test::FaultFileSystem {
 public:
  bool no_kinds = false;
  std::function<void()> afterwards = [] {};

  base::SysResult<std::vector<base::DirectoryEntry>> entries(int directory) override {
    auto found = FaultFileSystem::entries(directory);
    for (base::DirectoryEntry& entry : *found) {
      entry.kind = no_kinds ? base::EntryKind::unknown : entry.kind;
    }
    afterwards();
    return found;
  }
};

TEST_F(Walk, FindsTheSameWhereDirectoriesTellNoKinds) {
  file("in/a/b");
  file("in/c");
  Telling fs;
  fs.no_kinds = true;
  EXPECT_EQ(names({"in"}, {}, fs).value(), names({"in"}).value());
  ASSERT_EQ(::mkfifo((m_root / "in/pipe").c_str(), 0600), 0);
  stdfs::create_symlink("c", m_root / "in/link");
  EXPECT_EQ(names({"in"}, {}, fs).error().sentence(), names({"in"}).error().sentence());
  EXPECT_EQ(names({"in/a", "in/link"}, {.follow = true}, fs).value(), (Names{"a/", "a/b", "link"}));
}

TEST_F(Walk, OpensEachItemOnceAndAsksForNoneByName) {
  file("in/a/b");
  file("in/c");
  Telling fs;
  EXPECT_TRUE(names({"in"}, {}, fs).has_value());
  EXPECT_EQ(fs.count(Call::open), 4);
  if (fs.count(Call::stat) != 5) {
    GTEST_SKIP() << "this file system does not say what its names are";
  }
  EXPECT_EQ(fs.count(Call::stat), 5) << "one is of the argument";
}

TEST_F(Walk, FollowsNoLinkThatTookTheNameOfAnItem) {
  for (const char* was : {"in/item", "in/item/below"}) {
    file(was);
    file("elsewhere/below");
    Telling fs;
    fs.afterwards = [&] {
      stdfs::remove_all(m_root / "in/item");
      stdfs::create_symlink("../elsewhere", m_root / "in/item");
    };
    const Error error = names({"in"}, {}, fs).error();
    EXPECT_EQ(error.code(), ErrorCode::refused);
    EXPECT_NE(error.sentence().find("item became something else"), std::string::npos) << error.sentence();
    stdfs::remove(m_root / "in/item");
  }
}

TEST_F(Walk, SaysThatAnItemVanished) {
  file("in/item");
  Telling fs;
  fs.afterwards = [&] { stdfs::remove(m_root / "in/item"); };
  const Error error = names({"in"}, {}, fs).error();
  EXPECT_EQ(error.code(), ErrorCode::not_found);
  EXPECT_NE(error.sentence().find("item vanished while"), std::string::npos) << error.sentence();
}

TEST_F(Walk, SaysWhatIsNotThere) {
  EXPECT_EQ(names({"absent"}).error().code(), ErrorCode::not_found);
  EXPECT_FALSE(names({"absent"}).error().next_step().empty());
}

TEST_F(Walk, EndsBelowTheDepthThatRecordsMayHave) {
  std::string path = "in";
  for (int i = 0; i < 256; ++i) {
    path += "/d";
  }
  stdfs::create_directories(m_root / path);
  EXPECT_EQ(names({"in"}).error().code(), ErrorCode::malformed);
  stdfs::remove_all(m_root / path);
  EXPECT_TRUE(names({"in"}).has_value());
}

}  // namespace
}  // namespace rogatory::bundle
