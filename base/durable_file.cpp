#include <sys/random.h>

#include <algorithm>
#include <cerrno>

#include "base/direct_writer.hpp"
#include "base/file.hpp"
#include "base/write_behind.hpp"

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

Result<void> check_target(FileSystem& fs, int directory, const std::string& path, bool replace) {
  const std::string name = name_of(path);
  if (name.empty()) {
    return fail(ErrorCode::refused, "\"" + path + "\" does not name a file");
  }
  const SysResult<struct stat> there = fs.stat_at(directory, name, AT_SYMLINK_NOFOLLOW);
  if (!there && there.error() == ENOENT) {
    return {};
  }
  if (!there) {
    return fail(errno_error(there.error(), "looking for " + path));
  }
  if (!replace) {
    return fail(target_exists(path));
  }
  if (!S_ISREG(there->st_mode)) {
    return fail(ErrorCode::refused, path + " is not a regular file and is not replaced");
  }
  return {};
}

Result<Fd> open_directory(FileSystem& fs, const std::string& path) {
  auto directory = uninterrupted([&] { return fs.open(AT_FDCWD, path, O_RDONLY | O_DIRECTORY); });
  if (directory) {
    return *std::move(directory);
  }
  Error error = errno_error(directory.error(), "opening the directory " + path);
  if (directory.error() == ENOENT) {
    error = std::move(error).next("mkdir -p " + path);
  }
  return fail(std::move(error));
}

bool cannot_swap_names(int error) { return error == EINVAL || error == ENOSYS || error == ENOTSUP; }

}  // namespace

/// Writes a large file from its beginning, on a thread of its own.
struct DurableFile::Behind : ByteSink {
  Behind(FileSystem& fs, int fd, const std::string& what) : direct(fs, fd, what) {}
  /// Called on that thread.
  Result<void> write(ByteView bytes) override {
    ROG_TRY(direct.pwrite(bytes, offset));
    offset += bytes.size();
    return {};
  }

  DirectWriter direct;
  std::uint64_t offset = 0;
  WriteBehind queue{*this};  // last: its thread uses the rest
};

DurableFile::DurableFile(FileSystem& fs, Fd directory, Fd fd, std::string path, std::string temporary, Options options)
    : m_fs(&fs),
      m_directory(std::move(directory)),
      m_fd(std::move(fd)),
      m_path(std::move(path)),
      m_temporary(std::move(temporary)),
      m_options(std::move(options)) {}

DurableFile::DurableFile(DurableFile&&) noexcept = default;

DurableFile::~DurableFile() {
  m_behind.reset();
  // After a swap that could not be undone the old content stands under the temporary name: then it stays.
  if (m_fd && (m_way != Way::swapped || is_ours(name_of(m_temporary)))) {
    // Best effort: a temporary file that cannot be removed is found and named by the next start.
    static_cast<void>(m_fs->unlink(m_directory.get(), name_of(m_temporary), 0));
  }
}

Result<DurableFile> DurableFile::create(FileSystem& fs, std::string path, Options options) {
  const std::string parent = parent_of(path);
  ROG_TRY_ASSIGN(Fd directory, open_directory(fs, parent));
  ROG_TRY(check_target(fs, directory.get(), path, options.replace));
  const std::string name = temporary_name_for(name_of(path));
  if (options.announce) {
    ROG_TRY(options.announce(parent + "/" + name));
  }
  constexpr int k_flags = O_RDWR | O_CREAT | O_EXCL | O_NOFOLLOW;
  SysResult<Fd> fd = fs.open(directory.get(), name, k_flags, options.mode);
  if (!fd) {
    if (fd.error() != EEXIST) {
      // It may have been made all the same, and nobody else has this name.
      static_cast<void>(fs.unlink(directory.get(), name, 0));
    }
    return fail(errno_error(fd.error(), "making a file in " + parent));
  }
  DurableFile file(fs, std::move(directory), *std::move(fd), std::move(path), parent + "/" + name, std::move(options));
  ROG_TRY(file.preallocate());
  if (file.m_options.preallocate >= k_large) {
    file.m_behind = std::make_unique<Behind>(fs, file.fd(), file.m_path);
  }
  return file;
}

Result<void> DurableFile::preallocate() {
  if (m_options.preallocate == 0) {
    return {};
  }
  const auto reserved = uninterrupted([&] { return m_fs->allocate(m_fd.get(), m_options.preallocate); });
  // Anything but a lack of space means that this file system does not reserve; writing will show what it can do.
  if (!reserved && (reserved.error() == ENOSPC || reserved.error() == EDQUOT || reserved.error() == EFBIG)) {
    return fail(
        errno_error(reserved.error(), "reserving " + std::to_string(m_options.preallocate) + " bytes for " + m_path));
  }
  return {};
}

Result<void> DurableFile::write(ByteView bytes) {
  Result<void> written = m_behind ? m_behind->queue.write(bytes) : write_all(*m_fs, m_fd.get(), bytes, m_path);
  if (written) {
    m_size += bytes.size();
    m_end = std::max(m_end, m_size);
  }
  m_broken = m_broken || !written;
  return written;
}

Result<void> DurableFile::pwrite(ByteView bytes, std::uint64_t offset) {
  ROG_TRY(flush());
  Result<void> written =
      m_behind ? m_behind->direct.pwrite(bytes, offset) : pwrite_all(*m_fs, m_fd.get(), bytes, offset, m_path);
  if (written) {
    m_end = std::max(m_end, offset + bytes.size());
  }
  m_broken = m_broken || !written;
  return written;
}

Result<void> DurableFile::flush() {
  Result<void> flushed = m_behind ? m_behind->queue.flush() : Result<void>();
  m_broken = m_broken || !flushed;
  return flushed;
}

Result<void> DurableFile::commit() {
  ROG_ASSERT(m_fd);
  // A second try would trust an fsync that has forgotten why the first one failed.
  if (std::exchange(m_broken, true)) {
    return fail(ErrorCode::failed, "publishing " + m_path + ": an earlier step failed");
  }
  ROG_TRY(settle());
  if (Result<void> published = publish(); !published) {
    take_back();
    return published;
  }
  if (m_way == Way::swapped) {
    static_cast<void>(m_fs->unlink(m_directory.get(), name_of(m_temporary), 0));  // the old content
  }
  m_fd = Fd();
  return {};
}

Result<void> DurableFile::settle() {
  ROG_TRY(flush());
  if (m_options.preallocate > m_end) {
    // Gives back what was reserved past the end.
    if (const auto cut = uninterrupted([&] { return m_fs->truncate(m_fd.get(), m_end); }); !cut) {
      return fail(errno_error(cut.error(), "cutting " + m_path));
    }
  }
  if (const auto synced = uninterrupted([&] { return m_fs->fsync(m_fd.get()); }); !synced) {
    return fail(errno_error(synced.error(), "syncing " + m_path));
  }
  return {};
}

Result<void> DurableFile::publish() {
  ROG_TRY(check_target(*m_fs, m_directory.get(), m_path, m_options.replace));
  const SysResult<void> named = give_name();
  if (!named && named.error() == EEXIST) {
    return fail(target_exists(m_path));
  }
  if (!named) {
    return fail(errno_error(named.error(), "publishing " + m_path));
  }
  return sync_directory(*m_fs, m_directory.get(), parent_of(m_path));
}

/// A swap keeps the old content at hand until the directory is synced.
SysResult<void> DurableFile::give_name() {
  const std::string temporary = name_of(m_temporary);
  const std::string name = name_of(m_path);
  const auto rename = [&](bool replace) {
    return m_fs->rename(m_directory.get(), temporary, m_directory.get(), name, replace);
  };
  if (m_options.replace) {
    m_way = Way::swapped;
    const SysResult<void> swapped = m_fs->exchange(m_directory.get(), temporary, name);
    if (swapped || is_ours(name)) {
      return swapped;
    }
    if (cannot_swap_names(swapped.error())) {
      m_way = Way::overwritten;
      return rename(true);
    }
    if (swapped.error() != ENOENT) {
      return swapped;
    }
  }
  m_way = Way::placed;
  return rename(false);
}

void DurableFile::take_back() {
  // A call that failed may have been carried out all the same: what counts is whose file stands under the name.
  const std::string name = name_of(m_path);
  if (!is_ours(name)) {
    return;
  }
  switch (m_way) {
    case Way::not_yet:
    case Way::overwritten:
      return;
    case Way::placed:
      static_cast<void>(m_fs->unlink(m_directory.get(), name, 0));
      break;
    case Way::swapped:
      static_cast<void>(m_fs->exchange(m_directory.get(), name_of(m_temporary), name));
      break;
  }
  static_cast<void>(m_fs->fsync(m_directory.get()));
}

bool DurableFile::is_ours(const std::string& name) const {
  const SysResult<struct stat> own = m_fs->stat(m_fd.get());
  const SysResult<struct stat> there = m_fs->stat_at(m_directory.get(), name, AT_SYMLINK_NOFOLLOW);
  return own && there && own->st_dev == there->st_dev && own->st_ino == there->st_ino;
}

Result<void> save_file(FileSystem& fs, const std::string& path, ByteView bytes, DurableFile::Options options) {
  ROG_TRY_ASSIGN(DurableFile file, DurableFile::create(fs, path, std::move(options)));
  ROG_TRY(file.write(bytes));
  return file.commit();
}

}  // namespace rogatory::base
