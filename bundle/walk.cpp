#include "bundle/walk.hpp"

#include <algorithm>
#include <cerrno>

#include "base/progress.hpp"
#include "base/text.hpp"
#include "bundle/device.hpp"
#include "bundle/format.hpp"

namespace rogatory::bundle {
namespace {

using base::Fd;
using base::SysResult;

constexpr std::size_t k_most_refusals_named = 10;

std::string kind_of(mode_t mode) {
  switch (mode & S_IFMT) {
    case S_IFLNK:
      return "a symbolic link";
    case S_IFIFO:
      return "a FIFO";
    case S_IFSOCK:
      return "a socket";
    case S_IFBLK:
      return "a block device";
    case S_IFCHR:
      return "a character device";
    default:
      return "neither a file nor a directory";
  }
}

class Walker {
 public:
  Walker(FileSystem& fs, WalkOptions options, const WalkVisitor& visitor)
      : m_fs(fs), m_options(options), m_visitor(visitor) {}

  // NOLINTNEXTLINE(misc-no-recursion): as deep as the tree, at most k_path_depth_limit
  Result<void> entry(int directory, const std::string& name_there, const std::string& name, const std::string& display,
                     std::size_t depth) {
    ROG_TRY(base::check_interrupt());
    if (depth > k_path_depth_limit) {
      return fail(Error(ErrorCode::malformed, display + " is deeper than 256 directories")
                      .next("pack that part into an archive of its own and seal the archive"));
    }
    const SysResult<struct stat> status =
        m_fs.stat_at(directory, name_there, m_options.follow ? 0 : AT_SYMLINK_NOFOLLOW);
    if (!status) {
      return fail(item_error(status.error(), display));
    }
    const Found found{name, display, *status, directory, name_there};
    if (S_ISREG(status->st_mode)) {
      return m_visitor(found);
    }
    if (S_ISDIR(status->st_mode)) {
      ROG_TRY(m_visitor(found));
      return inside(found, depth);
    }
    if (S_ISBLK(status->st_mode) && m_options.device && depth == 1) {
      return device(found);
    }
    m_refused_devices = m_refused_devices || S_ISBLK(status->st_mode);
    return refuse(display + " is " + kind_of(status->st_mode));
  }

  Result<void> finish() const {
    if (m_refused.empty()) {
      return {};
    }
    std::string sentence = base::join(m_refused, "; ");
    if (m_refusals > m_refused.size()) {
      sentence += "; and " + std::to_string(m_refusals - m_refused.size()) + " more";
    }
    return fail(
        Error(ErrorCode::refused, sentence)
            .because("only regular files and directories are sealed as they are")
            .next(std::string("leave these out, or for links: rogatory bundle seal --follow …") +
                  (m_refused_devices ? "; a block device as an image: rogatory bundle seal --device DEVICE" : "")));
  }

 private:
  /// What stands in the node says nothing of the medium: the device has to be opened for that.
  Result<void> device(const Found& found) {
    const int nofollow = m_options.follow ? 0 : O_NOFOLLOW;
    const SysResult<Fd> fd = m_fs.open(found.directory, found.entry, O_RDONLY | O_NONBLOCK | nofollow);
    if (!fd) {
      return fail(item_error(fd.error(), found.display));
    }
    const SysResult<struct stat> status = stat_item(m_fs, fd->get());
    if (!status) {
      return fail(item_error(status.error(), found.display));
    }
    if (status->st_size == 0) {
      return fail(Error(ErrorCode::refused, found.display + " has no medium in it")
                      .next("put it in, or find the device that has it: lsblk"));
    }
    return m_visitor({found.name, found.display, *status, found.directory, found.entry});
  }

  // NOLINTNEXTLINE(misc-no-recursion)
  Result<void> inside(const Found& found, std::size_t depth) {
    const int nofollow = m_options.follow ? 0 : O_NOFOLLOW;
    SysResult<Fd> fd = m_fs.open(found.directory, found.entry, O_RDONLY | O_DIRECTORY | nofollow);
    if (!fd) {
      return fail(item_error(fd.error(), found.display));
    }
    const std::pair<dev_t, ino_t> self{found.status.st_dev, found.status.st_ino};
    if (std::find(m_above.begin(), m_above.end(), self) != m_above.end()) {
      return refuse(found.display + " leads back to a directory above it");
    }
    const SysResult<std::vector<std::string>> names = m_fs.list(fd->get());
    if (!names) {
      return fail(item_error(names.error(), found.display));
    }
    m_above.push_back(self);
    for (const std::string& child : *names) {
      ROG_TRY(entry(fd->get(), child, found.name + "/" + child, found.display + "/" + child, depth + 1));
    }
    m_above.pop_back();
    return {};
  }

  Result<void> refuse(const std::string& what) {
    ++m_refusals;
    if (m_refused.size() < k_most_refusals_named) {
      m_refused.push_back(what);
    }
    return {};
  }

  FileSystem& m_fs;
  WalkOptions m_options;
  const WalkVisitor& m_visitor;
  std::vector<std::pair<dev_t, ino_t>> m_above;
  std::vector<std::string> m_refused;
  std::size_t m_refusals = 0;
  bool m_refused_devices = false;
};

}  // namespace

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

Result<std::string> sealed_name_of(FileSystem&, const std::string& path) {
  const std::string trimmed = base::without_trailing_slashes(path);
  std::string last = base::name_of(trimmed);
  if (!last.empty() && last != "." && last != "..") {
    return last;
  }
  // ".", ".." and "/" have no name of their own: the directory behind them has.
  ROG_TRY_ASSIGN(const std::string real, base::canonical_path(trimmed));
  std::string name = base::name_of(real);
  if (name.empty()) {
    return fail(Error(ErrorCode::usage, "the root directory cannot be sealed as a whole")
                    .next("name the directories to seal, or seal an image of the disk"));
  }
  return name;
}

Result<void> walk(FileSystem& fs, const std::vector<std::string>& paths, WalkOptions options,
                  const WalkVisitor& visitor) {
  if (paths.empty()) {
    return fail(Error(ErrorCode::usage, "nothing to seal").next("rogatory bundle seal PATH…"));
  }
  std::set<std::string> seen;
  std::vector<std::string> names;
  for (const std::string& path : paths) {
    ROG_TRY_ASSIGN(std::string name, sealed_name_of(fs, path));
    if (!seen.insert(name).second) {
      return fail(Error(ErrorCode::usage, "two of the paths end in the same name: " + name)
                      .next("seal the directory above them, or rename one"));
    }
    names.push_back(std::move(name));
  }
  Walker walker(fs, options, visitor);
  for (std::size_t i = 0; i < paths.size(); ++i) {
    const std::string path = base::without_trailing_slashes(paths[i]);
    ROG_TRY(walker.entry(AT_FDCWD, path, names[i], path, 1));
  }
  return walker.finish();
}

}  // namespace rogatory::bundle
