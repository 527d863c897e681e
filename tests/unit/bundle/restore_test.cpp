#include "bundle/restore.hpp"

#include <gtest/gtest.h>
#include <sys/stat.h>

#include <algorithm>
#include <filesystem>

#include "bundle/format.hpp"
#include "tests/kit/raw_bundle.hpp"
#include "tests/support/fault_file_system.hpp"
#include "tests/support/files.hpp"
#include "tests/support/run.hpp"
#include "tests/support/temporary_directory.hpp"

namespace rogatory::bundle {
namespace {

using base::to_bytes;
using test::Authority;
using test::FaultFileSystem;
using test::RawBundle;
using test::RawItem;

using Names = std::vector<std::string>;
using Call = FaultFileSystem::Call;

/// Remembers what it was told; looks whether the place is there at that moment.
class Log : public StagingLog {
 public:
  Result<void> started(const std::string& path) override {
    EXPECT_FALSE(std::filesystem::exists(path)) << "the log comes first";
    open.push_back(path);
    paths.push_back(path);
    if (refuses) {
      return fail(ErrorCode::no_space, "the log is full");
    }
    return {};
  }
  void ended(const std::string& path) override {
    EXPECT_FALSE(std::filesystem::exists(path)) << "ended means gone";
    std::erase(open, path);
  }
  Names open;
  Names paths;
  bool refuses = false;
};

class Restore : public testing::Test {
 protected:
  Result<Restored> restore_bytes(const RawBundle& bundle, FileSystem& fs = FileSystem::real()) {
    const base::Fd fd = test::memory_file(bundle.bytes());
    const Keys keys{std::span(&authority.evidence(), 1)};
    return restore(fs, fd.get(), "a bundle", authority.pinned(), keys, options, log, Progress::none());
  }
  Restored restored(const std::vector<RawItem>& items) {
    return test::must(restore_bytes(test::make_bundle(authority, "b-1", items)));
  }
  [[nodiscard]] std::string out(const std::string& name) const { return options.target + "/" + name; }
  /// Everything below the directory that holds the target, without the target's own content if it was there before.
  [[nodiscard]] Names left() const {
    Names names;
    for (const auto& entry : std::filesystem::recursive_directory_iterator(directory.path())) {
      names.push_back(entry.path().lexically_relative(directory.path()).string());
    }
    std::ranges::sort(names);
    return names;
  }

  const std::vector<RawItem> tree{{"d", std::nullopt},          {"d/a.txt", to_bytes("hello")}, {"d/e", std::nullopt},
                                  {"d/e/b", to_bytes("there")}, {"empty", std::nullopt},        {"z", Bytes()}};
  Authority authority{"fr-ca"};
  test::TemporaryDirectory directory;
  RestoreOptions options{directory / "out", {}};
  Log log;
};

// What is left behind where nothing should be.

TEST_F(Restore, LeavesNothingWhereTheContentHasAFinding) {
  test::RawContent content = test::make_content(authority, "b-1", tree);
  content.at("data/000004").content = to_bytes("THERE");
  const RawBundle bundle =
      test::seal_content(authority, "b-1", content.plaintext(), [&](Seal& seal) { content.claim_in(seal); });
  const Restored result = test::must(restore_bytes(bundle));
  EXPECT_EQ(test::failed_checks(result.report.findings), Names{"item.hash"});
  EXPECT_EQ(result.top_level, Names{});
  EXPECT_EQ(result.files, 0U);
  EXPECT_EQ(left(), Names{});
  EXPECT_EQ(log.paths.size(), 1U);
  EXPECT_EQ(log.open, Names{});
}

TEST_F(Restore, WritesNoPlaintextWhereTheOutsideHasAFinding) {
  RawBundle bundle = test::make_bundle(authority, "b-1", tree);
  bundle.at("VERIFY.txt").content[0] ^= 1;
  const Restored result = test::must(restore_bytes(bundle));
  EXPECT_EQ(test::failed_checks(result.report.findings), Names{"verify_txt.binding"});
  EXPECT_TRUE(result.report.opened) << "verified to the end all the same";
  EXPECT_EQ(log.paths, Names{});
  EXPECT_EQ(left(), Names{});
}

TEST_F(Restore, LeavesNothingWhereNoKeyFits) {
  RawBundle bundle = test::make_bundle(authority, "b-1", tree);
  const base::Fd fd = test::memory_file(bundle.bytes());
  const crypto::age::Identity stranger = crypto::age::Identity::generate();
  for (const Keys& keys : {Keys{}, Keys{std::span(&stranger, 1)}}) {
    const Restored result = test::must(
        restore(FileSystem::real(), fd.get(), "a bundle", authority.pinned(), keys, options, log, Progress::none()));
    EXPECT_EQ(result.report.wrong_key, !keys.none());
    EXPECT_EQ(left(), Names{});
  }
}

TEST_F(Restore, LeavesNothingWhenAPartIsAlteredAtItsEnd) {
  RawBundle bundle = test::make_bundle(authority, "b-1", {{"big", Bytes(300'000, 'x')}});
  bundle.at("data/content.age.000000").content.back() ^= 1;
  const Restored result = test::must(restore_bytes(bundle));
  EXPECT_EQ(test::failed_checks(result.report.findings), (Names{"part.hash", "content.age"}));
  EXPECT_EQ(left(), Names{});
}

// What another user does who may write into the target's directory, too.

/// Puts a directory of his own in the place of ours: every directory that is opened belongs to somebody else.
class ExchangedDirectory : public FileSystem {
 public:
  base::SysResult<struct stat> stat(int fd) override {
    base::SysResult<struct stat> status = FileSystem::stat(fd);
    if (status && S_ISDIR(status->st_mode)) {
      ++status->st_uid;
    }
    return status;
  }
  base::SysResult<std::size_t> write(int fd, ByteView bytes) override {
    ++writes;
    return FileSystem::write(fd, bytes);
  }
  base::SysResult<std::size_t> pwrite(int fd, ByteView bytes, std::uint64_t offset) override {
    ++writes;
    return FileSystem::pwrite(fd, bytes, offset);
  }
  int writes = 0;
};

TEST_F(Restore, GivesNoPlaintextToADirectoryOfSomebodyElse) {
  ExchangedDirectory fs;
  const Result<Restored> result = restore_bytes(test::make_bundle(authority, "b-1", tree), fs);
  ASSERT_FALSE(result.has_value());
  EXPECT_EQ(result.error().code(), ErrorCode::refused);
  EXPECT_EQ(fs.writes, 0);
  EXPECT_EQ(left(), Names{});
}

/// Renames our directory while we write into it; then the disk fails.
class RenamedDirectory : public FileSystem {
 public:
  explicit RenamedDirectory(std::string parent) : m_parent(std::move(parent)) {}
  base::SysResult<void> set_modified(int, struct timespec) override {
    for (const auto& entry : std::filesystem::directory_iterator(m_parent)) {
      if (entry.path().filename().string().starts_with(".rogatory-open-")) {
        std::filesystem::rename(entry.path(), m_parent + "/elsewhere");
      }
    }
    return std::unexpected(EIO);
  }

 private:
  std::string m_parent;
};

TEST_F(Restore, RemovesPlaintextFromADirectoryThatSomebodyRenamed) {
  RenamedDirectory fs(directory.path());
  EXPECT_FALSE(restore_bytes(test::make_bundle(authority, "b-1", tree), fs).has_value());
  EXPECT_EQ(left(), Names{"elsewhere"}) << "an empty directory";
  EXPECT_EQ(log.open, Names{});
}

/// Each call of a restoration failed once, both ways.
class FailingRestore : public Restore, public testing::WithParamInterface<bool> {
 protected:
  [[nodiscard]] bool target_exists() const { return GetParam(); }
};

TEST_P(FailingRestore, IsWholeOrNothingAndTouchesNothingElse) {
  const RawBundle bundle = test::make_bundle(authority, "b-1", tree);
  if (target_exists()) {
    std::filesystem::create_directory(options.target);
    test::write_file(out("mine"), "was here");
  }
  const Names before = left();
  const auto clear = [&] {
    for (const char* name : {"d", "empty", "z"}) {
      std::filesystem::remove_all(out(name));
    }
    if (!target_exists()) {
      std::filesystem::remove_all(options.target);
    }
  };
  FaultFileSystem counting;
  ASSERT_TRUE(restore_bytes(bundle, counting));
  clear();
  for (const FaultFileSystem::Fault& fault : counting.every_fault()) {
    SCOPED_TRACE(describe(fault));
    FaultFileSystem fs(fault);
    const Result<Restored> result = restore_bytes(bundle, fs);
    if (result) {
      // Only the removal of what was the staging can be disturbed without disturbing the result.
      EXPECT_TRUE(fault.call == Call::unlink || fault.call == Call::open);
      EXPECT_EQ(test::read_file(out("d/e/b")), "there");
      clear();
    }
    for (const std::string& path : log.open) {
      std::filesystem::remove_all(path);  // the log knows of all that is left
    }
    log.open.clear();
    EXPECT_EQ(left(), before);
  }
}

INSTANTIATE_TEST_SUITE_P(Restore, FailingRestore, testing::Bool(),
                         [](const auto& row) { return row.param ? "IntoADirectory" : "AsANewDirectory"; });

TEST_F(Restore, DoesNotStartWhereTheLogCannotRemember) {
  log.refuses = true;
  const auto result = restore_bytes(test::make_bundle(authority, "b-1", tree));
  ASSERT_FALSE(result);
  EXPECT_EQ(result.error().code(), ErrorCode::no_space);
  EXPECT_EQ(left(), Names{});
}

TEST_F(Restore, LeavesNothingWhenInterrupted) {
  const RawBundle bundle = test::make_bundle(authority, "b-1", tree);
  class Interrupter : public Progress {
   public:
    void start(std::string_view, std::uint64_t) override {}
    void advance(std::uint64_t) override { base::g_interrupted = true; }
    void finish() override {}
  } interrupter;
  const base::Fd fd = test::memory_file(bundle.bytes());
  const Keys keys{std::span(&authority.evidence(), 1)};
  const auto result =
      restore(FileSystem::real(), fd.get(), "a bundle", authority.pinned(), keys, options, log, interrupter);
  base::g_interrupted = false;
  ASSERT_FALSE(result);
  EXPECT_EQ(result.error().code(), ErrorCode::interrupted);
  EXPECT_EQ(left(), Names{});
  EXPECT_EQ(log.open, Names{});
}

// Never over an existing file, never outside the target.

TEST_F(Restore, RefusesANameThatIsThereAndTouchesNothing) {
  std::filesystem::create_directory(options.target);
  test::write_file(out("z"), "mine");
  std::filesystem::create_symlink("/nowhere", out("d"));
  const auto result = restore_bytes(test::make_bundle(authority, "b-1", tree));
  ASSERT_FALSE(result);
  EXPECT_EQ(result.error().code(), ErrorCode::refused);
  EXPECT_NE(result.error().sentence().find("d, z"), std::string::npos) << result.error().sentence();
  EXPECT_EQ(left(), (Names{"out", "out/d", "out/z"}));
  EXPECT_EQ(test::read_file(out("z")), "mine");
}

TEST_F(Restore, NeedsTheTargetsParentAndADirectory) {
  const RawBundle bundle = test::make_bundle(authority, "b-1", tree);
  options.target = directory / "no/such";
  const auto missing = restore_bytes(bundle);
  ASSERT_FALSE(missing);
  EXPECT_EQ(missing.error().code(), ErrorCode::not_found);
  EXPECT_NE(missing.error().next_step().find("mkdir -p"), std::string::npos);
  test::write_file(directory / "file", "");
  options.target = directory / "file";
  EXPECT_EQ(restore_bytes(bundle).error().code(), ErrorCode::refused);
}

TEST_F(Restore, KnowsOfNoItemBeyondTheBundle) {
  const RawBundle bundle = test::make_bundle(authority, "b-1", tree);
  for (const std::uint64_t item : {std::uint64_t{0}, std::uint64_t{7}}) {
    options.items = {1, item};
    const auto result = restore_bytes(bundle);
    ASSERT_FALSE(result);
    EXPECT_EQ(result.error().code(), ErrorCode::not_found);
  }
  EXPECT_EQ(left(), Names{});
}

// What comes back.

TEST_F(Restore, MakesAMissingTargetAtOnceAndWhole) {
  const Restored result = restored(tree);
  EXPECT_EQ(result.report.verdict, Verdict::pass);
  EXPECT_EQ(result.top_level, (Names{"d", "empty", "z"}));
  EXPECT_EQ(left(), (Names{"out", "out/d", "out/d/a.txt", "out/d/e", "out/d/e/b", "out/empty", "out/z"}));
  EXPECT_EQ(test::read_file(out("d/a.txt")), "hello");
  EXPECT_EQ(result.files, 3U);
  EXPECT_EQ(result.directories, 3U);
  EXPECT_EQ(result.bytes, 10U);
  EXPECT_TRUE(result.changed.empty());
  ASSERT_EQ(log.paths.size(), 1U);
  EXPECT_EQ(std::filesystem::path(log.paths[0]).parent_path(), directory.path()) << "beside the target, absolute";
  EXPECT_EQ(log.open, Names{});
}

TEST_F(Restore, AddsToATargetThatIsThere) {
  std::filesystem::create_directory(options.target);
  test::write_file(out("mine"), "was here");
  options.target += "/";
  restored(tree);
  EXPECT_EQ(test::read_file(out("mine")), "was here");
  EXPECT_EQ(test::read_file(out("d/e/b")), "there");
  EXPECT_EQ(std::filesystem::path(log.paths.at(0)).parent_path(), directory / "out");
}

TEST_F(Restore, SetsTimesAndKeepsItToOneself) {
  restored(tree);
  for (const char* name : {"d", "d/a.txt", "d/e", "d/e/b", "empty", "z"}) {
    struct stat status{};
    ASSERT_EQ(::lstat(out(name).c_str(), &status), 0) << name;
    EXPECT_EQ(status.st_mtim.tv_sec, test::at("2025-03-04T05:06:07Z").seconds) << name;
    EXPECT_EQ(status.st_mtim.tv_nsec, 8) << name;
    EXPECT_EQ(status.st_mode & 07777U, S_ISDIR(status.st_mode) ? 0700U : 0600U) << name;
  }
}

TEST_F(Restore, GivesOnlyTheItemsAskedFor) {
  options.items = {4};
  const Restored result = restored(tree);
  EXPECT_EQ(left(), (Names{"out", "out/d", "out/d/e", "out/d/e/b"}));
  EXPECT_EQ(result.files, 1U);
  EXPECT_EQ(result.directories, 0U);
}

TEST_F(Restore, LeavesHolesForZeros) {
  restored({{"image", Bytes(8U << 20U, 0)}});
  struct stat status{};
  ASSERT_EQ(::stat(out("image").c_str(), &status), 0);
  EXPECT_EQ(status.st_size, 8 << 20);
  EXPECT_LT(status.st_blocks, 100);
}

TEST_F(Restore, MayBringBackNothing) {
  const Restored result = restored({});
  EXPECT_EQ(result.report.verdict, Verdict::pass);
  EXPECT_EQ(left(), Names{"out"});
}

TEST_F(Restore, TakesDirectoriesDeeperThanAnyPath) {
  std::string deep = std::string(255, 'd');
  std::vector<RawItem> items{{deep, std::nullopt}};
  for (int level = 1; level < 200; ++level) {
    deep += "/" + std::string(255, 'd');
    items.push_back({deep, std::nullopt});
  }
  items.push_back({deep + "/leaf", to_bytes("down here")});
  const Restored result = restored(items);
  EXPECT_TRUE(result.changed.empty());
  const test::Ran found = test::run("cd '" + options.target + "' && find . -name leaf -execdir cat {} ';'");
  EXPECT_EQ(found.output, "down here");
  // std::filesystem cannot remove what is deeper than a path.
  EXPECT_EQ(test::run("rm -rf '" + options.target + "'").status, 0);
}

TEST_F(Restore, RemovesDeepTreesToo) {
  std::string deep = "d";
  std::vector<RawItem> items;
  for (int level = 1; level < 200; ++level) {
    deep += "/" + std::string(255, 'd');
  }
  items.push_back({deep, to_bytes("down here")});
  std::filesystem::create_directory(options.target);
  test::write_file(out("d"), "in the way");
  EXPECT_EQ(restore_bytes(test::make_bundle(authority, "b-1", items)).error().code(), ErrorCode::refused);
  EXPECT_EQ(left(), (Names{"out", "out/d"}));
}

// Names that cannot be as they were.

struct NameRow {
  const char* what;
  std::vector<RawItem> items;
  std::vector<std::pair<std::string, std::string>> changed;  ///< was, is
};

// Else a test's name has the bytes of its parameter, addresses too.
void PrintTo(const NameRow& row, std::ostream* out) { *out << row.what; }

class Renames : public Restore, public testing::WithParamInterface<NameRow> {};

TEST_P(Renames, AreReportedAndKeepTheBytes) {
  const Restored result = restored(GetParam().items);
  std::vector<std::pair<std::string, std::string>> changed;
  for (const Restored::Changed& change : result.changed) {
    changed.emplace_back(change.was, change.is);
    EXPECT_NE(change.reason, "");
    const RawItem& item = GetParam().items.at(change.item - 1);
    EXPECT_EQ(item.name, change.was);
    if (item.bytes) {
      EXPECT_EQ(test::read_file(out(change.is)), base::as_text(*item.bytes));
    } else {
      EXPECT_TRUE(std::filesystem::is_directory(out(change.is))) << change.is;
    }
  }
  EXPECT_EQ(changed, GetParam().changed);
}

const std::string k_long(256, 'n');

INSTANTIATE_TEST_SUITE_P(
    Restore, Renames,
    testing::Values(
        NameRow{"a name over 255 bytes", {{k_long + ".txt", to_bytes("a")}}, {{k_long + ".txt", "000001.txt"}}},
        NameRow{"a directory over 255 bytes, and what is in it",
                {{k_long, std::nullopt}, {k_long + "/a", to_bytes("a")}},
                {{k_long, "000001"}, {k_long + "/a", "000001/a"}}},
        NameRow{"the same below another",
                {{"d", std::nullopt}, {"d/" + k_long + "/a", to_bytes("a")}, {"d/" + k_long + "/b", to_bytes("b")}},
                {{"d/" + k_long + "/a", "d/000002.dir/a"}, {"d/" + k_long + "/b", "d/000002.dir/b"}}},
        NameRow{"two files of one name", {{"a", to_bytes("1")}, {"a", to_bytes("2")}}, {{"a", "000002"}}},
        NameRow{"a file and a directory of one name", {{"a", to_bytes("1")}, {"a", std::nullopt}}, {{"a", "000002"}}},
        NameRow{"a directory and a file of one name", {{"a", std::nullopt}, {"a", to_bytes("1")}}, {{"a", "000002"}}},
        NameRow{"a file below a file", {{"a", to_bytes("1")}, {"a/b", to_bytes("2")}}, {{"a/b", "000002.dir/b"}}},
        NameRow{"an item that has a neutral name by itself",
                {{"000002", to_bytes("1")}, {k_long, to_bytes("2")}},
                {{k_long, "1-000002"}}},
        NameRow{"the same directory twice", {{"a", std::nullopt}, {"a", std::nullopt}}, {}}),
    [](const testing::TestParamInfo<NameRow>& row) {
      std::string name = row.param.what;
      std::erase_if(name, [](char c) { return c == ','; });
      std::ranges::replace(name, ' ', '_');
      return name;
    });

TEST_F(Restore, KeepsNamesThatAreNoText) {
  const std::string name = "\xff\xfe-\x1b[31m\n";
  restored({{name, to_bytes("a")}});
  EXPECT_EQ(test::read_file(out(name)), "a");
}

// With the real writer, and what it leaves after a crash.

TEST_F(Restore, BringsBackWhatTheWriterSealed) {
  const std::string tree_dir = directory / "evidence";
  ASSERT_EQ(test::run("mkdir -p '" + tree_dir + "/sub/deeper' '" + tree_dir + "/nothing' && cd '" + tree_dir +
                      "' && printf one > a.txt && printf two > sub/b.bin && : > sub/deeper/empty && "
                      "truncate -s 3M sub/sparse && touch -d 2001-02-03T04:05:06.789Z a.txt sub")
                .status,
            0);
  test::write_bundle(authority, "b-1", {tree_dir}, directory / "b.rog");
  const base::Fd fd = test::must(open_bundle(FileSystem::real(), directory / "b.rog"));
  const Keys keys{std::span(&authority.evidence(), 1)};
  const Restored result = test::must(
      restore(FileSystem::real(), fd.get(), "b.rog", authority.pinned(), keys, options, log, Progress::none()));
  EXPECT_EQ(test::failed_checks(result.report.findings), Names{});
  EXPECT_EQ(result.report.verdict, Verdict::pass);
  EXPECT_EQ(test::run("diff -r '" + tree_dir + "' '" + out("evidence") + "'").status, 0);
  const std::string list = "&& find . -printf '%p %T@ %y\\n' | sort";
  EXPECT_EQ(test::run("cd '" + tree_dir + "'" + list).output, test::run("cd '" + out("evidence") + "'" + list).output);
}

TEST(RemoveStaging, TakesOnlyWhatRestoringLeaves) {
  const test::TemporaryDirectory directory;
  const std::string place = directory / ".rogatory-open-0123456789abcdef";
  std::filesystem::create_directories(place + "/tree/a/b");
  test::write_file(place + "/000001", "plaintext");
  std::filesystem::create_directory_symlink(directory.path(), place + "/link");
  FileSystem& fs = FileSystem::real();
  for (const char* name :
       {"evidence", ".rogatory-open-", ".rogatory-open-0123456789abcde", ".rogatory-open-0123456789ABCDEF"}) {
    EXPECT_EQ(remove_staging(fs, directory / name).error().code(), ErrorCode::refused) << name;
  }
  EXPECT_TRUE(remove_staging(fs, place));
  EXPECT_FALSE(std::filesystem::exists(place));
  EXPECT_TRUE(std::filesystem::exists(directory.path())) << "links are not followed";
  EXPECT_TRUE(remove_staging(fs, place)) << "nothing there is no error";
}

}  // namespace
}  // namespace rogatory::bundle
