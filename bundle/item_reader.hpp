// Reads one file exactly once and proves that it stood still meanwhile.
#pragma once

#include "base/progress.hpp"
#include "base/stream.hpp"
#include "bundle/item_digests.hpp"
#include "bundle/walk.hpp"

namespace rogatory::bundle {

/// What the walk saw is what is read: opens `found` anew and compares device, inode, size and times before the first
/// and after the last byte. Of a block device that proves little, see device.hpp.
class ItemReader {
 public:
  /// refused where it is no regular file, or no block device, any more, not_found where it vanished, retry where it is
  /// another file or has changed since the walk; failed (permission denied, I/O).
  static Result<ItemReader> open(FileSystem& fs, const Found& found, bool follow);

  [[nodiscard]] std::uint64_t size() const { return static_cast<std::uint64_t>(m_before.st_size); }
  [[nodiscard]] const struct stat& status() const { return m_before; }

  /// Puts every byte into `into` and returns their SHA-256, and the digests of `also`. retry where the file grew, shrank
  /// or changed meanwhile; failed where this machine does not give one of `also`.
  Result<ItemDigests> read_all(base::FillableSink& into, Progress& progress, const AlsoHash& also = {});

 private:
  ItemReader(FileSystem& fs, base::Fd fd, std::string display, struct stat before)
      : m_fs(&fs), m_fd(std::move(fd)), m_display(std::move(display)), m_before(before) {}

  FileSystem* m_fs;
  base::Fd m_fd;
  std::string m_display;
  struct stat m_before;
};

}  // namespace rogatory::bundle
