#include "bundle/device.hpp"

#include <cerrno>

namespace rogatory::bundle {

base::SysResult<struct stat> stat_item(FileSystem& fs, int fd) {
  base::SysResult<struct stat> status = fs.stat(fd);
  if (!status || !S_ISBLK(status->st_mode)) {
    return status;
  }
  const base::SysResult<std::uint64_t> size = fs.device_size(fd);
  if (!size) {
    return std::unexpected(size.error());
  }
  status->st_size = static_cast<off_t>(*size);
  status->st_mtim = {};
  return status;
}

bool is_in_use(FileSystem& fs, const std::string& path) {
  // O_EXCL without O_CREAT is Linux's question for this: whoever uses a device for the system has it exclusively.
  const base::SysResult<base::Fd> fd = fs.open(AT_FDCWD, path, O_RDONLY | O_NONBLOCK | O_EXCL);
  return !fd && fd.error() == EBUSY;
}

}  // namespace rogatory::bundle
