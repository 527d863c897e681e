#include "tests/support/disk_image.hpp"

#include <filesystem>
#include <vector>

#include "base/file.hpp"

namespace rogatory::test {
namespace {

namespace stdfs = std::filesystem;

FileSystem& real() { return FileSystem::real(); }

base::Fd open_or_end(const std::string& path, int flags, mode_t mode = 0) {
  base::SysResult<base::Fd> fd = real().open(AT_FDCWD, path, flags | O_NOFOLLOW, mode);
  ROG_ASSERT(fd.has_value());
  return *std::move(fd);
}

DiskImage::Entry entry_of(const stdfs::directory_entry& found) {
  const struct stat status = real().stat_at(AT_FDCWD, found.path(), AT_SYMLINK_NOFOLLOW).value();
  ROG_ASSERT(S_ISREG(status.st_mode) || S_ISDIR(status.st_mode));
  const bool is_file = S_ISREG(status.st_mode);
  return {.mode = status.st_mode, .content = is_file ? content_of(open_or_end(found.path(), O_RDONLY).get()) : Bytes()};
}

}  // namespace

Bytes content_of(int fd) {
  Bytes content(static_cast<std::size_t>(real().stat(fd).value().st_size));
  ROG_ASSERT(base::pread_exact(real(), fd, content, 0, "a file of a test").has_value());
  return content;
}

DiskImage DiskImage::read(const std::string& root) {
  DiskImage image;
  for (const stdfs::directory_entry& found : stdfs::recursive_directory_iterator(root)) {
    image.entries.emplace(found.path().lexically_relative(root), entry_of(found));
  }
  return image;
}

void DiskImage::write_to(const std::string& root) const {
  const auto stays = [&](const stdfs::directory_entry& old) {
    const auto entry = entries.find(old.path().lexically_relative(root));
    return entry != entries.end() && S_ISDIR(entry->second.mode) && old.is_directory() && !old.is_symlink();
  };
  std::vector<stdfs::path> others;
  for (auto old = stdfs::recursive_directory_iterator(root); old != stdfs::recursive_directory_iterator(); ++old) {
    if (!stays(*old)) {
      others.push_back(old->path());
      old.disable_recursion_pending();
    }
  }
  for (const stdfs::path& other : others) {
    stdfs::remove_all(other);
  }
  for (const auto& [path, entry] : entries) {
    const std::string place = root + "/" + path;
    const mode_t permissions = entry.mode & 07777U;
    if (S_ISDIR(entry.mode)) {
      const base::SysResult<void> made = real().mkdir(AT_FDCWD, place, permissions);
      ROG_ASSERT(made || made.error() == EEXIST);
      continue;
    }
    const base::Fd file = open_or_end(place, O_WRONLY | O_CREAT | O_EXCL, permissions);
    ROG_ASSERT(base::write_all(real(), file.get(), entry.content, place).has_value());
  }
}

}  // namespace rogatory::test
