#include "bundle/item_reader.hpp"

#include <gtest/gtest.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <thread>

#include "tests/support/fault_file_system.hpp"
#include "tests/support/files.hpp"
#include "tests/support/temporary_directory.hpp"
#include "tests/support/watched_sink.hpp"

namespace rogatory::bundle {
namespace {

namespace stdfs = std::filesystem;
using test::FaultFileSystem;
using Call = FaultFileSystem::Call;

constexpr std::size_t k_size = 3 * 1024 * 1024 + 17;

class Item : public testing::Test {
 protected:
  Item() {
    test::write_file(path, std::string(k_size, 'x'));
    // Long ago, so that every later change shows whatever the clock's grain.
    const std::array<timespec, 2> old{timespec{1'000'000'000, 5}, timespec{1'000'000'000, 5}};
    EXPECT_EQ(::utimensat(AT_FDCWD, path.c_str(), old.data(), 0), 0);
    std::this_thread::sleep_for(std::chrono::milliseconds(20));  // ctime cannot be set
  }

  /// Walks to the file, lets `between` happen, opens it and reads it; `during` happens after the first piece.
  Result<std::uint64_t> seal(const std::function<void()>& between, const std::function<void()>& during,
                             FileSystem& fs = FileSystem::real(), bool follow = false) {
    test::WatchedSink sink(during);
    const WalkVisitor visitor = [&](const Found& found) -> Result<void> {
      between();
      ROG_TRY_ASSIGN(ItemReader reader, ItemReader::open(fs, found, follow));
      ROG_TRY(reader.read_all(sink, Progress::none()));
      return {};
    };
    ROG_TRY(walk(fs, {path}, {.follow = follow}, visitor));
    return sink.bytes.size();
  }
  Error between(const std::function<void()>& act, bool follow = false) {
    return failure(seal(act, [] {}, FileSystem::real(), follow));
  }
  Error during(const std::function<void()>& act) {
    return failure(seal([] {}, act));
  }
  static Error failure(const Result<std::uint64_t>& result) {
    EXPECT_FALSE(result.has_value());
    const Error error = result ? Error(ErrorCode::failed, "was sealed") : result.error();
    EXPECT_NE(error.next_step(), "") << error.sentence();
    EXPECT_NE(error.sentence().find("phone.dd"), std::string::npos) << error.sentence();
    return error;
  }
  static bool says(const Error& error, std::string_view text) {
    return error.sentence().find(text) != std::string::npos;
  }

  void append() { std::ofstream(path, std::ios::app) << "more"; }
  /// Other bytes, the same size, and the old time put back.
  void rewrite_secretly() {
    struct stat before{};
    ASSERT_EQ(::stat(path.c_str(), &before), 0);
    std::fstream(path, std::ios::in | std::ios::out | std::ios::binary) << "y";
    const std::array<timespec, 2> times{before.st_atim, before.st_mtim};
    ASSERT_EQ(::utimensat(AT_FDCWD, path.c_str(), times.data(), 0), 0);
  }
  void become_socket() {
    stdfs::remove(path);
    const base::Fd fd(::socket(AF_UNIX, SOCK_STREAM, 0));
    sockaddr_un address{};
    address.sun_family = AF_UNIX;
    ASSERT_LT(path.size(), sizeof address.sun_path);
    std::ranges::copy(path, address.sun_path);
    ASSERT_EQ(::bind(fd.get(), reinterpret_cast<const sockaddr*>(&address), sizeof address), 0);
  }

  test::TemporaryDirectory directory;
  const std::string path = directory / "phone.dd";
};

TEST_F(Item, IsReadWholeWhereNothingHappens) {
  EXPECT_EQ(seal([] {}, [] {}).value(), k_size);
  FaultFileSystem slow;
  slow.move_at_most(4099);
  EXPECT_EQ(seal([] {}, [] {}, slow).value(), k_size) << "short reads";
}

TEST_F(Item, MayNotChangeBetweenTheWalkAndTheReading) {
  EXPECT_EQ(between([&] { append(); }).code(), ErrorCode::retry);
  EXPECT_EQ(between([&] { stdfs::resize_file(path, 5); }).code(), ErrorCode::retry);
  EXPECT_EQ(between([&] { rewrite_secretly(); }).code(), ErrorCode::retry) << "only ctime tells";
}

TEST_F(Item, MayNotBeAnotherFileOfTheSameSizeAndTime) {
  const Error error = between([&] {
    const std::string other = directory / "other";
    stdfs::copy_file(path, other);
    stdfs::last_write_time(other, stdfs::last_write_time(path));
    stdfs::rename(other, path);
  });
  EXPECT_EQ(error.code(), ErrorCode::retry);
}

TEST_F(Item, IsNotFoundOnceItVanished) {
  const Error error = between([&] { stdfs::remove(path); });
  EXPECT_EQ(error.code(), ErrorCode::not_found);
  EXPECT_TRUE(says(error, "vanished while it was sealed")) << error.sentence();
}

TEST_F(Item, IsRefusedWhereItBecameALink) {
  EXPECT_EQ(between([&] {
              stdfs::rename(path, directory / "moved");
              stdfs::create_symlink("moved", path);
            }).code(),
            ErrorCode::refused);
}

TEST_F(Item, IsRefusedWhereItBecameSomethingElse) {
  EXPECT_EQ(between([&] {
              stdfs::remove(path);
              ASSERT_EQ(::mkfifo(path.c_str(), 0600), 0);
            }).code(),
            ErrorCode::refused)
      << "and nobody waited for a writer";
}

TEST_F(Item, IsRefusedWhereItBecameASocketOrADirectory) {
  EXPECT_EQ(between([&] { become_socket(); }).code(), ErrorCode::refused);
  stdfs::remove(path);
  test::write_file(path, "again");
  EXPECT_EQ(between([&] {
              stdfs::remove(path);
              stdfs::create_directory(path);
            }).code(),
            ErrorCode::refused);
}

TEST_F(Item, ThatIsFollowedMayNotLeadElsewhere) {
  stdfs::rename(path, directory / "one");
  stdfs::copy_file(directory / "one", directory / "two");
  stdfs::create_symlink("one", path);
  EXPECT_EQ(seal([] {}, [] {}, FileSystem::real(), true).value(), k_size);
  EXPECT_EQ(between(
                [&] {
                  stdfs::remove(path);
                  stdfs::create_symlink("two", path);
                },
                true)
                .code(),
            ErrorCode::retry);
}

TEST_F(Item, MayNotGrowWhileItIsRead) {
  const Error error = during([&] { append(); });
  EXPECT_EQ(error.code(), ErrorCode::retry);
  EXPECT_TRUE(says(error, "grew")) << error.sentence();
}

TEST_F(Item, MayNotShrinkWhileItIsRead) {
  const Error error = during([&] { stdfs::resize_file(path, k_size - 1); });
  EXPECT_EQ(error.code(), ErrorCode::retry);
  EXPECT_TRUE(says(error, "shrank")) << error.sentence();
}

TEST_F(Item, MayNotChangeWhileItIsRead) {
  const Error error = during([&] { rewrite_secretly(); });
  EXPECT_EQ(error.code(), ErrorCode::retry);
  EXPECT_TRUE(says(error, "changed")) << error.sentence();
  EXPECT_EQ(during([&] { stdfs::remove(path); }).code(), ErrorCode::retry) << "its link count is part of its state";
}

TEST_F(Item, ThatCannotBeReadToItsEndFails) {
  FaultFileSystem fs({.call = Call::read, .nth = 3, .error = EIO});
  const Error error = failure(seal([] {}, [] {}, fs));
  EXPECT_EQ(error.code(), ErrorCode::failed);
  EXPECT_TRUE(says(error, "Input/output error")) << error.sentence();
}

TEST_F(Item, ThatMayNotBeReadSaysWhoMay) {
  FaultFileSystem fs({.call = Call::open, .error = EACCES});
  const Error error = failure(seal([] {}, [] {}, fs));
  EXPECT_EQ(error.code(), ErrorCode::failed);
  EXPECT_NE(error.next_step().find("ls -l"), std::string::npos) << error.next_step();
}

TEST_F(Item, OfAnotherOwnerIsReadThoughItsAccessTimeChanges) {
  FaultFileSystem fs({.call = Call::open, .error = EPERM});
  EXPECT_EQ(seal([] {}, [] {}, fs).value(), k_size);
  EXPECT_EQ(fs.count(Call::open), 2);
}

TEST_F(Item, GoesOnAfterASignalThatMeansNothing) {
  FaultFileSystem fs({.call = Call::read, .nth = 2, .error = EINTR, .times = 3});
  EXPECT_EQ(seal([] {}, [] {}, fs).value(), k_size);
}

TEST_F(Item, IsGivenUpWhenInterrupted) {
  const Result<std::uint64_t> result = seal([] {}, [] { base::g_interrupted = true; });
  base::g_interrupted = false;
  ASSERT_FALSE(result.has_value());
  EXPECT_EQ(result.error().code(), ErrorCode::interrupted);
}

}  // namespace
}  // namespace rogatory::bundle
