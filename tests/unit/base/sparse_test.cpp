#include "base/sparse.hpp"

#include <gtest/gtest.h>

#include <algorithm>

#include "tests/support/fault_file_system.hpp"
#include "tests/support/temporary_directory.hpp"

namespace rogatory::base {
namespace {

using test::FaultFileSystem;
using test::TemporaryDirectory;
using Call = FaultFileSystem::Call;

constexpr std::size_t k_block = SparseWriter::k_block;

TEST(Zero, SeesEverySingleByte) {
  EXPECT_TRUE(is_zero({}));
  for (const std::size_t size : {1U, 2U, 15U, 16U, 17U, 63U, 64U, 65U, 1000U}) {
    Bytes bytes(size);
    EXPECT_TRUE(is_zero(bytes)) << size;
    for (std::size_t at = 0; at < size; ++at) {
      bytes[at] = 0x80;
      EXPECT_FALSE(is_zero(bytes)) << at << " of " << size;
      bytes[at] = 0;
    }
  }
  EXPECT_FALSE(is_zero(Bytes(1000, 7)));
}

class Sparse : public testing::Test {
 protected:
  /// Writes `content` in pieces of `piece` bytes.
  Result<void> write(ByteView content, std::size_t piece) {
    SparseWriter writer(m_fs, m_fd.get(), "image");
    while (!content.empty()) {
      const std::size_t count = std::min(piece, content.size());
      ROG_TRY(writer.write(content.first(count)));
      content = content.subspan(count);
    }
    m_size = writer.size();
    return writer.finish();
  }
  Bytes content() { return load_file(FileSystem::real(), m_path, 200U << 20U).value(); }
  std::uint64_t bytes_on_disk() { return static_cast<std::uint64_t>(m_fs.stat(m_fd.get())->st_blocks) * 512; }

  TemporaryDirectory m_directory;
  std::string m_path = m_directory / "image";
  FaultFileSystem m_fs;
  Fd m_fd = FileSystem::real().open(AT_FDCWD, m_path, O_RDWR | O_CREAT, 0600).value();
  std::uint64_t m_size = 0;
};

TEST_F(Sparse, TakesLittleDiskForMuchNothing) {
  constexpr std::size_t k_size = 100U << 20U;
  Bytes image(k_size);
  for (const std::size_t at : {std::size_t{0}, 10 * k_block - 1, 10 * k_block, k_size / 2, k_size - 5}) {
    image[at] = 1;
  }
  ASSERT_TRUE(write(image, 1'000'000).has_value());
  EXPECT_EQ(m_size, k_size);
  EXPECT_TRUE(content() == image);
  EXPECT_LE(bytes_on_disk(), 8 * k_block);
  EXPECT_EQ(m_fs.count(Call::pwrite), 4) << "blocks 9 and 10 are written in one call";
}

TEST_F(Sparse, KeepsTheContentHoweverItArrives) {
  std::vector<Bytes> images = {{}, Bytes(1), Bytes(1, 1), Bytes(k_block), Bytes(k_block, 1), Bytes(3 * k_block + 7)};
  for (unsigned pattern = 0; pattern < 16; ++pattern) {
    Bytes image;
    for (unsigned block = 0; block < 4; ++block) {
      image.resize(image.size() + k_block, ((pattern >> block) & 1U) != 0 ? 0xab : 0);
    }
    images.push_back(image);
    image.resize(image.size() + 5);
    images.push_back(image);
    image.back() = 9;
    images.push_back(image);
  }
  for (const Bytes& image : images) {
    for (const std::size_t piece : {std::size_t{511}, k_block - 1, k_block, k_block + 1, 10 * k_block}) {
      ASSERT_TRUE(FileSystem::real().truncate(m_fd.get(), 0).has_value());
      ASSERT_TRUE(write(image, piece).has_value());
      ASSERT_TRUE(content() == image) << image.size() << " in pieces of " << piece;
      ASSERT_EQ(m_size, image.size());
    }
  }
}

TEST_F(Sparse, WritesNothingAtAllForZeros) {
  ASSERT_TRUE(write(Bytes(10 * k_block + 100), 1000).has_value());
  EXPECT_EQ(content(), Bytes(10 * k_block + 100));
  EXPECT_EQ(m_fs.count(Call::pwrite), 0);
  EXPECT_EQ(bytes_on_disk(), 0U);
}

TEST_F(Sparse, GoesOnAfterShortWritesAndSignals) {
  m_fs.move_at_most(1000);
  m_fs.fail({.call = Call::pwrite, .nth = 2, .error = EINTR, .times = 2});
  m_fs.fail({.call = Call::truncate, .error = EINTR});
  Bytes image(2 * k_block + 77);
  image[k_block + 3] = 1;
  image.back() = 2;
  ASSERT_TRUE(write(image, 5000).has_value());
  EXPECT_TRUE(content() == image);
}

TEST_F(Sparse, SaysWhenAStepFails) {
  const Bytes memory(1 + 2 * k_block + 77, 1);
  const ByteView image = ByteView(memory).subspan(1);  // never aligned: an allocator may align what it gives to pages
  ASSERT_TRUE(write(image, image.size()).has_value());
  ASSERT_EQ(m_fs.every_fault().size(), 6U);  // whole blocks, the rest, the size
  for (FaultFileSystem::Fault fault : m_fs.every_fault()) {
    fault.error = ENOSPC;
    SCOPED_TRACE(describe(fault));
    FaultFileSystem fs(fault);
    SparseWriter writer(fs, m_fd.get(), "image");
    const Result<void> written = writer.write(image);
    const Result<void> finished = written ? writer.finish() : written;
    ASSERT_FALSE(finished.has_value());
    EXPECT_EQ(finished.error().code(), ErrorCode::no_space);
    EXPECT_NE(finished.error().sentence().find("image"), std::string::npos);
  }
}

}  // namespace
}  // namespace rogatory::base
