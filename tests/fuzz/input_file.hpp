// An input as a file, for readers that take a FileSystem.
#pragma once

#include <vector>

#include "base/file.hpp"
#include "tests/fuzz/tar_input.hpp"

namespace rogatory::fuzz {

/// A file system whose every file is the input. Where the input is a tar with hollow members, their bytes read as
/// zeros. Reading at an offset is thread-safe; read() has one position.
class InputFile : public base::FileSystem {
 public:
  /// `input` outlives this.
  explicit InputFile(ByteView input, IsHollow is_hollow = never_hollow);

  [[nodiscard]] std::uint64_t size() const { return m_size; }

  base::SysResult<base::Fd> open(int directory, const std::string& path, int flags, mode_t mode) override;
  base::SysResult<std::size_t> read(int fd, MutableByteView into) override;
  base::SysResult<std::size_t> pread(int fd, MutableByteView into, std::uint64_t offset) override;
  base::SysResult<struct stat> stat(int fd) override;

 private:
  /// A stretch of the file: bytes of the input, or zeros where `bytes` is empty.
  struct Stretch {
    std::uint64_t from = 0;
    std::uint64_t size = 0;
    ByteView bytes;
  };
  void append(std::uint64_t size, ByteView bytes);

  std::vector<Stretch> m_stretches;
  std::uint64_t m_size = 0;
  std::uint64_t m_position = 0;
};

}  // namespace rogatory::fuzz
