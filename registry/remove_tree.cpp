#include "registry/remove_tree.hpp"

#include <unistd.h>

#include <cerrno>

#include "base/remove_tree.hpp"

namespace rogatory::registry {

Result<void> remove_tree(FileSystem& fs, const std::string& path) {
  const base::SysResult<struct stat> status = fs.stat_at(AT_FDCWD, path, AT_SYMLINK_NOFOLLOW);
  if (!status && status.error() == ENOENT) {
    return {};
  }
  if (!status) {
    return fail(base::errno_error(status.error(), "looking at " + path));
  }
  if (status->st_uid != ::geteuid()) {
    return fail(ErrorCode::denied, path + " belongs to another user");
  }
  return base::remove_tree(fs, AT_FDCWD, path);
}

}  // namespace rogatory::registry
