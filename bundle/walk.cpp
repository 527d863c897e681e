#include "bundle/walk.hpp"

#include <algorithm>
#include <set>

#include "base/progress.hpp"
#include "base/text.hpp"
#include "bundle/format.hpp"

namespace rogatory::bundle {
namespace {

using base::EntryKind;
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

  /// One of the paths that are walked, sealed as `name`.
  Result<void> top(const std::string& path, const std::string& name) {
    m_name = name;
    m_display = path;
    return entry(AT_FDCWD, {path, EntryKind::unknown}, 1);
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
  /// What is called `there` in `directory`; m_name and m_display lead to it.
  // NOLINTNEXTLINE(misc-no-recursion): as deep as the tree, at most k_path_depth_limit
  Result<void> entry(int directory, const base::DirectoryEntry& there, std::size_t depth) {
    ROG_TRY(base::check_interrupt());
    if (depth > k_path_depth_limit) {
      return fail(Error(ErrorCode::malformed, m_display + " is deeper than 256 directories")
                      .next("pack that part into an archive of its own and seal the archive"));
    }
    const Spot spot{directory, there.name, m_display};
    ROG_TRY_ASSIGN(const mode_t type, type_of(spot, there.kind));
    if (S_ISREG(type) || S_ISDIR(type) || (S_ISBLK(type) && m_options.device && depth == 1)) {
      ROG_TRY_ASSIGN(const OpenItem item, open_item(m_fs, spot, type, m_options.follow));
      return S_ISDIR(type) ? inside(item, depth) : readable(item);
    }
    m_refused_devices = m_refused_devices || S_ISBLK(type);
    return refuse(m_display + " is " + kind_of(type));
  }

  /// A directory's word is enough for what will be opened and looked at; of the others it does not say all.
  Result<mode_t> type_of(const Spot& spot, EntryKind kind) {
    if (kind == EntryKind::file) {
      return S_IFREG;
    }
    if (kind == EntryKind::directory) {
      return S_IFDIR;
    }
    const SysResult<struct stat> status =
        m_fs.stat_at(spot.directory, spot.name, m_options.follow ? 0 : AT_SYMLINK_NOFOLLOW);
    if (!status) {
      return fail(item_error(status.error(), m_display));
    }
    return status->st_mode & S_IFMT;
  }

  Result<void> readable(const OpenItem& item) {
    if (S_ISBLK(item.status.st_mode) && item.status.st_size == 0) {
      return fail(Error(ErrorCode::refused, m_display + " has no medium in it")
                      .next("put it in, or find the device that has it: lsblk"));
    }
    return m_visitor({m_name, m_display, item});
  }

  // NOLINTNEXTLINE(misc-no-recursion)
  Result<void> inside(const OpenItem& item, std::size_t depth) {
    ROG_TRY(m_visitor({m_name, m_display, item}));
    const std::pair<dev_t, ino_t> self{item.status.st_dev, item.status.st_ino};
    if (std::find(m_above.begin(), m_above.end(), self) != m_above.end()) {
      return refuse(m_display + " leads back to a directory above it");
    }
    const SysResult<std::vector<base::DirectoryEntry>> entries = m_fs.entries(item.fd.get());
    if (!entries) {
      return fail(item_error(entries.error(), m_display));
    }
    m_above.push_back(self);
    for (const base::DirectoryEntry& child : *entries) {
      ROG_TRY(below(item, child, depth + 1));
    }
    m_above.pop_back();
    return {};
  }

  /// The two names are lengthened for the child and cut again, which costs less than making two for each.
  // NOLINTNEXTLINE(misc-no-recursion)
  Result<void> below(const OpenItem& parent, const base::DirectoryEntry& child, std::size_t depth) {
    const std::size_t name_size = m_name.size();
    const std::size_t display_size = m_display.size();
    m_name.append("/").append(child.name);
    m_display.append("/").append(child.name);
    ROG_TRY(entry(parent.fd.get(), child, depth));
    m_name.resize(name_size);
    m_display.resize(display_size);
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
  std::string m_name;     // as Found::name, of where the walk is
  std::string m_display;  // as Found::display
  std::vector<std::pair<dev_t, ino_t>> m_above;
  std::vector<std::string> m_refused;
  std::size_t m_refusals = 0;
  bool m_refused_devices = false;
};

}  // namespace

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
    ROG_TRY(walker.top(path, names[i]));
  }
  return walker.finish();
}

}  // namespace rogatory::bundle
