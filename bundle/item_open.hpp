// Opens what was just seen, once, and proves that it is still that.
#pragma once

#include <sys/stat.h>

#include <string>

#include "base/file.hpp"

namespace rogatory::bundle {

/// A name in an open directory, or a path with AT_FDCWD.
struct Spot {
  int directory;
  const std::string& name;
  const std::string& display;  ///< the path as the user would type it, raw bytes
};

struct OpenItem {
  base::Fd fd;         ///< for reading, at the beginning
  struct stat status;  ///< when it was opened; of a block device as stat_item (device.hpp) gives it
};

/// Opens what a directory or stat_at() said is of `type`: S_IFREG, S_IFDIR or S_IFBLK. A link is opened only with
/// `follow`. Does not wait for anybody, and leaves the access time of a file alone where it may. not_found where it
/// vanished, refused where it is of another type by now; failed (permission denied, I/O).
Result<OpenItem> open_item(FileSystem& fs, const Spot& spot, mode_t type, bool follow);

/// Why an item cannot be read, from errno, with the next step. `display` as in Spot.
Error item_error(int number, const std::string& display);

}  // namespace rogatory::bundle
