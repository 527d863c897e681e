#include "registry/remove_tree.hpp"

#include <unistd.h>

#include <cerrno>

namespace rogatory::registry {
namespace {

constexpr int k_most_depth = 400;  // our own trees are at most 256 deep

Result<void> remove_at(FileSystem& fs, int directory, const std::string& name, const std::string& what, int depth);

Result<void> remove_children(FileSystem& fs, int directory, const std::string& name, const std::string& what,
                             int depth) {
  if (depth > k_most_depth) {
    return fail(ErrorCode::refused, what + " is deeper than " + std::to_string(k_most_depth) + " directories");
  }
  base::SysResult<base::Fd> inside = fs.open(directory, name, O_RDONLY | O_DIRECTORY | O_NOFOLLOW);
  if (!inside) {
    return fail(base::errno_error(inside.error(), "opening " + what));
  }
  // Best effort: where it matters the removals below fail and say so.
  static_cast<void>(fs.chmod(inside->get(), 0700));
  const base::SysResult<std::vector<std::string>> names = fs.list(inside->get());
  if (!names) {
    return fail(base::errno_error(names.error(), "reading " + what));
  }
  for (const std::string& child : *names) {
    ROG_TRY(remove_at(fs, inside->get(), child, what, depth + 1));
  }
  return {};
}

Result<void> remove_at(FileSystem& fs, int directory, const std::string& name, const std::string& what, int depth) {
  const base::SysResult<struct stat> status = fs.stat_at(directory, name, AT_SYMLINK_NOFOLLOW);
  if (!status && status.error() == ENOENT) {
    return {};
  }
  if (!status) {
    return fail(base::errno_error(status.error(), "looking at " + what));
  }
  if (status->st_uid != ::geteuid()) {
    return fail(ErrorCode::denied, what + " belongs to another user");
  }
  const bool is_directory = S_ISDIR(status->st_mode);
  if (is_directory) {
    ROG_TRY(remove_children(fs, directory, name, what, depth));
  }
  const base::SysResult<void> gone = fs.unlink(directory, name, is_directory ? AT_REMOVEDIR : 0);
  if (!gone && gone.error() != ENOENT) {
    return fail(base::errno_error(gone.error(), "removing " + what));
  }
  return {};
}

}  // namespace

Result<void> remove_tree(FileSystem& fs, const std::string& path) { return remove_at(fs, AT_FDCWD, path, path, 0); }

}  // namespace rogatory::registry
