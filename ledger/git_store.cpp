#include "ledger/git_store.hpp"

#include "ledger/git_loose.hpp"

namespace rogatory::ledger {
namespace {

constexpr std::string_view k_config =
    "[core]\n\trepositoryformatversion = 0\n\tfilemode = true\n\tbare = true\n\tfsync = all\n";

/// What a bare repository is made of: gitrepository-layout(5).
constexpr std::array k_folders{"", "/objects", "/objects/info", "/objects/pack", "/refs", "/refs/heads", "/refs/tags"};

Result<void> write_file(FileSystem& fs, const std::string& path, std::string_view text) {
  const auto fd =
      base::uninterrupted([&] { return fs.open(AT_FDCWD, path, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW, 0600); });
  if (!fd) {
    return fail(base::errno_error(fd.error(), "making " + path));
  }
  ROG_TRY(base::write_all(fs, fd->get(), base::as_bytes(text), path));
  const auto synced = base::uninterrupted([&] { return fs.fsync(fd->get()); });
  return synced ? Result<void>() : fail(base::errno_error(synced.error(), "syncing " + path));
}

Result<void> fill(FileSystem& fs, const std::string& path, const std::string& head) {
  for (const char* folder : k_folders) {
    const base::SysResult<void> made = fs.mkdir(AT_FDCWD, path + folder, 0700);
    if (!made) {
      return fail(base::errno_error(made.error(), "making the directory " + path + folder));
    }
  }
  ROG_TRY(write_file(fs, path + "/HEAD", "ref: " + head + "\n"));
  ROG_TRY(write_file(fs, path + "/config", k_config));
  for (auto folder = k_folders.rbegin(); folder != k_folders.rend(); ++folder) {
    ROG_TRY(base::sync_directory(fs, path + *folder));
  }
  return {};
}

/// Best effort: what cannot be removed was announced, and the next start removes it.
void remove_again(FileSystem& fs, const std::string& path) {
  for (const char* file : {"/HEAD", "/config"}) {
    static_cast<void>(fs.unlink(AT_FDCWD, path + file, 0));
  }
  for (auto folder = k_folders.rbegin(); folder != k_folders.rend(); ++folder) {
    static_cast<void>(fs.unlink(AT_FDCWD, path + *folder, AT_REMOVEDIR));
  }
}

/// After an Error nothing of ours stands at `path`.
Result<void> give_name(FileSystem& fs, const std::string& temporary, const std::string& path) {
  const base::SysResult<void> renamed = fs.rename(AT_FDCWD, temporary, AT_FDCWD, path, false);
  if (renamed) {
    Result<void> synced = base::sync_directory(fs, base::parent_of(path));
    if (!synced) {
      remove_again(fs, path);
    }
    return synced;
  }
  // It may have been done all the same; what another program made there is not touched.
  const Result<bool> is_left = base::exists(fs, temporary);
  if (renamed.error() != EEXIST && is_left && !*is_left) {
    remove_again(fs, path);
  }
  return fail(base::errno_error(renamed.error(), "making the repository " + path));
}

}  // namespace

Result<void> make_repository(FileSystem& fs, const std::string& path,
                             const std::function<Result<void>(const std::string&)>& announce, const std::string& head) {
  ROG_TRY_ASSIGN(const bool is_there, base::exists(fs, path));
  if (is_there) {
    return fail(ErrorCode::refused, path + " exists already");
  }
  const std::string temporary =
      base::parent_of(path) + "/" + temporary_object_name("." + base::name_of(path) + ".") + ".tmp";
  if (announce) {
    ROG_TRY(announce(temporary));
  }
  Result<void> made = fill(fs, temporary, head);
  if (made) {
    made = give_name(fs, temporary, path);
  }
  if (!made) {
    remove_again(fs, temporary);
  }
  return made;
}

}  // namespace rogatory::ledger
