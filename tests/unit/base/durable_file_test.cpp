#include <gtest/gtest.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <functional>

#include "base/file.hpp"
#include "tests/support/fault_file_system.hpp"
#include "tests/support/temporary_directory.hpp"

namespace rogatory::base {
namespace {

using test::FaultFileSystem;
using test::TemporaryDirectory;
using Call = FaultFileSystem::Call;
using Fault = FaultFileSystem::Fault;
using Way = FaultFileSystem::Way;

constexpr std::size_t k_limit = 1U << 20U;

/// Refuses to swap names, as NFS does.
class FileSystemWithoutExchange : public FaultFileSystem {
 public:
  SysResult<void> exchange(int, const std::string&, const std::string&) override { return std::unexpected(EINVAL); }
};

class Durable : public testing::Test {
 protected:
  std::string text() const { return text_of(m_path); }
  static std::string text_of(const std::string& path) {
    return std::string(as_text(load_file(FileSystem::real(), path, k_limit).value()));
  }
  void put(const std::string& text) const { std::ofstream(m_path, std::ios::binary) << text; }
  bool there() const { return exists(FileSystem::real(), m_path).value(); }
  std::vector<std::string> names() const {
    const auto directory = FileSystem::real().open(AT_FDCWD, m_directory.path(), O_RDONLY | O_DIRECTORY);
    return FileSystem::real().list(directory->get()).value();
  }

  TemporaryDirectory m_directory;
  std::string m_path = m_directory / "bundle.rog";
  FaultFileSystem m_fs;
};

TEST_F(Durable, AppearsWholeAtCommitOnly) {
  {
    auto file = DurableFile::create(m_fs, m_path, {}).value();
    ASSERT_TRUE(file.write(as_bytes("first ")).has_value());
    ASSERT_TRUE(file.write(as_bytes("second")).has_value());
    ASSERT_TRUE(file.pwrite(as_bytes("F"), 0).has_value());
    EXPECT_EQ(file.size(), 12U);
    EXPECT_EQ(parent_of(file.temporary_path()), m_directory.path());
    EXPECT_TRUE(exists(m_fs, file.temporary_path()).value());
    EXPECT_FALSE(there());
    ASSERT_TRUE(file.commit().has_value());
  }
  EXPECT_EQ(text(), "First second");
  EXPECT_EQ(names(), std::vector<std::string>{"bundle.rog"});
  EXPECT_EQ(m_fs.stat_at(AT_FDCWD, m_path, 0)->st_mode & 07777U, 0600U);
}

TEST_F(Durable, IsAnnouncedBeforeItIsThere) {
  std::string announced;
  const auto listen = [&](const std::string& temporary) -> Result<void> {
    announced = temporary;
    EXPECT_TRUE(names().empty());
    return {};
  };
  const auto file = DurableFile::create(m_fs, m_path, {.announce = listen}).value();
  EXPECT_EQ(announced, file.temporary_path());
  EXPECT_EQ(names().size(), 1U);
}

TEST_F(Durable, IsNotMadeWhereNobodyCouldRememberIt) {
  const auto refuse = [](const std::string&) -> Result<void> { return fail(ErrorCode::no_space, "no"); };
  const auto file = DurableFile::create(m_fs, m_path, {.announce = refuse});
  ASSERT_FALSE(file.has_value());
  EXPECT_EQ(file.error().code(), ErrorCode::no_space);
  EXPECT_TRUE(names().empty());
}

TEST_F(Durable, VanishesWithoutCommit) {
  {
    auto file = DurableFile::create(m_fs, m_path, {}).value();
    ASSERT_TRUE(file.write(as_bytes("text")).has_value());
    const DurableFile moved = std::move(file);
    EXPECT_EQ(names().size(), 1U);
  }
  EXPECT_TRUE(names().empty());
}

TEST_F(Durable, RefusesATargetThatExists) {
  put("old");
  const auto file = DurableFile::create(m_fs, m_path, {});
  ASSERT_FALSE(file.has_value());
  EXPECT_EQ(file.error().code(), ErrorCode::refused);
  EXPECT_EQ(names(), std::vector<std::string>{"bundle.rog"});
}

TEST_F(Durable, RefusesADanglingLinkAsATarget) {
  std::filesystem::create_symlink("nowhere", m_path);
  EXPECT_EQ(DurableFile::create(m_fs, m_path, {}).error().code(), ErrorCode::refused);
}

TEST_F(Durable, RefusesATargetThatAppearedMeanwhile) {
  {
    auto file = DurableFile::create(m_fs, m_path, {}).value();
    put("somebody else's");
    const auto committed = file.commit();
    ASSERT_FALSE(committed.has_value());
    EXPECT_EQ(committed.error().code(), ErrorCode::refused);
  }
  EXPECT_EQ(text(), "somebody else's");
  EXPECT_EQ(names().size(), 1U);
}

TEST_F(Durable, ReplacesWhereAsked) {
  for (const std::string content : {"first", "second", ""}) {
    ASSERT_TRUE(save_file(m_fs, m_path, as_bytes(content), {.mode = 0640, .replace = true}).has_value());
    EXPECT_EQ(text(), content);
    EXPECT_EQ(names(), std::vector<std::string>{"bundle.rog"});
  }
}

TEST_F(Durable, ReplacesWhereNamesCannotBeSwapped) {
  FileSystemWithoutExchange fs;
  put("old");
  ASSERT_TRUE(save_file(fs, m_path, as_bytes("new"), {.replace = true}).has_value());
  EXPECT_EQ(text(), "new");
  EXPECT_EQ(names().size(), 1U);
}

TEST_F(Durable, NeverReplacesADirectoryALinkOrAPipe) {
  const std::string file = m_directory / "file";
  std::ofstream(file) << "old";
  const std::vector<std::function<void()>> makers = {
      [&] { std::filesystem::create_directory(m_path); },
      [&] { std::filesystem::create_symlink(file, m_path); },
      [&] { ASSERT_EQ(::mkfifo(m_path.c_str(), 0600), 0); },
  };
  for (const auto& make : makers) {
    auto early = DurableFile::create(m_fs, m_path, {.replace = true}).value();
    make();
    EXPECT_EQ(early.commit().error().code(), ErrorCode::refused);
    EXPECT_EQ(DurableFile::create(m_fs, m_path, {.replace = true}).error().code(), ErrorCode::refused);
    std::filesystem::remove(m_path);
  }
  EXPECT_EQ(text_of(file), "old");
}

TEST_F(Durable, NamesTheMissingDirectory) {
  const auto file = DurableFile::create(m_fs, m_directory / "no/file", {});
  ASSERT_FALSE(file.has_value());
  EXPECT_EQ(file.error().code(), ErrorCode::not_found);
  EXPECT_EQ(file.error().next_step(), "mkdir -p " + (m_directory / "no"));
}

TEST_F(Durable, RefusesAPathWithoutAName) {
  EXPECT_EQ(DurableFile::create(m_fs, m_directory.path() + "/", {}).error().code(), ErrorCode::refused);
  EXPECT_EQ(DurableFile::create(m_fs, "", {}).error().code(), ErrorCode::refused);
  EXPECT_EQ(DurableFile::create(m_fs, m_directory / ".", {.replace = true}).error().code(), ErrorCode::refused);
}

TEST_F(Durable, TakesTheLongestNameThereIs) {
  m_path = m_directory / std::string(255, 'x');
  ASSERT_TRUE(save_file(m_fs, m_path, as_bytes("text"), {}).has_value());
  EXPECT_EQ(text(), "text");
}

TEST_F(Durable, ReservesSpaceAndGivesBackWhatIsLeft) {
  constexpr std::uint64_t k_reserved = 8U << 20U;
  auto file = DurableFile::create(m_fs, m_path, {.preallocate = k_reserved}).value();
  const auto reserved = m_fs.stat(file.fd()).value();
  if (static_cast<std::uint64_t>(reserved.st_blocks) * 512 < k_reserved) {
    GTEST_SKIP() << "this file system does not reserve space";
  }
  EXPECT_EQ(reserved.st_size, 0);
  ASSERT_TRUE(file.write(Bytes(100'000, 'x')).has_value());
  ASSERT_TRUE(file.commit().has_value());
  const auto kept = m_fs.stat_at(AT_FDCWD, m_path, 0).value();
  EXPECT_EQ(kept.st_size, 100'000);
  EXPECT_LT(kept.st_blocks * 512, 200'000);
}

TEST_F(Durable, KeepsWhatWasWrittenPastTheEndWhenItGivesBack) {
  auto file = DurableFile::create(m_fs, m_path, {.preallocate = k_limit}).value();
  ASSERT_TRUE(file.write(as_bytes("abc")).has_value());
  ASSERT_TRUE(file.pwrite(as_bytes("xyz"), 5).has_value());
  ASSERT_TRUE(file.commit().has_value());
  EXPECT_EQ(text(), std::string("abc\0\0xyz", 8));
}

TEST_F(Durable, SaysAtOnceThatThereIsNoSpace) {
  for (const int error : {ENOSPC, EDQUOT}) {
    FaultFileSystem fs({.call = Call::allocate, .error = error});
    EXPECT_EQ(DurableFile::create(fs, m_path, {.preallocate = k_limit}).error().code(), ErrorCode::no_space);
  }
  EXPECT_TRUE(names().empty());
}

TEST_F(Durable, DoesWithoutReservingWhereThereIsNoSuchThing) {
  FaultFileSystem fs({.call = Call::allocate, .error = EOPNOTSUPP});
  auto file = DurableFile::create(fs, m_path, {.preallocate = k_limit}).value();
  ASSERT_TRUE(file.write(as_bytes("text")).has_value());
  ASSERT_TRUE(file.commit().has_value());
  EXPECT_EQ(text(), "text");
}

TEST_F(Durable, IsNotPublishedAfterAFailedWriteThatTheCallerForgot) {
  for (const Call call : {Call::write, Call::pwrite}) {
    FaultFileSystem fs({.call = call, .error = ENOSPC});
    auto file = DurableFile::create(fs, m_path, {}).value();
    const bool first = file.write(as_bytes("text")).has_value();
    const bool second = file.pwrite(as_bytes("text"), 0).has_value();
    EXPECT_NE(first, second);
    EXPECT_FALSE(file.commit().has_value());
    EXPECT_FALSE(there());
  }
}

TEST_F(Durable, DoesNotTrustASecondFsyncAfterAFailedOne) {
  FaultFileSystem fs({.call = Call::fsync});
  auto file = DurableFile::create(fs, m_path, {}).value();
  EXPECT_FALSE(file.commit().has_value());
  EXPECT_FALSE(file.commit().has_value());
  EXPECT_FALSE(there());
}

TEST_F(Durable, GoesOnAfterShortWrites) {
  m_fs.move_at_most(3);
  auto file = DurableFile::create(m_fs, m_path, {}).value();
  ASSERT_TRUE(file.write(as_bytes("0123456789")).has_value());
  ASSERT_TRUE(file.pwrite(as_bytes("abcde"), 2).has_value());
  ASSERT_TRUE(file.commit().has_value());
  EXPECT_EQ(text(), "01abcde789");
  EXPECT_EQ(m_fs.count(Call::write), 4);
  EXPECT_EQ(m_fs.count(Call::pwrite), 2);
}

TEST_F(Durable, GoesOnAfterSignals) {
  for (const Call call : {Call::write, Call::pwrite, Call::fsync, Call::truncate, Call::allocate}) {
    m_fs.fail({.call = call, .error = EINTR, .times = 3});
  }
  auto file = DurableFile::create(m_fs, m_path, {.preallocate = k_limit}).value();
  ASSERT_TRUE(file.write(as_bytes("text")).has_value());
  ASSERT_TRUE(file.pwrite(as_bytes("T"), 0).has_value());
  ASSERT_TRUE(file.commit().has_value());
  EXPECT_EQ(text(), "Text");
}

// --- every step failed, both ways

struct Scenario {
  std::string title;
  bool old_content;
  DurableFile::Options options;
};

// Else a test's name has the bytes of its parameter, addresses too.
void PrintTo(const Scenario& scenario, std::ostream* out) { *out << scenario.title; }

class DurableFault : public Durable, public testing::WithParamInterface<Scenario> {
 protected:
  Result<void> publish(FileSystem& fs) const {
    ROG_TRY_ASSIGN(DurableFile file, DurableFile::create(fs, m_path, GetParam().options));
    ROG_TRY(file.write(as_bytes("new content")));
    ROG_TRY(file.pwrite(as_bytes("N"), 0));
    return file.commit();
  }
  void reset() const {
    for (const std::string& name : names()) {
      std::filesystem::remove(m_directory / name);
    }
    if (GetParam().old_content) {
      put("old content");
    }
  }
  std::optional<std::string> content() const { return there() ? std::optional(text()) : std::nullopt; }
  std::optional<std::string> before() const {
    return GetParam().old_content ? std::optional<std::string>("old content") : std::nullopt;
  }
  std::vector<Fault> every_fault() const {
    reset();
    FaultFileSystem fs;
    EXPECT_TRUE(publish(fs).has_value());
    return fs.every_fault();
  }
  /// The target alone, or nothing.
  std::size_t names_expected() const { return there() ? 1 : 0; }
};

TEST_P(DurableFault, LeavesTheTargetAsItWas) {
  const std::vector<Fault> faults = every_fault();
  ASSERT_GE(faults.size(), 14U);  // two opens, write, pwrite, two fsyncs, rename
  for (const Fault& fault : faults) {
    SCOPED_TRACE(describe(fault));
    reset();
    FaultFileSystem fs(fault);
    const bool published = publish(fs).has_value();
    // Reserving is a courtesy, and what is left of the old content is only tidied up.
    EXPECT_EQ(published, fault.call == Call::allocate || fault.call == Call::unlink);
    EXPECT_EQ(content(), published ? "New content" : before());
    if (fault.call != Call::unlink || fault.way == Way::done) {
      EXPECT_EQ(names().size(), names_expected());
    }
  }
}

TEST_P(DurableFault, LeavesTheTargetAsItWasWhenTheDiskIsFull) {
  for (Fault fault : every_fault()) {
    if (fault.call == Call::unlink) {
      continue;
    }
    fault.error = ENOSPC;
    SCOPED_TRACE(describe(fault));
    reset();
    FaultFileSystem fs(fault);
    const Result<void> published = publish(fs);
    ASSERT_FALSE(published.has_value());
    EXPECT_EQ(published.error().code(), ErrorCode::no_space);
    EXPECT_EQ(content(), before());
    EXPECT_EQ(names().size(), names_expected());
  }
}

TEST_P(DurableFault, NeverLosesBothContentsWhenASecondStepFails) {
  const std::vector<Fault> faults = every_fault();
  for (const Fault& first : faults) {
    for (const Call call : {Call::rename, Call::unlink, Call::fsync}) {
      for (const int nth : {1, 2, 3}) {
        for (const Way way : {Way::not_done, Way::done}) {
          const Fault second{.call = call, .nth = nth, .way = way};
          SCOPED_TRACE(describe(first) + "; " + describe(second));
          reset();
          FaultFileSystem fs(first);
          fs.fail(second);
          const bool published = publish(fs).has_value();
          EXPECT_TRUE(content() == "New content" || (!published && content() == before()));
          if (!published && GetParam().old_content && content() == "New content") {
            // The swap could not be undone: the old content stays beside the new one.
            const std::vector<std::string> left = names();
            ASSERT_EQ(left.size(), 2U);
            EXPECT_EQ(text_of(m_directory / left.front()), "old content");
          }
        }
      }
    }
  }
}

TEST_P(DurableFault, LeavesOldOrNewWholeWhereNamesCannotBeSwapped) {
  for (const Fault& fault : every_fault()) {
    SCOPED_TRACE(describe(fault));
    reset();
    FileSystemWithoutExchange fs;
    fs.fail(fault);
    const bool published = publish(fs).has_value();
    EXPECT_TRUE(content() == "New content" || (!published && content() == before()));
    if (fault.call != Call::unlink) {
      EXPECT_EQ(names().size(), names_expected());
    }
  }
}

INSTANTIATE_TEST_SUITE_P(Scenarios, DurableFault,
                         testing::Values(Scenario{"New", false, {}},
                                         Scenario{"NewReserved", false, {.preallocate = k_limit}},
                                         Scenario{"NewWithReplace", false, {.replace = true}},
                                         Scenario{"Replace", true, {.replace = true}},
                                         Scenario{"ReplaceReserved", true, {.replace = true, .preallocate = k_limit}}),
                         [](const auto& instance) { return instance.param.title; });

TEST_F(Durable, DoesNotTakeAnExchangeForAMissingTarget) {
  // Carried out, but reported with the very error that means "nothing stands there".
  for (const int error : {ENOENT, EINVAL}) {
    put("old");
    FaultFileSystem fs({.call = Call::rename, .way = Way::done, .error = error});
    EXPECT_FALSE(save_file(fs, m_path, as_bytes("new"), {.replace = true}).has_value());
    EXPECT_EQ(text(), "old");
    EXPECT_EQ(names().size(), 1U);
  }
}

}  // namespace
}  // namespace rogatory::base
