#include "registry/file_hash.hpp"

#include <gtest/gtest.h>
#include <sys/stat.h>

#include <filesystem>
#include <fstream>

#include "tests/support/files.hpp"
#include "tests/support/temporary_directory.hpp"

namespace rogatory::registry {
namespace {

void write(const std::string& path, const std::string& text) { std::ofstream(path, std::ios::binary) << text; }

ErrorCode refusal(FileSystem& fs, const std::string& path) {
  return hash_file(fs, path, Progress::none()).error().code();
}

TEST(FileHash, IsThatOfTheWholeFile) {
  const test::TemporaryDirectory directory;
  const std::string text(1'500'000, 'x');  // more than two pieces
  write(directory / "phone.E01", text);
  const Result<FileHash> hash = hash_file(FileSystem::real(), directory / "phone.E01", Progress::none());
  ASSERT_TRUE(hash) << hash.error().sentence();
  EXPECT_EQ(hash->name, "phone.E01");
  EXPECT_EQ(hash->size, text.size());
  EXPECT_EQ(hash->sha256, crypto::sha256(text));
  write(directory / "empty", "");
  EXPECT_EQ(hash_file(FileSystem::real(), directory / "empty", Progress::none())->sha256, crypto::sha256(""));
}

TEST(FileHash, IsOfARegularFileOnly) {
  const test::TemporaryDirectory directory;
  FileSystem& fs = FileSystem::real();
  EXPECT_EQ(refusal(fs, directory / "nothing"), ErrorCode::not_found);
  EXPECT_EQ(refusal(fs, directory / "."), ErrorCode::refused);
  ASSERT_EQ(::mkfifo((directory / "fifo").c_str(), 0600), 0);
  EXPECT_EQ(refusal(fs, directory / "fifo"), ErrorCode::refused) << "and nobody waits for its writer";
}

/// Somebody writes to the file while it is read.
class GrowingFile : public FileSystem {
 public:
  explicit GrowingFile(std::string path) : m_path(std::move(path)) {}
  base::SysResult<std::size_t> read(int fd, MutableByteView into) override {
    const base::SysResult<std::size_t> got = FileSystem::read(fd, into);
    if (!std::exchange(m_grew, true)) {
      std::ofstream(m_path, std::ios::app) << "more";
    }
    return got;
  }

 private:
  std::string m_path;
  bool m_grew = false;
};

TEST(FileHash, IsNotThatOfAFileThatChanges) {
  const test::TemporaryDirectory directory;
  write(directory / "log", "text");
  GrowingFile fs(directory / "log");
  EXPECT_EQ(refusal(fs, directory / "log"), ErrorCode::retry);
}

}  // namespace
}  // namespace rogatory::registry
