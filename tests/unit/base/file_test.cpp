#include "base/file.hpp"

#include <gtest/gtest.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <filesystem>
#include <fstream>
#include <thread>

#include "tests/support/fault_file_system.hpp"
#include "tests/support/temporary_directory.hpp"

namespace rogatory::base {
namespace {

using test::FaultFileSystem;
using test::TemporaryDirectory;
using Call = FaultFileSystem::Call;
using Way = FaultFileSystem::Way;

class Files : public testing::Test {
 protected:
  ErrorCode load_error(const std::string& path, std::size_t limit = 100) {
    const Result<Bytes> loaded = load_file(m_fs, path, limit);
    return loaded ? ErrorCode::findings : loaded.error().code();
  }
  void put(const std::string& path, std::string_view text) { std::ofstream(path, std::ios::binary) << text; }
  Fd open(const std::string& path, int flags = O_RDWR | O_CREAT) {
    return FileSystem::real().open(AT_FDCWD, path, flags, 0600).value();
  }

  TemporaryDirectory m_directory;
  std::string m_path = m_directory / "file";
  FaultFileSystem m_fs;
};

// --- load_file

TEST_F(Files, AreLoadedUpToTheLimit) {
  for (const std::size_t size : {0U, 1U, 65535U, 65536U, 65537U, 200000U}) {
    put(m_path, std::string(size, 'x'));
    EXPECT_EQ(load_file(m_fs, m_path, size).value(), Bytes(size, 'x'));
    if (size > 0) {
      const Result<Bytes> longer = load_file(m_fs, m_path, size - 1);
      ASSERT_FALSE(longer.has_value());
      EXPECT_EQ(longer.error().code(), ErrorCode::malformed);
      EXPECT_TRUE(longer.error().sentence().starts_with(m_path)) << longer.error().sentence();
    }
  }
}

TEST_F(Files, AreLoadedThroughLinksShortReadsAndSignals) {
  put(m_directory / "target", "0123456789");
  std::filesystem::create_symlink("target", m_path);
  m_fs.move_at_most(3);
  m_fs.fail({.call = Call::open, .error = EINTR, .times = 2});
  m_fs.fail({.call = Call::read, .nth = 2, .error = EINTR, .times = 2});
  EXPECT_EQ(load_file(m_fs, m_path, 10).value(), to_bytes("0123456789"));
}

TEST_F(Files, ThatAreMissingAreNotFound) { EXPECT_EQ(load_error(m_path), ErrorCode::not_found); }

TEST_F(Files, ThatAreNotRegularAreRefusedWithoutWaiting) {
  ASSERT_EQ(::mkfifo((m_directory / "pipe").c_str(), 0600), 0);
  EXPECT_EQ(load_error(m_directory / "pipe"), ErrorCode::refused);
  EXPECT_EQ(load_error(m_directory.path()), ErrorCode::refused);
  EXPECT_EQ(load_error("/dev/zero"), ErrorCode::refused);
}

TEST_F(Files, ThatAreSocketsAreRefused) {
  struct sockaddr_un address{};
  address.sun_family = AF_UNIX;
  const std::string path = m_directory / "s";
  ASSERT_LT(path.size(), sizeof address.sun_path);
  path.copy(address.sun_path, path.size());
  const Fd socket(::socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0));
  ASSERT_EQ(::bind(socket.get(), reinterpret_cast<const struct sockaddr*>(&address), sizeof address), 0);
  EXPECT_EQ(load_error(path), ErrorCode::refused);
}

TEST_F(Files, ThatCannotBeReadSaySo) {
  put(m_path, "text");
  m_fs.fail({.call = Call::read});
  const Result<Bytes> loaded = load_file(m_fs, m_path, 10);
  ASSERT_FALSE(loaded.has_value());
  EXPECT_EQ(loaded.error().sentence(), "reading " + m_path + ": Input/output error");
}

// --- reading and writing at an offset

TEST_F(Files, AreReadExactlyOrAreIncomplete) {
  put(m_path, "0123456789");
  const Fd fd = open(m_path);
  m_fs.move_at_most(2);
  m_fs.fail({.call = Call::pread, .nth = 2, .error = EINTR});
  Bytes bytes(5);
  ASSERT_TRUE(pread_exact(m_fs, fd.get(), bytes, 4, "it").has_value());
  EXPECT_EQ(bytes, to_bytes("45678"));
  const auto early = pread_exact(m_fs, fd.get(), bytes, 6, "it");
  ASSERT_FALSE(early.has_value());
  EXPECT_EQ(early.error().code(), ErrorCode::incomplete);
}

TEST_F(Files, ThatTakeNoBytesAreAnErrorAndNoEndlessLoop) {
  const Fd fd = open(m_path);
  m_fs.move_at_most(0);
  EXPECT_FALSE(write_all(m_fs, fd.get(), as_bytes("x"), "it").has_value());
  EXPECT_FALSE(pwrite_all(m_fs, fd.get(), as_bytes("x"), 0, "it").has_value());
  EXPECT_TRUE(write_all(m_fs, fd.get(), {}, "it").has_value());
}

TEST_F(Files, ThatAreFullSaySo) {
  const Fd fd = open(m_path);
  m_fs.fail({.call = Call::write, .error = ENOSPC});
  EXPECT_EQ(write_all(m_fs, fd.get(), as_bytes("x"), "it").error().code(), ErrorCode::no_space);
}

// --- names

TEST(Path, IsCutIntoDirectoryAndName) {
  const std::vector<std::tuple<std::string, std::string, std::string>> cases = {
      {"a", ".", "a"}, {"a/b", "a", "b"}, {"/a", "/", "a"}, {"/a/b", "/a", "b"}, {"a/", "a", ""}, {"", ".", ""}};
  for (const auto& [path, parent, name] : cases) {
    EXPECT_EQ(parent_of(path), parent) << path;
    EXPECT_EQ(name_of(path), name) << path;
  }
}

TEST_F(Files, ExistEvenAsDanglingLinks) {
  EXPECT_FALSE(exists(m_fs, m_path).value());
  std::filesystem::create_symlink("nowhere", m_path);
  EXPECT_TRUE(exists(m_fs, m_path).value());
  EXPECT_TRUE(exists(m_fs, m_directory.path()).value());
  put(m_directory / "text", "");
  EXPECT_FALSE(exists(m_fs, m_directory / "text/below").value());
  EXPECT_FALSE(exists(m_fs, m_directory / std::string(256, 'x')).has_value());
}

TEST_F(Files, AreRenamedOverOthersOnlyWhereAsked) {
  put(m_path, "one");
  put(m_directory / "two", "two");
  const auto rename = [&](bool replace) {
    return FileSystem::real().rename(AT_FDCWD, m_path, AT_FDCWD, m_directory / "two", replace);
  };
  EXPECT_EQ(rename(false).error(), EEXIST);
  EXPECT_EQ(load_file(m_fs, m_path, 10).value(), to_bytes("one"));
  EXPECT_TRUE(rename(true).has_value());
  EXPECT_EQ(load_file(m_fs, m_directory / "two", 10).value(), to_bytes("one"));
  EXPECT_EQ(load_error(m_path), ErrorCode::not_found);
}

TEST(Path, LoseSlashesAtTheirEnd) {
  EXPECT_EQ(without_trailing_slashes("a/b//"), "a/b");
  EXPECT_EQ(without_trailing_slashes("a"), "a");
  EXPECT_EQ(without_trailing_slashes("//"), "/");
  EXPECT_EQ(without_trailing_slashes(""), "");
}

TEST(Path, OfThingsToBeMadeAreCanonicalUpToTheirDirectory) {
  const TemporaryDirectory directory;
  const std::string real = canonical_path(directory.path()).value();
  std::filesystem::create_directory_symlink(".", directory / "link");
  EXPECT_EQ(canonical_place(directory / "link/new").value(), real + "/new");
  EXPECT_EQ(canonical_place(directory / "new").value(), real + "/new");
  EXPECT_EQ(canonical_place(directory / "link").value(), real + "/link") << "the last part is taken as it is";
  EXPECT_EQ(canonical_place("/new").value(), "/new");
  EXPECT_EQ(canonical_place("//new").value(), "/new");
  EXPECT_EQ(canonical_place(directory / "absent/new").error().code(), ErrorCode::not_found);
}

TEST_F(Files, AreListedInByteOrder) {
  for (const std::string name : {"b", "B", "a", ".hidden", "\xc3\xa9", "10", "9"}) {
    put(m_directory / name, "");
  }
  const Fd directory = open(m_directory.path(), O_RDONLY | O_DIRECTORY);
  const std::vector<std::string> expected = {".hidden", "10", "9", "B", "a", "b", "\xc3\xa9"};
  EXPECT_EQ(FileSystem::real().list(directory.get()).value(), expected);
  EXPECT_EQ(FileSystem::real().list(directory.get()).value(), expected) << "a second time";
}

TEST_F(Files, AreListedWithTheirKinds) {
  put(m_directory / "file", "");
  ASSERT_EQ(::mkfifo((m_directory / "fifo").c_str(), 0600), 0);
  std::filesystem::create_directory(m_directory / "directory");
  std::filesystem::create_directory_symlink("directory", m_directory / "link");
  const Fd directory = open(m_directory.path(), O_RDONLY | O_DIRECTORY);
  const std::vector<DirectoryEntry> found = FileSystem::real().entries(directory.get()).value();
  if (std::ranges::all_of(found, [](const auto& entry) { return entry.kind == EntryKind::unknown; })) {
    GTEST_SKIP() << "this file system does not say what its names are";
  }
  const std::vector<DirectoryEntry> expected = {{"directory", EntryKind::directory},
                                                {"fifo", EntryKind::other},
                                                {"file", EntryKind::file},
                                                {"link", EntryKind::other}};
  EXPECT_EQ(found, expected) << "a link is never what it leads to";
}

// --- make_directories

class Directories : public Files {
 protected:
  static mode_t mode_of(const std::string& path) { return FileSystem::real().stat_at(AT_FDCWD, path, 0)->st_mode; }
};

TEST_F(Directories, AreMadeForTheirOwnerAloneWithThoseAbove) {
  ASSERT_TRUE(make_directories(m_fs, m_directory / "a/b/c").has_value());
  for (const std::string name : {"a", "a/b", "a/b/c"}) {
    EXPECT_EQ(mode_of(m_directory / name), S_IFDIR | 0700U);
  }
  EXPECT_EQ(m_fs.count(Call::fsync), 3) << "each is synced into its parent";
}

TEST_F(Directories, ThatExistAreNoError) {
  ASSERT_TRUE(make_directories(m_fs, m_directory / "a//b/").has_value());
  ASSERT_TRUE(make_directories(m_fs, m_directory / "a/b").has_value());
  ASSERT_TRUE(make_directories(m_fs, "/").has_value());
  std::filesystem::create_directory_symlink("a", m_directory / "link");
  ASSERT_TRUE(make_directories(m_fs, m_directory / "link/c").has_value());
  EXPECT_TRUE(exists(m_fs, m_directory / "a/c").value());
}

TEST_F(Directories, AreRefusedWhereAFileStandsInTheWay) {
  put(m_path, "");
  for (const std::string& path : {m_path, m_path + "/below"}) {
    const auto made = make_directories(m_fs, path);
    ASSERT_FALSE(made.has_value()) << path;
    EXPECT_EQ(made.error().code(), ErrorCode::refused);
    EXPECT_EQ(made.error().sentence(), m_path + " is not a directory");
  }
}

TEST_F(Directories, ThatCannotBeMadeOrSyncedSaySo) {
  ASSERT_TRUE(make_directories(m_fs, m_directory / "x/y").has_value());
  for (const FaultFileSystem::Fault& fault : m_fs.every_fault()) {
    SCOPED_TRACE(describe(fault));
    std::filesystem::remove_all(m_directory / "x");
    FaultFileSystem fs(fault);
    EXPECT_FALSE(make_directories(fs, m_directory / "x/y").has_value());
    EXPECT_TRUE(make_directories(fs, m_directory / "x/y").has_value()) << "the second time";
  }
}

TEST_F(Directories, AreFineWhereTheyCannotBeSynced) {
  m_fs.fail({.call = Call::fsync, .error = EINVAL});
  EXPECT_TRUE(sync_directory(m_fs, m_directory.path()).has_value());
  EXPECT_FALSE(sync_directory(m_fs, m_directory / "missing").has_value());
}

// --- locks

using Kind = FileLock::Kind;

/// A second program that holds a lock until it is told to end.
class Holder {
 public:
  Holder(const std::string& path, Kind kind) {
    int ready[2];
    int stop[2];
    if (::pipe2(ready, O_CLOEXEC) != 0 || ::pipe2(stop, O_CLOEXEC) != 0) {
      std::abort();
    }
    m_pid = ::fork();
    if (m_pid == 0) {
      ::close(stop[1]);
      const auto lock = FileLock::take(FileSystem::real(), path, kind, 0);
      char answer = lock ? 'y' : 'n';
      const bool told = ::write(ready[1], &answer, 1) == 1 && ::read(stop[0], &answer, 1) == 0;
      ::_exit(told ? 0 : 1);
    }
    ::close(stop[0]);
    ::close(ready[1]);
    m_stop = Fd(stop[1]);
    const Fd reader(ready[0]);
    char answer = '?';
    m_holds = ::read(ready[0], &answer, 1) == 1 && answer == 'y';
  }
  Holder(const Holder&) = delete;
  Holder& operator=(const Holder&) = delete;
  ~Holder() { end(); }

  [[nodiscard]] bool holds() const { return m_holds; }
  void end() {
    m_stop = Fd();
    if (m_pid > 0) {
      ::waitpid(m_pid, nullptr, 0);
      m_pid = -1;
    }
  }

 private:
  pid_t m_pid = -1;
  Fd m_stop;
  bool m_holds = false;
};

class Lock : public Files {
 protected:
  Result<FileLock> take(Kind kind, int wait_ms = 0) { return FileLock::take(m_fs, m_path, kind, wait_ms); }
  ErrorCode refusal(Kind kind, int wait_ms = 0) {
    const Result<FileLock> lock = take(kind, wait_ms);
    return lock ? ErrorCode::findings : lock.error().code();
  }
};

TEST_F(Lock, KeepsASecondProgramOut) {
  Holder holder(m_path, Kind::exclusive);
  ASSERT_TRUE(holder.holds());
  EXPECT_EQ(refusal(Kind::exclusive), ErrorCode::locked);
  EXPECT_EQ(refusal(Kind::shared), ErrorCode::locked);
  holder.end();
  EXPECT_TRUE(take(Kind::exclusive).has_value());
}

TEST_F(Lock, IsSharedByReaders) {
  Holder holder(m_path, Kind::shared);
  ASSERT_TRUE(holder.holds());
  EXPECT_TRUE(take(Kind::shared).has_value());
  EXPECT_EQ(refusal(Kind::exclusive), ErrorCode::locked);
}

TEST_F(Lock, EndsWithItsObject) {
  {
    const auto lock = take(Kind::exclusive);
    ASSERT_TRUE(lock.has_value());
    EXPECT_FALSE(Holder(m_path, Kind::shared).holds());
  }
  EXPECT_TRUE(Holder(m_path, Kind::exclusive).holds());
}

TEST_F(Lock, WaitsAsLongAsAskedAndNoLonger) {
  const Holder holder(m_path, Kind::exclusive);
  const auto start = std::chrono::steady_clock::now();
  EXPECT_EQ(refusal(Kind::exclusive, 110), ErrorCode::locked);
  const auto waited = std::chrono::steady_clock::now() - start;
  EXPECT_GE(waited, std::chrono::milliseconds(110));
  EXPECT_LT(waited, std::chrono::seconds(10));
}

TEST_F(Lock, IsTakenWhenTheOtherProgramEndsInTime) {
  Holder holder(m_path, Kind::exclusive);
  ASSERT_TRUE(holder.holds());
  std::jthread ender([&] {
    std::this_thread::sleep_for(std::chrono::milliseconds(60));
    holder.end();
  });
  EXPECT_TRUE(take(Kind::exclusive, 30'000).has_value());
}

TEST_F(Lock, MakesItsFileForTheOwnerAloneAndFollowsNoLink) {
  EXPECT_TRUE(take(Kind::shared).has_value());
  EXPECT_EQ(m_fs.stat_at(AT_FDCWD, m_path, 0)->st_mode, S_IFREG | 0600U);
  std::filesystem::remove(m_path);
  std::filesystem::create_symlink("elsewhere", m_path);
  EXPECT_EQ(refusal(Kind::exclusive), ErrorCode::failed);
}

}  // namespace
}  // namespace rogatory::base
