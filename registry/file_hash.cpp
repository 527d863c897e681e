#include "registry/file_hash.hpp"

#include <fcntl.h>
#include <sys/stat.h>

namespace rogatory::registry {
namespace {

constexpr std::size_t k_chunk = 512 * 1024;

bool is_same(const struct timespec& a, const struct timespec& b) {
  return a.tv_sec == b.tv_sec && a.tv_nsec == b.tv_nsec;
}

/// A change of the content moves one of these.
bool stood_still(const struct stat& before, const struct stat& after, std::uint64_t read) {
  return before.st_size == after.st_size && std::cmp_equal(after.st_size, read) &&
         is_same(before.st_mtim, after.st_mtim) && is_same(before.st_ctim, after.st_ctim);
}

Result<struct stat> status_of(FileSystem& fs, int fd, const std::string& path) {
  const base::SysResult<struct stat> status = fs.stat(fd);
  if (!status) {
    return fail(base::errno_error(status.error(), "looking at " + path));
  }
  return *status;
}

}  // namespace

Result<FileHash> hash_file(FileSystem& fs, const std::string& path, Progress& progress) {
  // Without O_NONBLOCK a FIFO would wait for somebody to write.
  const base::SysResult<base::Fd> fd = fs.open(AT_FDCWD, path, O_RDONLY | O_CLOEXEC | O_NONBLOCK);
  if (!fd) {
    return fail(base::errno_error(fd.error(), "opening " + path));
  }
  ROG_TRY_ASSIGN(const struct stat before, status_of(fs, fd->get(), path));
  if (!S_ISREG(before.st_mode)) {
    return fail(Error(ErrorCode::refused, path + " is no regular file")
                    .next("seal what is more than one file as a bundle: rogatory bundle seal --case CASE PATH"));
  }
  progress.start("hashing " + path, static_cast<std::uint64_t>(before.st_size));
  crypto::Hasher hasher;
  Bytes chunk(k_chunk);
  FileHash hash{.name = path.substr(path.rfind('/') + 1), .size = 0, .sha256 = {}};
  for (;;) {
    ROG_TRY(base::check_interrupt());
    ROG_TRY_ASSIGN(const std::size_t got, base::read_some(fs, fd->get(), chunk, path));
    if (got == 0) {
      break;
    }
    hasher.update(ByteView(chunk).first(got));
    hash.size += got;
    progress.advance(got);
  }
  progress.finish();
  ROG_TRY_ASSIGN(const struct stat after, status_of(fs, fd->get(), path));
  if (!stood_still(before, after, hash.size)) {
    return fail(
        Error(ErrorCode::retry, path + " changed while it was read").next("stop what writes it, and try again"));
  }
  hash.sha256 = hasher.finish();
  return hash;
}

}  // namespace rogatory::registry
