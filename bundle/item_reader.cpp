#include "bundle/item_reader.hpp"

#include <cerrno>

#include "bundle/device.hpp"

namespace rogatory::bundle {
namespace {

using base::Fd;
using base::SysResult;

bool same_time(const struct timespec& a, const struct timespec& b) {
  return a.tv_sec == b.tv_sec && a.tv_nsec == b.tv_nsec;
}

bool same_state(const struct stat& a, const struct stat& b) {
  return a.st_dev == b.st_dev && a.st_ino == b.st_ino && a.st_rdev == b.st_rdev && a.st_size == b.st_size &&
         same_time(a.st_mtim, b.st_mtim) && same_time(a.st_ctim, b.st_ctim);
}

Error changed(const std::string& display, std::string_view how) {
  return Error(ErrorCode::retry, display + " " + std::string(how) + " while it was sealed")
      .because("a bundle holds what stood on the disk at one moment; nothing was sealed")
      .next("stop the program that writes it, or seal a snapshot or a copy");
}

Error exchanged(const std::string& display) {
  return Error(ErrorCode::refused, display + " became something else while it was sealed")
      .because("what the walk saw is what is sealed; nothing was sealed")
      .next("find out who exchanged it, or seal a snapshot or a copy");
}

/// What open(2) says of a name that was a regular file a moment ago.
Error not_opened(int number, const std::string& display) {
  if (number == ENOENT) {
    return Error(ErrorCode::not_found, display + " vanished while it was sealed")
        .because("a bundle holds what stood on the disk at one moment; nothing was sealed")
        .next("stop the program that removes it, or seal a snapshot or a copy");
  }
  if (number == ELOOP || number == ENXIO) {
    return exchanged(display);  // a link, a socket
  }
  return item_error(number, display);
}

/// Reading evidence must not touch its access time; only its owner may ask for that.
SysResult<Fd> open_quietly(FileSystem& fs, const Found& found, int flags) {
  SysResult<Fd> fd = fs.open(found.directory, found.entry, flags | O_NOATIME);
  if (!fd && fd.error() == EPERM) {
    return fs.open(found.directory, found.entry, flags);
  }
  return fd;
}

}  // namespace

Result<ItemReader> ItemReader::open(FileSystem& fs, const Found& found, bool follow) {
  SysResult<Fd> fd = open_quietly(fs, found, O_RDONLY | O_NONBLOCK | (follow ? 0 : O_NOFOLLOW));
  if (!fd) {
    return fail(not_opened(fd.error(), found.display));
  }
  const SysResult<struct stat> status = stat_item(fs, fd->get());
  if (!status) {
    return fail(item_error(status.error(), found.display));
  }
  if ((status->st_mode & S_IFMT) != (found.status.st_mode & S_IFMT)) {
    return fail(exchanged(found.display));
  }
  if (!same_state(*status, found.status)) {
    return fail(changed(found.display, "changed"));
  }
  return ItemReader(fs, *std::move(fd), found.display, *status);
}

Result<ItemDigests> ItemReader::read_all(base::FillableSink& into, Progress& progress, const AlsoHash& also) {
  ROG_TRY_ASSIGN(ItemDigester digester, ItemDigester::create(also));
  std::uint64_t left = size();
  // At least one read: a file that says it is empty may not be (procfs). What is written behind the end meanwhile
  // changes the size, which is looked at again.
  bool ended = false;
  while (!ended) {
    ROG_TRY(base::check_interrupt());
    ROG_TRY_ASSIGN(const MutableByteView space, into.space());
    const SysResult<std::size_t> got = m_fs->read(m_fd.get(), space);
    if (!got && got.error() == EINTR) {
      continue;
    }
    if (!got) {
      return fail(item_error(got.error(), m_display).while_("reading"));
    }
    if (*got > left) {
      return fail(changed(m_display, "grew"));
    }
    left -= *got;
    ended = *got == 0 || left == 0;
    digester.update(space.first(*got));
    into.added(*got);
    progress.advance(*got);
  }
  if (left > 0) {
    return fail(changed(m_display, "shrank"));
  }
  const SysResult<struct stat> after = stat_item(*m_fs, m_fd.get());
  if (!after) {
    return fail(item_error(after.error(), m_display).while_("looking again"));
  }
  if (!same_state(m_before, *after)) {
    return fail(changed(m_display, after->st_size > m_before.st_size ? "grew" : "changed"));
  }
  return digester.finish();
}

}  // namespace rogatory::bundle
