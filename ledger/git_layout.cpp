#include "ledger/git_layout.hpp"

#include <array>

#include "base/remove_tree.hpp"
#include "ledger/git_loose.hpp"

namespace rogatory::ledger {
namespace {

constexpr std::string_view k_config =
    "[core]\n\trepositoryformatversion = 0\n\tfilemode = true\n\tbare = true\n\tfsync = all\n";

constexpr std::array k_folders{"", "/objects", "/objects/info", "/objects/pack", "/refs", "/refs/heads", "/refs/tags"};

}  // namespace

Result<void> fill_repository(FileSystem& fs, const std::string& path, const std::string& head, mode_t umask) {
  for (const char* folder : k_folders) {
    const base::SysResult<void> made = fs.mkdir(AT_FDCWD, path + folder, 0777 & ~umask);
    if (!made) {
      return fail(base::errno_error(made.error(), "making the directory " + path + folder));
    }
  }
  ROG_TRY(write_new_file(fs, path + "/HEAD", base::as_bytes("ref: " + head + "\n"), 0666 & ~umask));
  ROG_TRY(write_new_file(fs, path + "/config", base::as_bytes(k_config), 0666 & ~umask));
  for (auto folder = k_folders.rbegin(); folder != k_folders.rend(); ++folder) {
    ROG_TRY(base::sync_directory(fs, path + *folder));
  }
  return {};
}

std::string temporary_place(const std::string& path) {
  return base::parent_of(path) + "/" + temporary_object_name("." + base::name_of(path) + ".") + ".tmp";
}

Result<void> publish_tree(FileSystem& fs, const std::string& temporary, const std::string& path) {
  const base::SysResult<void> renamed = fs.rename(AT_FDCWD, temporary, AT_FDCWD, path, false);
  Result<void> result;
  if (renamed) {
    result = base::sync_directory(fs, base::parent_of(path));
  } else {
    result = fail(base::errno_error(renamed.error(), "making " + path));
  }
  if (!result) {
    // It may have been done all the same; what another program made there is not touched.
    const Result<bool> is_left = base::exists(fs, temporary);
    if (renamed || (renamed.error() != EEXIST && is_left && !*is_left)) {
      static_cast<void>(base::remove_tree(fs, AT_FDCWD, path));
    }
    static_cast<void>(base::remove_tree(fs, AT_FDCWD, temporary));
  }
  return result;
}

}  // namespace rogatory::ledger
