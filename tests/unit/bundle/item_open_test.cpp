#include "bundle/item_open.hpp"

#include <gtest/gtest.h>
#include <sys/socket.h>
#include <sys/un.h>

#include <filesystem>

#include "tests/support/fault_file_system.hpp"
#include "tests/support/files.hpp"
#include "tests/support/temporary_directory.hpp"

namespace rogatory::bundle {
namespace {

namespace stdfs = std::filesystem;
using test::FaultFileSystem;
using Call = FaultFileSystem::Call;

class Opening : public testing::Test {
 protected:
  Result<OpenItem> open(mode_t type, bool follow = false, FileSystem& fs = FileSystem::real()) {
    return open_item(fs, {AT_FDCWD, path, path}, type, follow);
  }
  Error failure(const Result<OpenItem>& result) {
    EXPECT_FALSE(result.has_value());
    const Error error = result ? Error(ErrorCode::failed, "was opened") : result.error();
    EXPECT_NE(error.next_step(), "") << error.sentence();
    EXPECT_NE(error.sentence().find("phone.dd"), std::string::npos) << error.sentence();
    return error;
  }
  void make_socket() {
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

TEST_F(Opening, GivesAFileAndItsStatus) {
  test::write_file(path, "0123456789");
  const OpenItem item = open(S_IFREG).value();
  EXPECT_EQ(item.status.st_size, 10);
  Bytes bytes(20);
  EXPECT_EQ(FileSystem::real().read(item.fd.get(), bytes), 10U);
}

TEST_F(Opening, GivesADirectory) {
  stdfs::create_directory(path);
  EXPECT_TRUE(S_ISDIR(open(S_IFDIR)->status.st_mode));
}

TEST_F(Opening, GoesThroughALinkOnlyWhereItIsFollowed) {
  test::write_file(directory / "other", "0123456789");
  stdfs::create_symlink("other", path);
  EXPECT_EQ(failure(open(S_IFREG)).code(), ErrorCode::refused);
  EXPECT_EQ(open(S_IFREG, true)->status.st_size, 10);
  stdfs::remove(path);
  stdfs::create_directory_symlink(".", path);
  EXPECT_EQ(failure(open(S_IFDIR)).code(), ErrorCode::refused);
  EXPECT_TRUE(open(S_IFDIR, true).has_value());
}

TEST_F(Opening, IsRefusedWhereAFileBecameAFifo) {
  ASSERT_EQ(::mkfifo(path.c_str(), 0600), 0);
  EXPECT_EQ(failure(open(S_IFREG)).code(), ErrorCode::refused) << "and nobody waited for a writer";
}

TEST_F(Opening, IsRefusedWhereAFileBecameASocketOrADirectory) {
  make_socket();
  EXPECT_EQ(failure(open(S_IFREG)).code(), ErrorCode::refused);
  stdfs::remove(path);
  stdfs::create_directory(path);
  EXPECT_EQ(failure(open(S_IFREG)).code(), ErrorCode::refused);
}

TEST_F(Opening, IsRefusedWhereADirectoryBecameAFile) {
  test::write_file(path, "0123456789");
  EXPECT_EQ(failure(open(S_IFDIR)).code(), ErrorCode::refused);
}

TEST_F(Opening, SaysThatAnItemVanished) {
  const Error error = failure(open(S_IFREG));
  EXPECT_EQ(error.code(), ErrorCode::not_found);
  EXPECT_NE(error.sentence().find("vanished while it was sealed"), std::string::npos) << error.sentence();
}

TEST_F(Opening, SaysWhoMayRead) {
  test::write_file(path, "0123456789");
  FaultFileSystem fs({.call = Call::open, .error = EACCES});
  const Error error = failure(open(S_IFREG, false, fs));
  EXPECT_EQ(error.code(), ErrorCode::failed);
  EXPECT_NE(error.next_step().find("ls -l"), std::string::npos) << error.next_step();
}

TEST_F(Opening, OfAnothersFileSucceedsThoughItsAccessTimeChanges) {
  test::write_file(path, "0123456789");
  FaultFileSystem fs({.call = Call::open, .error = EPERM});
  EXPECT_TRUE(open(S_IFREG, false, fs).has_value());
  EXPECT_EQ(fs.count(Call::open), 2);
}

TEST_F(Opening, FailsWhereTheItemCannotBeLookedAt) {
  test::write_file(path, "0123456789");
  FaultFileSystem fs({.call = Call::stat, .error = EIO});
  EXPECT_EQ(failure(open(S_IFREG, false, fs)).code(), ErrorCode::failed);
}

}  // namespace
}  // namespace rogatory::bundle
