// Block devices as items: sealed as an image of what is on them.
//
// That a file stood still while it was read is proven by its size and times. A device's node has neither: nothing but a
// write blocker keeps what is on it still (ISO/IEC 27037), and nothing that we can read proves it. What can be seen is
// compared all the same: the size of the medium, and the node's ctime, which a write through the node changes.
#pragma once

#include <sys/stat.h>

#include <string>

#include "base/file.hpp"

namespace rogatory::bundle {

/// fstat(2) of what is to be sealed. Of a block device st_size is the size of the medium in it, 0 where there is none,
/// and st_mtim the epoch: the node's own time says nothing of what is on the device.
base::SysResult<struct stat> stat_item(FileSystem& fs, int fd);

/// Whether the system itself uses the block device at `path`: it or a part of it is mounted, is swap, or carries
/// another device. False where that cannot be told.
bool is_in_use(FileSystem& fs, const std::string& path);

}  // namespace rogatory::bundle
