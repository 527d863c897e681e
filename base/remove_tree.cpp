#include "base/remove_tree.hpp"

#include <cerrno>

namespace rogatory::base {
namespace {

void keep_first(int& first, int error) {
  if (first == 0) {
    first = error;
  }
}

/// The errno of the first failure, or 0. Recursion is as deep as the tree: our own writers keep to a limit.
int remove_entry(FileSystem& fs, int directory, const std::string& name) {
  const SysResult<void> removed = fs.unlink(directory, name, 0);
  if (removed || removed.error() == ENOENT) {
    return 0;
  }
  // A directory is EISDIR on Linux, EPERM by POSIX.
  if (removed.error() != EISDIR && removed.error() != EPERM) {
    return removed.error();
  }
  int first = 0;
  if (const SysResult<Fd> open = fs.open(directory, name, O_RDONLY | O_DIRECTORY | O_NOFOLLOW); !open) {
    keep_first(first, open.error());
  } else if (const SysResult<std::vector<std::string>> names = fs.list(open->get()); !names) {
    keep_first(first, names.error());
  } else {
    for (const std::string& entry : *names) {
      keep_first(first, remove_entry(fs, open->get(), entry));
    }
  }
  const SysResult<void> gone = fs.unlink(directory, name, AT_REMOVEDIR);
  if (gone || gone.error() == ENOENT) {
    return 0;  // whatever was said before: an empty directory went
  }
  keep_first(first, gone.error());
  return first;
}

}  // namespace

Result<void> remove_tree(FileSystem& fs, int directory, const std::string& name) {
  if (const int error = remove_entry(fs, directory, name); error != 0) {
    return fail(errno_error(error, "removing " + name));
  }
  return {};
}

}  // namespace rogatory::base
