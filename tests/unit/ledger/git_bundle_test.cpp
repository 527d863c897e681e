#include <gtest/gtest.h>

#include <filesystem>

#include "ledger/git_bundle.hpp"
#include "tests/support/files.hpp"
#include "tests/support/run.hpp"
#include "tests/support/temporary_directory.hpp"
#include "tests/unit/ledger/git_log.hpp"

namespace rogatory::ledger {
namespace {

namespace stdfs = std::filesystem;
using test::commit_files;
using test::log_files;

constexpr std::uint64_t k_limit = 64 * 1024 * 1024;

class GitBundle : public testing::Test {
 protected:
  void SetUp() override { ASSERT_TRUE(make_repository(m_fs, m_repository, nullptr).has_value()); }

  std::string sh(const std::string& line) {
    const test::Ran ran = test::run("cd " + m_directory.path() + " && " + line + " 2>&1");
    EXPECT_EQ(ran.status, 0) << line << ": " << ran.output;
    return ran.output;
  }
  void write(const std::vector<std::string>& refs, const std::vector<Oid>& since, const std::string& name) {
    const Result<void> written = write_bundle(m_fs, m_repository, refs, since, m_directory / name);
    EXPECT_TRUE(written.has_value()) << (written ? "" : written.error().sentence());
  }
  /// The word of what went wrong; "" where nothing did.
  std::string_view unpack(const std::string& name, const std::string& known = "", std::uint64_t limit = k_limit) {
    const std::string quarantine = m_directory / ("from-" + name);
    stdfs::remove_all(quarantine);
    const Result<void> done = unbundle(m_fs, m_directory / name, quarantine, known, limit);
    EXPECT_EQ(stdfs::exists(quarantine), done.has_value());
    EXPECT_EQ(sh("ls -A | grep -c tmp || true"), "0\n") << "something is left";
    m_said = done ? "" : done.error().sentence() + ": " + done.error().why();
    return done ? "" : base::word(done.error().code());
  }

  FileSystem& m_fs = FileSystem::real();
  test::TemporaryDirectory m_directory;
  std::string m_repository = m_directory / "case.git";
  std::string m_said;
};

TEST_F(GitBundle, IsVerifiedFetchedAndCheckedByStockGit) {
  commit_files(m_repository, "fr-ca", log_files(150), 0, 149);
  commit_files(m_repository, "fr-ca", log_files(151), 150, 150);
  commit_files(m_repository, "de-ca", log_files(3), 0, 2);
  write({"refs/heads/fr-ca", "refs/heads/de-ca"}, {}, "all.bundle");
  sh("git -C case.git bundle verify ../all.bundle");
  sh("git clone -q --mirror all.bundle cloned.git && git -C cloned.git fsck --strict");
  EXPECT_EQ(sh("git -C cloned.git show-ref"), sh("git -C case.git show-ref"));
}

TEST_F(GitBundle, OfWhatIsNewNamesWhatItBuildsOn) {
  const Oid first = commit_files(m_repository, "fr-ca", log_files(150), 0, 149);
  sh("git clone -q --mirror case.git old.git");
  commit_files(m_repository, "fr-ca", log_files(152), 150, 151);
  write({"refs/heads/fr-ca"}, {first}, "new.bundle");
  EXPECT_LT(stdfs::file_size(m_directory / "new.bundle"), 4096U);
  EXPECT_NE(sh("git -C old.git bundle verify ../new.bundle").find(first.hex()), std::string::npos);
  sh("git -C old.git fetch -q ../new.bundle fr-ca:fr-ca && git -C old.git fsck --strict");
  EXPECT_EQ(sh("git -C old.git show-ref"), sh("git -C case.git show-ref"));
}

TEST_F(GitBundle, ComesInAgainWithTheSameRefsAndObjects) {
  const Oid tip = commit_files(m_repository, "fr-ca", log_files(150), 0, 149);
  write({"refs/heads/fr-ca"}, {}, "all.bundle");
  ASSERT_EQ(unpack("all.bundle"), "") << m_said;
  sh("git -C from-all.bundle fsck --strict");
  const auto source = open_branch(m_directory / "from-all.bundle", LogName::parse("fr-ca").value(), tip);
  ASSERT_TRUE(source.has_value());
  EXPECT_EQ((*source)->list()->entries, 150U);
}

TEST_F(GitBundle, OfStockGitComesInWithItsDeltas) {
  commit_files(m_repository, "fr-ca", log_files(150), 0, 149);
  const Oid middle = commit_files(m_repository, "fr-ca", log_files(400), 150, 399);
  sh("git clone -q --mirror case.git known.git");
  const Oid tip = commit_files(m_repository, "fr-ca", log_files(460), 400, 459);
  sh("git -C case.git gc -q --aggressive && git -C case.git bundle create -q ../all.bundle --branches");
  ASSERT_EQ(unpack("all.bundle"), "") << m_said;
  // A thin pack: its deltas are made from what only its receiver has.
  sh("git -C case.git bundle create -q ../new.bundle fr-ca ^" + middle.hex());
  ASSERT_EQ(unpack("new.bundle", m_directory / "known.git"), "") << m_said;
  const auto source =
      open_branch(m_directory / "from-new.bundle", LogName::parse("fr-ca").value(), tip, m_directory / "known.git");
  ASSERT_TRUE(source.has_value());
  EXPECT_EQ((*source)->list()->entries, 460U);
  for (std::uint64_t seq = 0; seq < 460; ++seq) {
    ASSERT_TRUE((*source)->entry(seq).has_value()) << seq;
  }
}

TEST_F(GitBundle, WhosePrerequisiteIsUnknownIsIncomplete) {
  const Oid first = commit_files(m_repository, "fr-ca", log_files(1), 0, 0);
  commit_files(m_repository, "fr-ca", log_files(2), 1, 1);
  write({"refs/heads/fr-ca"}, {first}, "new.bundle");
  EXPECT_EQ(unpack("new.bundle"), "incomplete");
  ASSERT_TRUE(make_repository(m_fs, m_directory / "empty.git", nullptr).has_value());
  EXPECT_EQ(unpack("new.bundle", m_directory / "empty.git"), "incomplete");
  EXPECT_EQ(unpack("new.bundle", m_repository), "") << m_said;
}

TEST_F(GitBundle, CutOffAnywhereOrDamagedIsMalformed) {
  commit_files(m_repository, "fr-ca", log_files(2), 0, 1);
  write({"refs/heads/fr-ca"}, {}, "all.bundle");
  const std::string whole = test::read_file(m_directory / "all.bundle");
  for (std::size_t size = 0; size < whole.size(); size += 1 + whole.size() / 97) {
    test::write_file(m_directory / "cut.bundle", whole.substr(0, size));
    EXPECT_EQ(unpack("cut.bundle"), "malformed") << size << ": " << m_said;
  }
  test::write_file(m_directory / "long.bundle", whole + "x");
  EXPECT_EQ(unpack("long.bundle"), "malformed") << m_said;
  for (std::size_t at = whole.find("\n\n") + 2; at < whole.size(); at += 1 + whole.size() / 211) {
    std::string damaged = whole;
    damaged[at] = static_cast<char>(damaged[at] ^ 0x10);
    test::write_file(m_directory / "damaged.bundle", damaged);
    const std::string_view said = unpack("damaged.bundle");
    EXPECT_TRUE(said == "malformed" || said == "refused") << at << ": " << said << ": " << m_said;
  }
}

TEST_F(GitBundle, OverItsLimitIsRefused) {
  commit_files(m_repository, "fr-ca", log_files(2), 0, 1);
  write({"refs/heads/fr-ca"}, {}, "all.bundle");
  EXPECT_EQ(unpack("all.bundle", "", 100), "refused");
}

TEST_F(GitBundle, WithAFileThatNoLogCanHaveIsRefusedBeforeItIsUnpacked) {
  sh("git init -q work && cd work && git config user.email a@b.c && git config user.name a && git checkout -q -b fr-ca "
     "&& "
     "head -c 200000000 /dev/zero >checkpoint && git add . && git commit -qm x && "
     "git bundle create -q ../zeros.bundle --branches");
  ASSERT_LT(stdfs::file_size(m_directory / "zeros.bundle"), 1024U * 1024);
  EXPECT_EQ(unpack("zeros.bundle"), "refused") << m_said;
}

TEST_F(GitBundle, IsNotWrittenOverAnotherFile) {
  commit_files(m_repository, "fr-ca", log_files(2), 0, 1);
  write({"refs/heads/fr-ca"}, {}, "all.bundle");
  const Result<void> again = write_bundle(m_fs, m_repository, {"refs/heads/fr-ca"}, {}, m_directory / "all.bundle");
  EXPECT_EQ(again.error().code(), ErrorCode::refused);
  const Result<void> other = write_bundle(m_fs, m_repository, {"refs/heads/it-ca"}, {}, m_directory / "it.bundle");
  EXPECT_EQ(other.error().code(), ErrorCode::not_found);
}

constexpr std::string_view k_id = "0123456789abcdef0123456789abcdef01234567";

TEST(GitBundleHead, IsWrittenBackAsItWasRead) {
  const std::string text = "# v2 git bundle\n-" + std::string(k_id) + "\n" + std::string(k_id) + " refs/heads/de-ca\n" +
                           std::string(k_id) + " refs/heads/fr-ca.2\n\n";
  const Result<BundleHead> head = parse_bundle_head(base::as_bytes(text + "PACK"));
  ASSERT_TRUE(head.has_value());
  EXPECT_EQ(head->size, text.size());
  EXPECT_EQ(head->refs.size(), 2U);
  EXPECT_EQ(serialize_bundle_head(*head), text);
}

TEST(GitBundleHead, TakesOnlyVersionTwoWithBranchesThatAreLogs) {
  const std::string ref = std::string(k_id) + " refs/heads/fr-ca\n";
  const std::string start = "# v2 git bundle\n";
  for (const std::string& text : {
           std::string(),
           start,
           start + "\n",                                           // no branch
           start + ref,                                            // no end
           "# v3 git bundle\n@object-format=sha1\n" + ref + "\n",  // another version
           "# v2 git bundle\r\n" + ref + "\n",
           start + ref + ref + "\n",  // twice
           start + std::string(k_id) + " HEAD\n\n",
           start + std::string(k_id) + " refs/tags/fr-ca\n\n",
           start + std::string(k_id) + " refs/heads/../../x\n\n",
           start + std::string(k_id) + " refs/heads/fr-ca.1\n\n",
           start + std::string(k_id) + "\n\n",
           start + "0123 refs/heads/fr-ca\n\n",
           start + "-" + std::string(k_id) + "x\n" + ref + "\n",
           start + ref + "-" + std::string(k_id) + "\n\n",  // a prerequisite after a branch
           start + "-" + std::string(k_bundle_head_limit, 'x'),
       }) {
    const Result<BundleHead> head = parse_bundle_head(base::as_bytes(text));
    ASSERT_FALSE(head.has_value()) << text;
    EXPECT_EQ(head.error().code(), ErrorCode::malformed) << text;
  }
}

}  // namespace
}  // namespace rogatory::ledger
