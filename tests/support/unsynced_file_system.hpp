// A file system that never waits for the disk: for tests in which the machine lives on.
#pragma once

#include "base/file.hpp"

namespace rogatory::test {

/// fsync does nothing; all else is real.
class UnsyncedFileSystem : public base::FileSystem {
 public:
  base::SysResult<void> fsync(int) override { return {}; }
};

}  // namespace rogatory::test
