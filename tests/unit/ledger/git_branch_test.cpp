#include <gtest/gtest.h>

#include "tests/support/run.hpp"
#include "tests/support/temporary_directory.hpp"
#include "tests/unit/ledger/git_log.hpp"

namespace rogatory::ledger {
namespace {

using test::commit_files;
using test::Files;
using test::log_files;

class GitBranch : public testing::Test {
 protected:
  void SetUp() override { ASSERT_TRUE(make_repository(FileSystem::real(), m_repository, nullptr).has_value()); }

  std::string git(const std::string& arguments) const {
    const test::Ran ran = test::run("git -C " + m_repository + " " + arguments + " 2>&1");
    EXPECT_EQ(ran.status, 0) << arguments << ": " << ran.output;
    return ran.output;
  }

  [[nodiscard]] std::unique_ptr<LogSource> open(const std::string& log = "fr-ca") const {
    Result<std::unique_ptr<CaseSource>> source = open_repository(m_repository);
    EXPECT_TRUE(source.has_value()) << (source ? "" : source.error().sentence());
    Result<std::unique_ptr<LogSource>> branch = (*source)->open(LogName::parse(log).value());
    EXPECT_TRUE(branch.has_value()) << (branch ? "" : branch.error().sentence());
    return *std::move(branch);
  }

  test::TemporaryDirectory m_directory;
  std::string m_repository = m_directory / "case.git";
};

void expect_log(LogSource& source, std::uint64_t entries) {
  const LogListing listing = source.list().value();
  EXPECT_EQ(listing.entries, entries);
  EXPECT_EQ(listing.with_body.size(), (entries + 1) / 2);
  EXPECT_EQ(listing.card_versions, std::vector<std::uint64_t>{1});
  EXPECT_TRUE(listing.has_checkpoint);
  EXPECT_TRUE(listing.strange.empty()) << listing.strange.front();
  const Files files = log_files(entries);
  for (std::uint64_t seq = 0; seq < entries; ++seq) {
    const EntryFiles entry = source.entry(seq).value();
    EXPECT_EQ(base::as_text(entry.entry), files.at(LogPath{FileKind::entry, seq}.text()));
    EXPECT_EQ(base::as_text(entry.signature), files.at(LogPath{FileKind::entry_signature, seq}.text()));
    ASSERT_EQ(entry.body.has_value(), seq % 2 == 0);
    if (entry.body) {
      EXPECT_EQ(base::as_text(*entry.body), files.at(LogPath{FileKind::body, seq}.text()));
    }
  }
  EXPECT_EQ(source.entry(entries).error().code(), ErrorCode::incomplete);
  EXPECT_EQ(base::as_text(source.checkpoint().value()), files.at("checkpoint"));
  ASSERT_EQ(source.cards().value().size(), 1U);
  EXPECT_EQ(base::as_text(source.cards()->front().sig), "signature of a card\n");
}

TEST_F(GitBranch, ReadsWhatWasWrittenAsLooseObjectsAndStockGitFindsNoFault) {
  commit_files(m_repository, "fr-ca", log_files(1), 0, 0);
  commit_files(m_repository, "fr-ca", log_files(3), 1, 2);
  expect_log(*open(), 3);
  EXPECT_EQ(git("fsck --strict --no-dangling"), "notice: HEAD points to an unborn branch (_)\n");
  EXPECT_EQ(git("log --format=%an,%ae,%s fr-ca"),
            "fr-ca,fr-ca@fr-ca.invalid,entries 1..2\n"
            "fr-ca,fr-ca@fr-ca.invalid,entries 0..0\n");
}

TEST_F(GitBranch, ReadsWhatWasWrittenAsAPackAndStockGitFindsNoFault) {
  commit_files(m_repository, "fr-ca", log_files(10'203), 0, 10'202);
  expect_log(*open(), 10'203);
  EXPECT_EQ(git("fsck --strict --no-dangling"), "notice: HEAD points to an unborn branch (_)\n");
  EXPECT_EQ(git("count-objects -v").find("count: 0\n"), 0U);
  git("verify-pack " + m_repository + "/objects/pack/*.idx");
}

TEST_F(GitBranch, ReadsWhatStockGitHasPacked) {
  commit_files(m_repository, "fr-ca", log_files(50), 0, 49);
  commit_files(m_repository, "fr-ca", log_files(420), 50, 419);
  git("gc -q --aggressive --prune=now");
  EXPECT_EQ(git("count-objects -v").find("count: 0\n"), 0U);
  expect_log(*open(), 420);
  commit_files(m_repository, "fr-ca", log_files(421), 420, 420);
  expect_log(*open(), 421);
}

TEST_F(GitBranch, SeesAPackThatCameAfterItWasOpened) {
  commit_files(m_repository, "fr-ca", log_files(20), 0, 19);
  const std::unique_ptr<LogSource> source = open();
  EXPECT_TRUE(source->entry(0).has_value());
  git("gc -q --prune=now");
  expect_log(*source, 20);
}

}  // namespace
}  // namespace rogatory::ledger
