#include <gtest/gtest.h>
#include <sys/stat.h>

#include <algorithm>
#include <filesystem>

#include "ledger/log_source.hpp"
#include "tests/support/files.hpp"
#include "tests/support/temporary_directory.hpp"
#include "tests/unit/ledger/git_log.hpp"

namespace rogatory::ledger {
namespace {

namespace stdfs = std::filesystem;

class DirectorySource : public testing::Test {
 protected:
  void SetUp() override {
    for (const auto& [path, content] : test::log_files(203)) {
      put(path, content);
    }
  }
  void put(const std::string& path, const std::string& content) {
    stdfs::create_directories(stdfs::path(m_log / path).parent_path());
    test::write_file(m_log / path, content);
  }
  std::unique_ptr<LogSource> open() {
    return open_directory(FileSystem::real(), m_directory.path())
        .value()
        ->open(LogName::parse("fr-ca").value())
        .value();
  }
  std::vector<std::string> strange() {
    LogListing listing = open()->list().value();
    EXPECT_EQ(listing.strange_count, listing.strange.size());
    std::ranges::sort(listing.strange);
    return listing.strange;
  }

  test::TemporaryDirectory m_directory;
  stdfs::path m_log = m_directory / "fr-ca";
};

TEST_F(DirectorySource, ReadsALog) {
  const auto source = open();
  const LogListing listing = source->list().value();
  EXPECT_EQ(listing.entries, 203U);
  EXPECT_EQ(listing.with_body.size(), 102U);
  EXPECT_EQ(listing.card_versions, std::vector<std::uint64_t>{1});
  EXPECT_TRUE(listing.has_checkpoint && listing.strange.empty());
  const auto other = source->another().value();
  for (const std::uint64_t seq : {202U, 0U, 1U, 100U, 99U}) {
    EXPECT_EQ(base::as_text(other->entry(seq)->entry), "{\"seq\":" + std::to_string(seq) + "}");
    EXPECT_EQ(other->entry(seq)->body.has_value(), seq % 2 == 0);
  }
  EXPECT_EQ(source->entry(203).error().code(), ErrorCode::incomplete);
  EXPECT_EQ(source->entry(999'999).error().code(), ErrorCode::incomplete);
  EXPECT_EQ(source->entry(1'000'000).error().code(), ErrorCode::incomplete);
  EXPECT_EQ(base::as_text(source->checkpoint().value()), "note of 203\n");
  EXPECT_EQ(base::as_text(source->cards()->front().sig), "signature of a card\n");
}

TEST_F(DirectorySource, NamesLinksPipesFoldersAndNamesThatNoLogHas) {
  put("README", "x");
  put("entries/00/00/000202.json", "of another folder");
  put("entries/00/0/x", "x");
  put("cards/000001.txt", "x");
  stdfs::create_directory(m_log / "entries/00/03");
  stdfs::create_directory(m_log / "entries/00/00/000001.age");
  stdfs::create_symlink("000000.json", m_log / "entries/00/00/000003.age");
  stdfs::create_symlink(m_log / "entries/00", m_log / "entries/01");
  ASSERT_EQ(::mkfifo((m_log / "cards/000002.json").c_str(), 0600), 0);
  EXPECT_EQ(strange(), (std::vector<std::string>{"README", "cards/000001.txt", "cards/000002.json", "entries/00/0",
                                                 "entries/00/00/000001.age", "entries/00/00/000003.age",
                                                 "entries/00/00/000202.json", "entries/01"}));
}

TEST_F(DirectorySource, StopsAtAGapAndNamesWhatStandsBehindIt) {
  stdfs::remove(m_log / "entries/00/02/000201.json.sig");
  EXPECT_EQ(open()->list()->entries, 201U);
  EXPECT_EQ(strange(), (std::vector<std::string>{"entries/00/02/000201.json", "entries/00/02/000202.age",
                                                 "entries/00/02/000202.json", "entries/00/02/000202.json.sig"}));
}

TEST_F(DirectorySource, NeverReadsFurtherThanALogsFilesCanBe) {
  stdfs::resize_file(m_log / "entries/00/00/000005.json", std::uintmax_t{1} << 40);  // sparse
  stdfs::resize_file(m_log / "entries/00/00/000006.age", std::uintmax_t{1} << 40);
  stdfs::resize_file(m_log / "checkpoint", std::uintmax_t{1} << 40);
  const auto source = open();
  EXPECT_EQ(source->entry(5).error().code(), ErrorCode::incomplete);
  EXPECT_FALSE(source->entry(6)->body.has_value());
  EXPECT_EQ(source->checkpoint().error().code(), ErrorCode::incomplete);
  const LogListing listing = source->list().value();
  EXPECT_EQ(listing.entries, 5U);
  EXPECT_FALSE(listing.has_checkpoint);
}

TEST_F(DirectorySource, FollowsNoLinkAndWaitsForNoPipe) {
  const auto replace = [&](const std::string& path) {
    stdfs::remove(m_log / path);
    return (m_log / path).string();
  };
  stdfs::create_symlink("000000.json", replace("entries/00/00/000001.json"));
  ASSERT_EQ(::mkfifo(replace("entries/00/00/000002.json").c_str(), 0600), 0);
  stdfs::rename(m_log / "entries/00/01", m_directory / "outside");
  stdfs::create_symlink(m_directory / "outside", m_log / "entries/00/01");
  const auto source = open();
  for (const std::uint64_t seq : {1U, 2U, 100U}) {
    const auto entry = source->entry(seq);
    ASSERT_FALSE(entry.has_value()) << seq;
    EXPECT_EQ(entry.error().code(), ErrorCode::incomplete) << seq;
  }
  EXPECT_TRUE(source->entry(202).has_value());
}

TEST_F(DirectorySource, NamesLogsInOrderAndWhatIsNone) {
  stdfs::create_directory(m_directory / "fr-ca.2");
  stdfs::create_directory(m_directory / "de-ca");
  stdfs::create_directory(m_directory / "case.git");
  stdfs::create_directory(m_directory / ".git");
  stdfs::create_directory(m_directory / "Other");
  stdfs::create_symlink(m_log, m_directory / "it-ca");
  test::write_file(m_directory / "es-ca", "x");
  std::vector<std::string> others;
  const auto source = open_directory(FileSystem::real(), m_directory.path()).value();
  const auto logs = source->logs(others).value();
  ASSERT_EQ(logs.size(), 3U);
  EXPECT_EQ(logs[0].text() + " " + logs[1].text() + " " + logs[2].text(), "de-ca fr-ca fr-ca.2");
  EXPECT_EQ(others, (std::vector<std::string>{"Other", "es-ca", "it-ca"}));
  EXPECT_EQ(source->open(LogName::parse("it-ca").value()).error().code(), ErrorCode::not_found);
  EXPECT_EQ(source->open(LogName::parse("pl-ca").value()).error().code(), ErrorCode::not_found);
  EXPECT_EQ(open_directory(FileSystem::real(), m_directory / "nowhere").error().code(), ErrorCode::not_found);
}

}  // namespace
}  // namespace rogatory::ledger
