#include "bundle/item_open.hpp"

#include <cerrno>

#include "bundle/device.hpp"

namespace rogatory::bundle {
namespace {

using base::Fd;
using base::SysResult;

Error exchanged(const std::string& display) {
  return Error(ErrorCode::refused, display + " became something else while it was sealed")
      .because("what the walk saw is what is sealed; nothing was sealed")
      .next("find out who exchanged it, or seal a snapshot or a copy");
}

/// What open(2) says of a name that stood there a moment ago.
Error not_opened(int number, const std::string& display) {
  if (number == ENOENT) {
    return Error(ErrorCode::not_found, display + " vanished while it was sealed")
        .because("a bundle holds what stood on the disk at one moment; nothing was sealed")
        .next("stop the program that removes it, or seal a snapshot or a copy");
  }
  if (number == ELOOP || number == ENXIO || number == ENOTDIR) {
    return exchanged(display);  // a link, a socket, no directory
  }
  return item_error(number, display);
}

int flags_for(mode_t type, bool follow) {
  // O_NONBLOCK: a FIFO that took the name must not hang us.
  const int flags = O_RDONLY | O_NONBLOCK | (follow ? 0 : O_NOFOLLOW);
  return S_ISDIR(type) ? flags | O_DIRECTORY : flags;
}

/// Reading evidence must not touch its access time; only its owner may ask for that.
SysResult<Fd> open_quietly(FileSystem& fs, const Spot& spot, int flags) {
  SysResult<Fd> fd = fs.open(spot.directory, spot.name, flags | O_NOATIME);
  if (!fd && fd.error() == EPERM) {
    return fs.open(spot.directory, spot.name, flags);
  }
  return fd;
}

}  // namespace

Result<OpenItem> open_item(FileSystem& fs, const Spot& spot, mode_t type, bool follow) {
  SysResult<Fd> fd = open_quietly(fs, spot, flags_for(type, follow));
  if (!fd) {
    return fail(not_opened(fd.error(), spot.display));
  }
  const SysResult<struct stat> status = stat_item(fs, fd->get());
  if (!status) {
    return fail(item_error(status.error(), spot.display));
  }
  if ((status->st_mode & S_IFMT) != type) {
    return fail(exchanged(spot.display));
  }
  return OpenItem{*std::move(fd), *status};
}

Error item_error(int number, const std::string& display) {
  Error error = base::errno_error(number, display);
  switch (number) {
    case EACCES:
    case EPERM:
      return std::move(error).next("seal as a user who may read it (ls -l shows who), or leave it out");
    case EIO:
      return std::move(error).next(
          "the medium has errors (dmesg shows where): make an image of what can be read with a recovery tool such as "
          "ddrescue, and seal that");
    case ENOMEDIUM:
      return std::move(error).next("put the medium in, or find the device that has it: lsblk");
    default:
      return std::move(error).next("check the path; the item may have been moved or removed");
  }
}

}  // namespace rogatory::bundle
