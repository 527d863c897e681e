#include "base/direct_writer.hpp"

#include <gtest/gtest.h>

#include "base/block_ring.hpp"
#include "tests/support/files.hpp"
#include "tests/support/temporary_directory.hpp"

namespace rogatory::base {
namespace {

/// Notes how pieces are written, and can be a file system or a device that does not take them.
class WatchedFileSystem : public FileSystem {
 public:
  SysResult<void> set_direct(int fd, bool on) override {
    if (refuse_flag) {
      return std::unexpected(EINVAL);
    }
    is_direct = on;
    return FileSystem::set_direct(fd, on);
  }
  SysResult<std::size_t> pwrite(int fd, ByteView bytes, std::uint64_t offset) override {
    if (is_direct && refuse_write) {
      return std::unexpected(EINVAL);
    }
    (is_direct ? direct : buffered) += 1;
    return FileSystem::pwrite(fd, bytes.first(std::min(bytes.size(), most)), offset);
  }

  bool refuse_flag = false;
  bool refuse_write = false;
  std::size_t most = SIZE_MAX;
  bool is_direct = false;
  int direct = 0;
  int buffered = 0;
};

class Direct : public testing::Test {
 protected:
  Direct() {
    block = ring.free_block().value();
    for (std::size_t i = 0; i < block.size(); ++i) {
      block[i] = static_cast<std::uint8_t>(i % 251);
    }
  }
  /// Two blocks and an odd piece, as a bundle is written; then something in the middle again.
  void write_file() {
    const Fd fd = fs.open(AT_FDCWD, path, O_RDWR | O_CREAT | O_TRUNC, 0600).value();
    DirectWriter writer(fs, fd.get(), path);
    ASSERT_TRUE(writer.pwrite(block, 0));
    ASSERT_TRUE(writer.pwrite(block, block.size()));
    ASSERT_TRUE(writer.pwrite(block.first(777), 2 * block.size()));
    ASSERT_TRUE(writer.pwrite(as_bytes("patched"), 4099));
    ASSERT_TRUE(writer.pwrite(block, 3 * block.size()));
    Bytes expected(4 * block.size());
    std::ranges::copy(block, expected.begin());
    std::ranges::copy(block, expected.begin() + static_cast<std::ptrdiff_t>(block.size()));
    std::ranges::copy(block.first(777), expected.begin() + static_cast<std::ptrdiff_t>(2 * block.size()));
    std::ranges::copy(as_bytes("patched"), expected.begin() + 4099);
    std::ranges::copy(block, expected.begin() + static_cast<std::ptrdiff_t>(3 * block.size()));
    EXPECT_TRUE(load_file(FileSystem::real(), path, 2 * expected.size()).value() == expected);
  }

  test::TemporaryDirectory directory;
  std::string path = directory / "file";
  WatchedFileSystem fs;
  BlockRing ring{1};
  MutableByteView block;
};

TEST_F(Direct, WritesAlignedPiecesDirectlyAndOthersThroughTheCache) {
  const bool supported = [&] {
    const Fd fd = fs.open(AT_FDCWD, path, O_RDWR | O_CREAT, 0600).value();
    return FileSystem::real().set_direct(fd.get(), true).has_value();
  }();
  write_file();
  EXPECT_EQ(fs.direct, supported ? 3 : 0);
  EXPECT_EQ(fs.buffered, supported ? 2 : 5);
}

TEST_F(Direct, WorksWhereTheFileSystemCannot) {
  fs.refuse_flag = true;
  write_file();
  EXPECT_EQ(fs.direct, 0);
}

TEST_F(Direct, WorksWhereTheDeviceWantsMoreThanOurAlignment) {
  fs.refuse_write = true;
  write_file();
  EXPECT_EQ(fs.direct, 0);
}

TEST_F(Direct, GoesOnAfterShortWrites) {
  fs.most = 100'000;  // not a multiple of the alignment
  write_file();
}

}  // namespace
}  // namespace rogatory::base
