#include "bundle/item_reader.hpp"

#include <gtest/gtest.h>
#include <sys/stat.h>
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

  /// Walks to the file, which opens it, lets `between` happen and reads it; `during` happens after the first piece.
  Result<std::uint64_t> seal(const std::function<void()>& between, const std::function<void()>& during,
                             FileSystem& fs = FileSystem::real(), bool follow = false) {
    test::WatchedSink sink(during);
    const WalkVisitor visitor = [&](const Found& found) -> Result<void> {
      between();
      ROG_TRY_ASSIGN(ItemDigester digester, ItemDigester::create({}));
      ROG_TRY_ASSIGN(const ItemDigests digests, read_item(fs, found, sink, digester, Progress::none()));
      EXPECT_EQ(digests.sha256, crypto::sha256(sink.bytes));
      return {};
    };
    ROG_TRY(walk(fs, {path}, {.follow = follow}, visitor));
    return sink.bytes.size();
  }
  Error between(const std::function<void()>& act) {
    return failure(seal(act, [] {}));
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

  test::TemporaryDirectory directory;
  const std::string path = directory / "phone.dd";
};

TEST_F(Item, IsReadWholeWhereNothingHappens) {
  EXPECT_EQ(seal([] {}, [] {}).value(), k_size);
  FaultFileSystem slow;
  slow.move_at_most(4099);
  EXPECT_EQ(seal([] {}, [] {}, slow).value(), k_size) << "short reads";
}

TEST_F(Item, MayNotChangeBetweenTheOpeningAndTheReading) {
  EXPECT_EQ(between([&] { append(); }).code(), ErrorCode::retry);
  EXPECT_EQ(between([&] { stdfs::resize_file(path, 5); }).code(), ErrorCode::retry);
  EXPECT_EQ(between([&] { rewrite_secretly(); }).code(), ErrorCode::retry) << "only ctime tells";
}

TEST_F(Item, MayNotLoseItsNameBeforeItIsRead) {
  EXPECT_EQ(between([&] {
              const std::string other = directory / "other";
              stdfs::copy_file(path, other);
              stdfs::last_write_time(other, stdfs::last_write_time(path));
              stdfs::rename(other, path);
            }).code(),
            ErrorCode::retry)
      << "another file has it, of the same size and time";
  EXPECT_EQ(between([&] { stdfs::remove(path); }).code(), ErrorCode::retry);
}

TEST_F(Item, ThatIsFollowedIsWhatTheLinkLedTo) {
  stdfs::rename(path, directory / "one");
  test::write_file(directory / "two", "another");
  stdfs::create_symlink("one", path);
  const auto lead_elsewhere = [&] {
    stdfs::remove(path);
    stdfs::create_symlink("two", path);
  };
  EXPECT_EQ(seal(lead_elsewhere, [] {}, FileSystem::real(), true).value(), k_size);
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
