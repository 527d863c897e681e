// A program that dies of SIGKILL in the middle of its work, at a point that a test chooses.
#pragma once

#include <unistd.h>

#include <array>
#include <csignal>
#include <mutex>
#include <string>
#include <vector>

#include "tests/support/unsynced_file_system.hpp"

namespace rogatory::test {

/// Kills its own process before a chosen change. Thread-safe. The kernel lives on, and keeps what was written.
class KillingFileSystem : public UnsyncedFileSystem {
 public:
  /// `last`: the change before which the process dies, counted from 1; 0: it lives, and names() tells its changes.
  explicit KillingFileSystem(int last) : m_last(last) {}

  base::SysResult<base::Fd> open(int directory, const std::string& path, int flags, mode_t mode) override {
    if ((flags & O_CREAT) != 0) {
      count("create", path);
    }
    return FileSystem::open(directory, path, flags, mode);
  }
  base::SysResult<std::size_t> write(int fd, ByteView bytes) override {
    count("write", path_of(fd));
    return FileSystem::write(fd, bytes);
  }
  base::SysResult<std::size_t> pwrite(int fd, ByteView bytes, std::uint64_t offset) override {
    count("pwrite", path_of(fd));
    return FileSystem::pwrite(fd, bytes, offset);
  }
  base::SysResult<void> truncate(int fd, std::uint64_t size) override {
    count("truncate", path_of(fd));
    return FileSystem::truncate(fd, size);
  }
  base::SysResult<void> rename(int from_directory, const std::string& from, int to_directory, const std::string& to,
                               bool replace) override {
    count("rename", to);
    return FileSystem::rename(from_directory, from, to_directory, to, replace);
  }
  base::SysResult<void> exchange(int directory, const std::string& one, const std::string& other) override {
    count("exchange", other);
    return FileSystem::exchange(directory, one, other);
  }
  base::SysResult<void> unlink(int directory, const std::string& path, int flags) override {
    count("unlink", path);
    return FileSystem::unlink(directory, path, flags);
  }
  base::SysResult<void> mkdir(int directory, const std::string& path, mode_t mode) override {
    count("mkdir", path);
    return FileSystem::mkdir(directory, path, mode);
  }

  /// Of each change, in order: the call and the path as it was given.
  [[nodiscard]] std::vector<std::string> names() const {
    const std::scoped_lock lock(m_mutex);
    return m_names;
  }

 private:
  static std::string path_of(int fd) {
    std::array<char, 4096> path{};
    const ssize_t size = ::readlink(("/proc/self/fd/" + std::to_string(fd)).c_str(), path.data(), path.size());
    return {path.data(), size > 0 ? static_cast<std::size_t>(size) : 0};
  }
  void count(const std::string& call, const std::string& path) {
    const std::scoped_lock lock(m_mutex);
    m_names.push_back(call + " " + path);
    if (std::cmp_equal(m_names.size(), m_last)) {
      static_cast<void>(std::raise(SIGKILL));
    }
  }

  const int m_last;
  mutable std::mutex m_mutex;
  std::vector<std::string> m_names;
};

}  // namespace rogatory::test
