#include "base/file.hpp"

#include <stdlib.h>

#include <cerrno>

#include "base/handle.hpp"

namespace rogatory::base {
namespace {

/// The outcome of one write of at least one byte. A device that takes nothing and says nothing would hold us for ever.
Result<std::size_t> progress_of(const SysResult<std::size_t>& written, std::string_view what) {
  if (!written || *written == 0) {
    return fail(errno_error(written ? EIO : written.error(), "writing " + std::string(what)));
  }
  return *written;
}

}  // namespace

Result<void> write_all(FileSystem& fs, int fd, ByteView bytes, std::string_view what) {
  while (!bytes.empty()) {
    const auto written = uninterrupted([&] { return fs.write(fd, bytes); });
    ROG_TRY_ASSIGN(const std::size_t count, progress_of(written, what));
    bytes = bytes.subspan(count);
  }
  return {};
}

Result<void> pwrite_all(FileSystem& fs, int fd, ByteView bytes, std::uint64_t offset, std::string_view what) {
  while (!bytes.empty()) {
    const auto written = uninterrupted([&] { return fs.pwrite(fd, bytes, offset); });
    ROG_TRY_ASSIGN(const std::size_t count, progress_of(written, what));
    bytes = bytes.subspan(count);
    offset += count;
  }
  return {};
}

Result<void> pread_exact(FileSystem& fs, int fd, MutableByteView into, std::uint64_t offset, std::string_view what) {
  while (!into.empty()) {
    const auto got = uninterrupted([&] { return fs.pread(fd, into, offset); });
    if (!got) {
      return fail(errno_error(got.error(), "reading " + std::string(what)));
    }
    if (*got == 0) {
      return fail(ErrorCode::incomplete, std::string(what) + " ends early");
    }
    into = into.subspan(*got);
    offset += *got;
  }
  return {};
}

Result<std::size_t> read_some(FileSystem& fs, int fd, MutableByteView into, std::string_view what) {
  const auto got = uninterrupted([&] { return fs.read(fd, into); });
  if (!got) {
    return fail(errno_error(got.error(), "reading " + std::string(what)));
  }
  return *got;
}

Result<std::size_t> FileSource::read(MutableByteView into) { return read_some(m_fs, m_fd, into, m_what); }

Result<Bytes> load_file(FileSystem& fs, const std::string& path, std::size_t limit) {
  // O_NONBLOCK: a FIFO must not hang us before we can refuse it. A socket cannot be opened at all (ENXIO).
  const auto fd = uninterrupted([&] { return fs.open(AT_FDCWD, path, O_RDONLY | O_NONBLOCK | O_NOCTTY); });
  if (!fd && fd.error() != ENXIO) {
    return fail(errno_error(fd.error(), "opening " + path));
  }
  struct stat status{};
  if (fd) {
    const SysResult<struct stat> looked = fs.stat(fd->get());
    if (!looked) {
      return fail(errno_error(looked.error(), "looking at " + path));
    }
    status = *looked;
  }
  if (!S_ISREG(status.st_mode)) {
    return fail(ErrorCode::refused, path + " is not a regular file");
  }
  FileSource source(fs, fd->get(), path);
  Result<Bytes> bytes = read_all(source, limit);
  if (!bytes && bytes.error().code() == ErrorCode::malformed) {
    return fail(std::move(bytes).error().while_(path));
  }
  return bytes;
}

Result<bool> exists(FileSystem& fs, const std::string& path) {
  const SysResult<struct stat> status = fs.stat_at(AT_FDCWD, path, AT_SYMLINK_NOFOLLOW);
  if (status) {
    return true;
  }
  if (status.error() == ENOENT || status.error() == ENOTDIR) {
    return false;
  }
  return fail(errno_error(status.error(), "looking for " + path));
}

namespace {

Result<void> make_directory(FileSystem& fs, const std::string& path) {
  const SysResult<void> made = fs.mkdir(AT_FDCWD, path, 0700);
  if (made) {
    return sync_directory(fs, parent_of(path));
  }
  if (made.error() != EEXIST) {
    return fail(errno_error(made.error(), "making the directory " + path));
  }
  const SysResult<struct stat> there = fs.stat_at(AT_FDCWD, path, 0);
  if (!there) {
    return fail(errno_error(there.error(), "looking at " + path));
  }
  if (!S_ISDIR(there->st_mode)) {
    return fail(ErrorCode::refused, path + " is not a directory");
  }
  return {};
}

}  // namespace

Result<void> make_directories(FileSystem& fs, const std::string& path) {
  for (std::size_t slash = path.find('/', 1);; slash = path.find('/', slash + 1)) {
    // "a//b" and "a/" name nothing new at their second slash.
    const bool has_name = slash == std::string::npos ? !path.ends_with('/') : path[slash - 1] != '/';
    if (has_name) {
      ROG_TRY(make_directory(fs, path.substr(0, slash)));
    }
    if (slash == std::string::npos) {
      return {};
    }
  }
}

Result<void> sync_directory(FileSystem& fs, const std::string& path) {
  const auto directory = uninterrupted([&] { return fs.open(AT_FDCWD, path, O_RDONLY | O_DIRECTORY); });
  if (!directory) {
    return fail(errno_error(directory.error(), "opening the directory " + path));
  }
  return sync_directory(fs, directory->get(), path);
}

Result<void> sync_directory(FileSystem& fs, int directory, std::string_view what) {
  const auto synced = uninterrupted([&] { return fs.fsync(directory); });
  // Some network file systems cannot sync a directory and say EINVAL; there is nothing more to be had there.
  if (!synced && synced.error() != EINVAL) {
    return fail(errno_error(synced.error(), "syncing the directory " + std::string(what)));
  }
  return {};
}

Result<std::string> canonical_path(const std::string& path) {
  const Handle<char, ::free> real(::realpath(path.c_str(), nullptr));
  if (!real) {
    return fail(errno_error(errno, "resolving " + path));
  }
  return std::string(real.get());
}

Result<std::string> canonical_place(const std::string& path) {
  ROG_TRY_ASSIGN(const std::string parent, canonical_path(parent_of(path)));
  return (parent == "/" ? "" : parent) + "/" + name_of(path);
}

std::string parent_of(const std::string& path) {
  const std::size_t slash = path.rfind('/');
  if (slash == std::string::npos) {
    return ".";
  }
  return slash == 0 ? "/" : path.substr(0, slash);
}

std::string name_of(const std::string& path) {
  const std::size_t slash = path.rfind('/');
  return slash == std::string::npos ? path : path.substr(slash + 1);
}

std::string without_trailing_slashes(std::string path) {
  while (path.size() > 1 && path.ends_with('/')) {
    path.pop_back();
  }
  return path;
}

}  // namespace rogatory::base
