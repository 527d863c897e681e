#include "ledger/clone.hpp"

#include <gtest/gtest.h>
#include <sys/stat.h>

#include <filesystem>

#include "tests/support/files.hpp"
#include "tests/support/run.hpp"
#include "tests/support/temporary_directory.hpp"
#include "tests/unit/ledger/git_log.hpp"

namespace rogatory::ledger {
namespace {

namespace stdfs = std::filesystem;

class Clone : public testing::Test {
 protected:
  void SetUp() override {
    ASSERT_TRUE(make_repository(m_fs, m_repository, nullptr).has_value());
    test::commit_files(m_repository, "fr-ca", test::log_files(120), 0, 119);
    test::commit_files(m_repository, "fr-ca", test::log_files(121), 120, 120);
    test::commit_files(m_repository, "de-ca.2", test::log_files(2), 0, 1);
  }
  std::string sh(const std::string& line) {
    const test::Ran ran = test::run("cd " + m_directory.path() + " && " + line + " 2>&1");
    EXPECT_EQ(ran.status, 0) << line << ": " << ran.output;
    return ran.output;
  }

  FileSystem& m_fs = FileSystem::real();
  test::TemporaryDirectory m_directory;
  std::string m_repository = m_directory / "case.git";
  std::string m_clone = m_directory / "clone";
};

TEST_F(Clone, HasEveryLogAsPlainFilesAndTheRepositoryBesideThem) {
  ASSERT_TRUE(clone_case(m_fs, m_repository, m_clone + "/", nullptr).has_value());
  EXPECT_EQ(sh("ls -A clone"), "case.git\nde-ca.2\nfr-ca\n");
  for (const auto& [path, content] : test::log_files(121)) {
    EXPECT_EQ(test::read_file(m_clone + "/fr-ca/" + path), content) << path;
  }
  EXPECT_EQ(sh("find clone/fr-ca -type f | wc -l"), std::to_string(test::log_files(121).size()) + "\n");
  sh("git -C clone/case.git fsck --strict");
  EXPECT_EQ(sh("git -C clone/case.git show-ref"), sh("git -C case.git show-ref"));
  EXPECT_EQ(sh("find clone ! -perm -o=r"), "") << "anyone may read it";
  sh("git clone -q clone/case.git out && diff -r out/entries clone/de-ca.2/entries");
}

TEST_F(Clone, ReadsTheSameFromFilesAndFromGit) {
  ASSERT_TRUE(clone_case(m_fs, m_repository, m_clone, nullptr).has_value());
  const auto files = open_directory(m_fs, m_clone);
  const auto branches = open_repository(m_clone + "/case.git");
  ASSERT_TRUE(files.has_value() && branches.has_value());
  std::vector<std::string> strange;
  EXPECT_EQ((*files)->logs(strange).value(), (*branches)->logs(strange).value());
  EXPECT_TRUE(strange.empty());
  const LogName log = LogName::parse("fr-ca").value();
  const auto one = (*files)->open(log).value();
  const auto other = (*branches)->open(log).value();
  EXPECT_EQ(one->list()->with_body, other->list()->with_body);
  EXPECT_EQ(one->list()->strange_count, 0U);
  for (std::uint64_t seq = 0; seq < 121; ++seq) {
    EXPECT_EQ(one->entry(seq)->entry, other->entry(seq)->entry);
    EXPECT_EQ(one->entry(seq)->body, other->entry(seq)->body);
  }
  EXPECT_EQ(one->checkpoint().value(), other->checkpoint().value());
  EXPECT_EQ(one->cards()->front().card, other->cards()->front().card);
}

TEST_F(Clone, LeavesOutWhatNoBranchReaches) {
  ObjectBatch batch(m_fs, m_repository);
  const Oid secret = batch.add(ObjectKind::blob, base::to_bytes("an entry that was never published"));
  ASSERT_TRUE(batch.save().has_value());
  ASSERT_TRUE(clone_case(m_fs, m_repository, m_clone, nullptr).has_value());
  EXPECT_TRUE(has_objects(m_fs, m_repository, {secret}).value());
  EXPECT_FALSE(has_objects(m_fs, m_clone + "/case.git", {secret}).value());
}

TEST_F(Clone, IsNotMadeWhereSomethingStands) {
  stdfs::create_directory(m_clone);
  EXPECT_EQ(clone_case(m_fs, m_repository, m_clone, nullptr).error().code(), ErrorCode::refused);
  EXPECT_TRUE(stdfs::is_empty(m_clone));
}

}  // namespace
}  // namespace rogatory::ledger
