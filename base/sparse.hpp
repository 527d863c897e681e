// Files with holes: evidence images are mostly zeros, and what is not written takes no disk.
#pragma once

#include "base/direct_writer.hpp"

namespace rogatory::base {

/// Whether every byte is zero; true for no bytes. As fast as memory.
bool is_zero(ByteView bytes);

/// Writes a new file from its beginning and leaves out each block of 64 KiB, counted from there, that is all zero. The
/// content is the same as without it. The file must be empty; it has its size, and trailing holes, after finish() only.
/// The caller keeps the descriptor; its position is not used.
class SparseWriter : public ByteSink {
 public:
  static constexpr std::size_t k_block = 65536;

  /// `what` names the file in errors.
  SparseWriter(FileSystem& fs, int fd, std::string what);

  Result<void> write(ByteView bytes) override;
  /// Writes what is left and sets the size; no write() after it.
  Result<void> finish();
  /// Bytes taken so far.
  [[nodiscard]] std::uint64_t size() const { return m_written + m_pending.size(); }

 private:
  Result<ByteView> fill_pending(ByteView bytes);
  Result<void> write_blocks(ByteView blocks);

  FileSystem& m_fs;
  int m_fd;
  std::string m_what;
  DirectWriter m_writer;
  std::uint64_t m_written = 0;  // whole blocks, written or left out
  Bytes m_pending;              // the beginning of the next block
};

}  // namespace rogatory::base
