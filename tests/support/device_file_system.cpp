#include "tests/support/device_file_system.hpp"

#include <algorithm>
#include <cerrno>

namespace rogatory::test {

DeviceFileSystem::DeviceFileSystem(const std::string& path) {
  const base::SysResult<struct stat> status = FaultFileSystem::stat_at(AT_FDCWD, path, 0);
  ROG_ASSERT(status.has_value());
  m_file = *status;
  m_size = static_cast<std::uint64_t>(m_file.st_size);
}

bool DeviceFileSystem::is_device(const struct stat& status) const {
  return status.st_dev == m_file.st_dev && status.st_ino == m_file.st_ino;
}

base::SysResult<struct stat> DeviceFileSystem::shown(base::SysResult<struct stat> status) const {
  if (status && is_device(*status)) {
    status->st_mode = (status->st_mode & ~static_cast<mode_t>(S_IFMT)) | S_IFBLK;
    status->st_size = 0;
  }
  return status;
}

base::SysResult<base::Fd> DeviceFileSystem::open(int directory, const std::string& path, int flags, mode_t mode) {
  base::SysResult<base::Fd> fd = FaultFileSystem::open(directory, path, flags & ~O_EXCL, mode);
  if (fd && m_in_use && (flags & O_EXCL) != 0) {
    return std::unexpected(EBUSY);
  }
  return fd;
}

base::SysResult<struct stat> DeviceFileSystem::stat(int fd) { return shown(FaultFileSystem::stat(fd)); }

base::SysResult<struct stat> DeviceFileSystem::stat_at(int directory, const std::string& path, int flags) {
  return shown(FaultFileSystem::stat_at(directory, path, flags));
}

base::SysResult<std::uint64_t> DeviceFileSystem::device_size(int fd) {
  const base::SysResult<struct stat> status = FaultFileSystem::stat(fd);
  if (!status || !is_device(*status)) {
    return std::unexpected(status ? ENOTTY : status.error());
  }
  return m_size;
}

base::SysResult<std::vector<base::DirectoryEntry>> DeviceFileSystem::entries(int directory) {
  base::SysResult<std::vector<base::DirectoryEntry>> found = FaultFileSystem::entries(directory);
  if (found) {
    std::ranges::for_each(*found, [](base::DirectoryEntry& entry) { entry.kind = base::EntryKind::unknown; });
  }
  return found;
}

}  // namespace rogatory::test
