// Writing large files around the page cache: the kernel's copy costs as much as the encryption.
#pragma once

#include "base/file.hpp"

namespace rogatory::base {

/// Writes pieces of a file, each without a copy where it is aligned (memory, offset and size to 4096 bytes) and the
/// file system can do it (O_DIRECT), else through the page cache. The caller keeps the descriptor and syncs it: neither
/// way is durable before fsync. One thread at a time.
class DirectWriter {
 public:
  /// `what` names the file in errors.
  DirectWriter(FileSystem& fs, int fd, std::string what) : m_fs(fs), m_fd(fd), m_what(std::move(what)) {}

  Result<void> pwrite(ByteView bytes, std::uint64_t offset);

 private:
  enum class Mode : std::uint8_t { buffered, direct, never_direct };
  bool go_direct();
  Result<void> go_buffered();
  Result<void> write_directly(ByteView bytes, std::uint64_t offset);

  FileSystem& m_fs;
  int m_fd;
  std::string m_what;
  Mode m_mode = Mode::buffered;
};

}  // namespace rogatory::base
