// What an append syncs, and the same once more by a program that does nothing else.
#pragma once

#include <vector>

#include "base/file.hpp"

namespace rogatory::bench {

/// One fsync: of a directory, or of a file of `size` bytes.
struct Fsync {
  bool is_directory = false;
  std::size_t size = 0;
};

/// The real file system; it writes down every fsync.
class RecordingFileSystem : public FileSystem {
 public:
  base::SysResult<void> fsync(int fd) override;
  std::vector<Fsync> fsyncs;
};

/// As many of the same kind: each file is new, has random bytes and is synced; each directory is one in which a file
/// was just renamed. In DIRECTORY, which exists and is left full. Nothing but the calls of the operating system.
void repeat(const std::vector<Fsync>& fsyncs, const std::string& directory);

}  // namespace rogatory::bench
