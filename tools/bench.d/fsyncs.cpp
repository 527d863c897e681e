#include "fsyncs.hpp"

#include <fcntl.h>
#include <stdlib.h>
#include <sys/random.h>
#include <unistd.h>

#include <algorithm>
#include <cstdio>

namespace rogatory::bench {
namespace {

void check(bool done, const char* what) {
  if (!done) {
    ::perror(what);
    ::exit(2);
  }
}

void write_file(int directory, const std::string& name, std::size_t size) {
  std::vector<std::uint8_t> bytes(size);
  for (std::size_t at = 0; at < size; at += 256) {
    check(::getrandom(bytes.data() + at, std::min<std::size_t>(256, size - at), 0) > 0, "getrandom");
  }
  const int fd = ::openat(directory, name.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
  check(fd >= 0 && ::write(fd, bytes.data(), size) == static_cast<ssize_t>(size), "write");
  check(::fsync(fd) == 0 && ::close(fd) == 0, "fsync");
}

}  // namespace

base::SysResult<void> RecordingFileSystem::fsync(int fd) {
  if (const base::SysResult<struct stat> status = stat(fd)) {
    fsyncs.push_back({.is_directory = S_ISDIR(status->st_mode), .size = static_cast<std::size_t>(status->st_size)});
  }
  return FileSystem::fsync(fd);
}

void repeat(const std::vector<Fsync>& fsyncs, const std::string& directory) {
  static unsigned number = 0;
  const int fd = ::open(directory.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  check(fd >= 0, "open");
  for (const Fsync& one : fsyncs) {
    const std::string name = std::to_string(++number);
    if (!one.is_directory) {
      write_file(fd, name + ".new", one.size);
      check(::renameat(fd, (name + ".new").c_str(), fd, name.c_str()) == 0, "rename");
      continue;
    }
    const int empty = ::openat(fd, (name + ".new").c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
    check(empty >= 0 && ::close(empty) == 0, "make");
    check(::renameat(fd, (name + ".new").c_str(), fd, name.c_str()) == 0, "rename");
    check(::fsync(fd) == 0, "fsync");
  }
  ::close(fd);
}

}  // namespace rogatory::bench
