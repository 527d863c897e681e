#include "bundle/walk.hpp"

#include <gtest/gtest.h>
#include <sys/stat.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>

namespace rogatory::bundle {
namespace {

namespace stdfs = std::filesystem;

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
  Result<std::vector<std::string>> names(const std::vector<std::string>& paths, WalkOptions options = {}) {
    std::vector<std::string> found;
    std::vector<std::string> absolute;
    for (const std::string& path : paths) {
      absolute.push_back((m_root / path).string());
    }
    ROG_TRY(walk(FileSystem::real(), absolute, options, [&](const Found& item) -> Result<void> {
      found.push_back(item.name + (S_ISDIR(item.status.st_mode) ? "/" : ""));
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
