#include "base/file.hpp"

#include <sys/file.h>
#include <sys/random.h>
#include <time.h>

#include <cerrno>

namespace rogatory::base {
namespace {

std::string temporary_name_for(const std::string& name) {
  std::uint8_t random[8];
  ROG_ASSERT(::getrandom(random, sizeof random, 0) == static_cast<ssize_t>(sizeof random));
  return "." + name.substr(0, 200) + "." + to_hex(random) + ".tmp";
}

Error target_exists(const std::string& path) {
  return Error(ErrorCode::refused, path + " exists already")
      .next("name another file, or say --force to replace this one");
}

}  // namespace

Result<void> write_all(FileSystem& fs, int fd, ByteView bytes, std::string_view what) {
  while (!bytes.empty()) {
    const SysResult<std::size_t> written = fs.write(fd, bytes);
    if (!written && written.error() == EINTR) {
      continue;
    }
    if (!written) {
      return fail(errno_error(written.error(), "writing " + std::string(what)));
    }
    bytes = bytes.subspan(*written);
  }
  return {};
}

Result<void> pwrite_all(FileSystem& fs, int fd, ByteView bytes, std::uint64_t offset, std::string_view what) {
  while (!bytes.empty()) {
    const SysResult<std::size_t> written = fs.pwrite(fd, bytes, offset);
    if (!written && written.error() == EINTR) {
      continue;
    }
    if (!written) {
      return fail(errno_error(written.error(), "writing " + std::string(what)));
    }
    bytes = bytes.subspan(*written);
    offset += *written;
  }
  return {};
}

Result<void> pread_exact(FileSystem& fs, int fd, MutableByteView into, std::uint64_t offset, std::string_view what) {
  while (!into.empty()) {
    const SysResult<std::size_t> got = fs.pread(fd, into, offset);
    if (!got && got.error() == EINTR) {
      continue;
    }
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
  while (true) {
    const SysResult<std::size_t> got = fs.read(fd, into);
    if (got) {
      return *got;
    }
    if (got.error() != EINTR) {
      return fail(errno_error(got.error(), "reading " + std::string(what)));
    }
  }
}

Result<std::size_t> FileSource::read(MutableByteView into) { return read_some(m_fs, m_fd, into, m_what); }

Result<Bytes> load_file(FileSystem& fs, const std::string& path, std::size_t limit) {
  // O_NONBLOCK: a FIFO must not hang us before we can refuse it.
  SysResult<Fd> fd = fs.open(AT_FDCWD, path, O_RDONLY | O_NONBLOCK);
  if (!fd) {
    return fail(errno_error(fd.error(), "opening " + path));
  }
  const SysResult<struct stat> status = fs.stat(fd->get());
  if (!status) {
    return fail(errno_error(status.error(), "looking at " + path));
  }
  if (!S_ISREG(status->st_mode)) {
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

Result<void> make_directories(FileSystem& fs, const std::string& path) {
  for (std::size_t slash = path.find('/', 1);; slash = path.find('/', slash + 1)) {
    const std::string part = path.substr(0, slash);
    const SysResult<void> made = fs.mkdir(AT_FDCWD, part, 0700);
    if (!made && made.error() != EEXIST) {
      return fail(errno_error(made.error(), "making the directory " + part));
    }
    if (slash == std::string::npos) {
      return {};
    }
  }
}

Result<void> sync_directory(FileSystem& fs, const std::string& path) {
  SysResult<Fd> directory = fs.open(AT_FDCWD, path, O_RDONLY | O_DIRECTORY);
  if (!directory) {
    return fail(errno_error(directory.error(), "opening the directory " + path));
  }
  const SysResult<void> synced = fs.fsync(directory->get());
  // Some network file systems cannot sync a directory and say EINVAL; there is nothing more to be had there.
  if (!synced && synced.error() != EINVAL) {
    return fail(errno_error(synced.error(), "syncing the directory " + path));
  }
  return {};
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

DurableFile::DurableFile(FileSystem& fs, Fd fd, std::string path, std::string temporary, Options options)
    : m_fs(&fs), m_fd(std::move(fd)), m_path(std::move(path)), m_temporary(std::move(temporary)), m_options(options) {}

DurableFile::~DurableFile() {
  if (m_fd) {
    // Best effort: a temporary file that cannot be removed is found and named by the next start.
    static_cast<void>(m_fs->unlink(AT_FDCWD, m_temporary, 0));
  }
}

Result<DurableFile> DurableFile::create(FileSystem& fs, std::string path, Options options) {
  if (!options.replace) {
    ROG_TRY_ASSIGN(const bool there, exists(fs, path));
    if (there) {
      return fail(target_exists(path));
    }
  }
  const std::string directory = parent_of(path);
  std::string temporary = directory + "/" + temporary_name_for(name_of(path));
  SysResult<Fd> fd = fs.open(AT_FDCWD, temporary, O_RDWR | O_CREAT | O_EXCL | O_NOFOLLOW, options.mode);
  if (!fd) {
    Error error = errno_error(fd.error(), "making a file in " + directory);
    if (fd.error() == ENOENT) {
      error = std::move(error).next("mkdir -p " + directory);
    }
    return fail(std::move(error));
  }
  DurableFile file(fs, *std::move(fd), std::move(path), std::move(temporary), options);
  if (options.preallocate > 0) {
    const SysResult<void> reserved = fs.allocate(file.fd(), options.preallocate);
    if (!reserved && (reserved.error() == ENOSPC || reserved.error() == EDQUOT || reserved.error() == EFBIG)) {
      return fail(errno_error(reserved.error(), "reserving " + std::to_string(options.preallocate) + " bytes for " +
                                                    file.m_path));
    }
  }
  return file;
}

Result<void> DurableFile::write(ByteView bytes) {
  ROG_TRY(write_all(*m_fs, m_fd.get(), bytes, m_path));
  m_size += bytes.size();
  return {};
}

Result<void> DurableFile::pwrite(ByteView bytes, std::uint64_t offset) {
  return pwrite_all(*m_fs, m_fd.get(), bytes, offset, m_path);
}

Result<void> DurableFile::commit() {
  if (m_options.preallocate > m_size) {
    // Gives back what was reserved past the end.
    if (const SysResult<void> cut = m_fs->truncate(m_fd.get(), m_size); !cut) {
      return fail(errno_error(cut.error(), "cutting " + m_path));
    }
  }
  if (const SysResult<void> synced = m_fs->fsync(m_fd.get()); !synced) {
    return fail(errno_error(synced.error(), "syncing " + m_path));
  }
  const SysResult<void> renamed = m_fs->rename(AT_FDCWD, m_temporary, AT_FDCWD, m_path, m_options.replace);
  if (!renamed && renamed.error() == EEXIST) {
    return fail(target_exists(m_path));
  }
  if (!renamed) {
    return fail(errno_error(renamed.error(), "publishing " + m_path));
  }
  Result<void> synced = sync_directory(*m_fs, parent_of(m_path));
  if (!synced) {
    static_cast<void>(m_fs->unlink(AT_FDCWD, m_path, 0));
    return synced;
  }
  m_fd = Fd();
  return {};
}

Result<void> save_file(FileSystem& fs, const std::string& path, ByteView bytes, DurableFile::Options options) {
  ROG_TRY_ASSIGN(DurableFile file, DurableFile::create(fs, path, options));
  ROG_TRY(file.write(bytes));
  return file.commit();
}

Result<FileLock> FileLock::take(FileSystem& fs, const std::string& path, Kind kind, int wait_ms) {
  SysResult<Fd> fd = fs.open(AT_FDCWD, path, O_RDWR | O_CREAT | O_NOFOLLOW, 0600);
  if (!fd) {
    return fail(errno_error(fd.error(), "opening the lock " + path));
  }
  constexpr int k_step_ms = 20;
  const int operation = (kind == Kind::exclusive ? LOCK_EX : LOCK_SH) | LOCK_NB;
  for (int waited = 0;; waited += k_step_ms) {
    if (::flock(fd->get(), operation) == 0) {
      return FileLock(*std::move(fd));
    }
    if (errno != EWOULDBLOCK && errno != EINTR) {
      return fail(errno_error(errno, "locking " + path));
    }
    if (waited >= wait_ms) {
      return fail(Error(ErrorCode::locked, path + " is locked by another program").next("try again when it has ended"));
    }
    const struct timespec pause {0, k_step_ms * 1'000'000};
    ::nanosleep(&pause, nullptr);
  }
}

}  // namespace rogatory::base
