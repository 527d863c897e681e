#include "bundle/item_reader.hpp"

#include <cerrno>

#include "bundle/device.hpp"

namespace rogatory::bundle {
namespace {

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

}  // namespace

Result<ItemDigests> read_item(FileSystem& fs, const Found& found, base::FillableSink& into, ItemDigester& digester,
                              Progress& progress) {
  const struct stat& before = found.status();
  const int fd = found.item.fd.get();
  auto left = static_cast<std::uint64_t>(before.st_size);
  // At least one read: a file that says it is empty may not be (procfs). What is written behind the end meanwhile
  // changes the size, which is looked at again.
  bool ended = false;
  while (!ended) {
    ROG_TRY(base::check_interrupt());
    ROG_TRY_ASSIGN(const MutableByteView space, into.space());
    const SysResult<std::size_t> got = fs.read(fd, space);
    if (!got && got.error() == EINTR) {
      continue;
    }
    if (!got) {
      return fail(item_error(got.error(), found.display).while_("reading"));
    }
    if (*got > left) {
      return fail(changed(found.display, "grew"));
    }
    left -= *got;
    ended = *got == 0 || left == 0;
    digester.update(space.first(*got));
    into.added(*got);
    progress.advance(*got);
  }
  if (left > 0) {
    return fail(changed(found.display, "shrank"));
  }
  const SysResult<struct stat> after = stat_item(fs, fd);
  if (!after) {
    return fail(item_error(after.error(), found.display).while_("looking again"));
  }
  if (!same_state(before, *after)) {
    return fail(changed(found.display, after->st_size > before.st_size ? "grew" : "changed"));
  }
  return digester.finish();
}

}  // namespace rogatory::bundle
