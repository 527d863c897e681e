// A program that dies of SIGKILL in the middle of its work, at a point that a test chooses.
#pragma once

#include <atomic>
#include <csignal>

#include "tests/support/unsynced_file_system.hpp"

namespace rogatory::test {

/// Kills its own process before a chosen change. Thread-safe. The kernel lives on, and keeps what was written.
class KillingFileSystem : public UnsyncedFileSystem {
 public:
  /// `last`: the change before which the process dies, counted from 1.
  explicit KillingFileSystem(int last) : m_last(last) {}

  base::SysResult<base::Fd> open(int directory, const std::string& path, int flags, mode_t mode) override {
    if ((flags & O_CREAT) != 0) {
      count();
    }
    return FileSystem::open(directory, path, flags, mode);
  }
  base::SysResult<std::size_t> write(int fd, ByteView bytes) override {
    count();
    return FileSystem::write(fd, bytes);
  }
  base::SysResult<std::size_t> pwrite(int fd, ByteView bytes, std::uint64_t offset) override {
    count();
    return FileSystem::pwrite(fd, bytes, offset);
  }
  base::SysResult<void> truncate(int fd, std::uint64_t size) override {
    count();
    return FileSystem::truncate(fd, size);
  }
  base::SysResult<void> rename(int from_directory, const std::string& from, int to_directory, const std::string& to,
                               bool replace) override {
    count();
    return FileSystem::rename(from_directory, from, to_directory, to, replace);
  }
  base::SysResult<void> exchange(int directory, const std::string& one, const std::string& other) override {
    count();
    return FileSystem::exchange(directory, one, other);
  }
  base::SysResult<void> unlink(int directory, const std::string& path, int flags) override {
    count();
    return FileSystem::unlink(directory, path, flags);
  }
  base::SysResult<void> mkdir(int directory, const std::string& path, mode_t mode) override {
    count();
    return FileSystem::mkdir(directory, path, mode);
  }

 private:
  void count() {
    if (++m_changes == m_last) {
      static_cast<void>(std::raise(SIGKILL));
    }
  }

  const int m_last;
  std::atomic<int> m_changes = 0;
};

}  // namespace rogatory::test
