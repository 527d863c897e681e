// The operating system behind FileSystem: one method, one call.
#include <dirent.h>
#include <linux/fs.h>
#include <sys/ioctl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstdio>
#include <cstring>

#include "base/file.hpp"
#include "base/handle.hpp"

namespace rogatory::base {
namespace {

SysResult<void> checked(int result) {
  if (result < 0) {
    return std::unexpected(errno);
  }
  return {};
}

SysResult<std::size_t> counted(ssize_t result) {
  if (result < 0) {
    return std::unexpected(errno);
  }
  return static_cast<std::size_t>(result);
}

EntryKind kind_of(unsigned char type) {
  switch (type) {
    case DT_UNKNOWN:
      return EntryKind::unknown;
    case DT_REG:
      return EntryKind::file;
    case DT_DIR:
      return EntryKind::directory;
    default:
      return EntryKind::other;
  }
}

}  // namespace

Fd& Fd::operator=(Fd&& other) noexcept {
  if (this != &other) {
    if (m_number >= 0) {
      ::close(m_number);
    }
    m_number = other.release();
  }
  return *this;
}

Fd::~Fd() {
  if (m_number >= 0) {
    ::close(m_number);
  }
}

int Fd::release() { return std::exchange(m_number, -1); }

FileSystem& FileSystem::real() {
  static FileSystem instance;
  return instance;
}

SysResult<Fd> FileSystem::open(int directory, const std::string& path, int flags, mode_t mode) {
  const int fd = ::openat(directory, path.c_str(), flags | O_CLOEXEC, mode);
  if (fd < 0) {
    return std::unexpected(errno);
  }
  return Fd(fd);
}

SysResult<std::size_t> FileSystem::read(int fd, MutableByteView into) {
  return counted(::read(fd, into.data(), into.size()));
}

SysResult<std::size_t> FileSystem::pread(int fd, MutableByteView into, std::uint64_t offset) {
  return counted(::pread(fd, into.data(), into.size(), static_cast<off_t>(offset)));
}

SysResult<std::size_t> FileSystem::write(int fd, ByteView bytes) {
  return counted(::write(fd, bytes.data(), bytes.size()));
}

SysResult<std::size_t> FileSystem::pwrite(int fd, ByteView bytes, std::uint64_t offset) {
  return counted(::pwrite(fd, bytes.data(), bytes.size(), static_cast<off_t>(offset)));
}

SysResult<void> FileSystem::fsync(int fd) { return checked(::fsync(fd)); }

SysResult<void> FileSystem::truncate(int fd, std::uint64_t size) {
  return checked(::ftruncate(fd, static_cast<off_t>(size)));
}

SysResult<void> FileSystem::allocate(int fd, std::uint64_t size) {
  return checked(::fallocate(fd, FALLOC_FL_KEEP_SIZE, 0, static_cast<off_t>(size)));
}

SysResult<void> FileSystem::set_direct(int fd, bool direct) {
  const int flags = ::fcntl(fd, F_GETFL);
  if (flags < 0) {
    return std::unexpected(errno);
  }
  return checked(::fcntl(fd, F_SETFL, direct ? flags | O_DIRECT : flags & ~O_DIRECT));
}

SysResult<struct stat> FileSystem::stat(int fd) {
  struct stat status{};
  if (::fstat(fd, &status) < 0) {
    return std::unexpected(errno);
  }
  return status;
}

SysResult<std::uint64_t> FileSystem::device_size(int fd) {
  std::uint64_t size = 0;
  if (::ioctl(fd, BLKGETSIZE64, &size) < 0) {
    return std::unexpected(errno);
  }
  return size;
}

SysResult<struct stat> FileSystem::stat_at(int directory, const std::string& path, int flags) {
  struct stat status{};
  if (::fstatat(directory, path.c_str(), &status, flags) < 0) {
    return std::unexpected(errno);
  }
  return status;
}

SysResult<void> FileSystem::rename(int from_directory, const std::string& from, int to_directory, const std::string& to,
                                   bool replace) {
  if (replace) {
    return checked(::renameat(from_directory, from.c_str(), to_directory, to.c_str()));
  }
  SysResult<void> renamed =
      checked(::renameat2(from_directory, from.c_str(), to_directory, to.c_str(), RENAME_NOREPLACE));
  if (renamed || (renamed.error() != EINVAL && renamed.error() != ENOSYS)) {
    return renamed;
  }
  // FAT and some network file systems cannot refuse atomically: look first, then rename.
  const SysResult<struct stat> there = FileSystem::stat_at(to_directory, to, AT_SYMLINK_NOFOLLOW);
  if (there || there.error() != ENOENT) {
    return std::unexpected(there ? EEXIST : there.error());
  }
  return checked(::renameat(from_directory, from.c_str(), to_directory, to.c_str()));
}

SysResult<void> FileSystem::exchange(int directory, const std::string& one, const std::string& other) {
  return checked(::renameat2(directory, one.c_str(), directory, other.c_str(), RENAME_EXCHANGE));
}

SysResult<void> FileSystem::unlink(int directory, const std::string& path, int flags) {
  return checked(::unlinkat(directory, path.c_str(), flags));
}

SysResult<void> FileSystem::mkdir(int directory, const std::string& path, mode_t mode) {
  return checked(::mkdirat(directory, path.c_str(), mode));
}

SysResult<void> FileSystem::set_modified(int fd, struct timespec modified) {
  const struct timespec times[2] = {modified, modified};
  return checked(::futimens(fd, times));
}

SysResult<void> FileSystem::chmod(int fd, mode_t mode) { return checked(::fchmod(fd, mode)); }

SysResult<std::vector<DirectoryEntry>> FileSystem::entries(int directory) {
  // fdopendir takes the descriptor over, and dup would share its position: open the directory anew.
  SysResult<Fd> own = FileSystem::open(directory, ".", O_RDONLY | O_DIRECTORY);
  if (!own) {
    return std::unexpected(own.error());
  }
  const Handle<DIR, ::closedir> stream(::fdopendir(own->get()));
  if (!stream) {
    return std::unexpected(errno);
  }
  own->release();
  std::vector<DirectoryEntry> entries;
  errno = 0;
  while (const struct dirent* entry = ::readdir(stream.get())) {
    const std::string_view name = entry->d_name;
    if (name != "." && name != "..") {
      entries.push_back({std::string(name), kind_of(entry->d_type)});
    }
    errno = 0;
  }
  if (errno != 0) {
    return std::unexpected(errno);
  }
  std::ranges::sort(entries, {}, &DirectoryEntry::name);
  return entries;
}

SysResult<std::vector<std::string>> FileSystem::list(int directory) {
  SysResult<std::vector<DirectoryEntry>> found = entries(directory);
  if (!found) {
    return std::unexpected(found.error());
  }
  std::vector<std::string> names;
  names.reserve(found->size());
  for (DirectoryEntry& entry : *found) {
    names.push_back(std::move(entry.name));
  }
  return names;
}

}  // namespace rogatory::base
