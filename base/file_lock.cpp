#include <sys/file.h>
#include <time.h>

#include <algorithm>
#include <cerrno>

#include "base/file.hpp"

namespace rogatory::base {

Result<FileLock> FileLock::take(FileSystem& fs, const std::string& path, Kind kind, int wait_ms) {
  const bool exclusive = kind == Kind::exclusive;
  const int flags = (exclusive ? O_RDWR : O_RDONLY) | O_CREAT | O_NOFOLLOW | O_NONBLOCK | O_NOCTTY;
  auto fd = uninterrupted([&] { return fs.open(AT_FDCWD, path, flags, 0600); });
  if (!fd) {
    return fail(errno_error(fd.error(), "opening the lock " + path));
  }
  constexpr int k_step_ms = 20;
  const int operation = (exclusive ? LOCK_EX : LOCK_SH) | LOCK_NB;
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
    const struct timespec pause{0, std::min(k_step_ms, wait_ms - waited) * 1'000'000};
    ::nanosleep(&pause, nullptr);
  }
}

}  // namespace rogatory::base
