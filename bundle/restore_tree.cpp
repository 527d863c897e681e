#include "bundle/restore_tree.hpp"

#include <algorithm>
#include <cerrno>

#include "base/text.hpp"
#include "bundle/format.hpp"

namespace rogatory::bundle {
namespace {

using base::errno_error;
using base::SysResult;

/// How many other names are tried where even a neutral one is taken by an item that really has that name.
constexpr int k_most_attempts = 1000;

/// Why a name was refused; empty where the error is not about the name.
std::string name_trouble(int error) {
  switch (error) {
    case EEXIST:
      return "another item has this name already";
    case ENAMETOOLONG:
      return "the name is too long for this file system";
    case EILSEQ:
    case EINVAL:
      return "this file system does not take the name";
    default:
      return "";
  }
}

struct timespec time_of(const ItemRecord& record) {
  return {static_cast<time_t>(record.modified.seconds), static_cast<long>(record.modified_ns)};
}

std::string neutral_name(const ItemRecord& record) {
  constexpr std::string_view k_data = "data/";
  const std::string path = record.kind == ItemKind::file ? record.file : item_path(record.item, "");
  return path.substr(k_data.size());
}

std::string attempt_name(const std::string& neutral, int attempt) {
  return attempt == 0 ? neutral : std::to_string(attempt) + "-" + neutral;
}

}  // namespace

/// Tries `act` (directory, name) with the wanted name, then with neutral ones.
template <class Act>
Result<RestoreTree::Placed> RestoreTree::place(std::size_t parent, std::string_view wanted, const std::string& neutral,
                                               Act act) {
  ROG_TRY_ASSIGN(const int directory, open(parent));
  Placed placed{std::string(wanted), m_directories[parent].changed};
  SysResult<void> done = act(directory, placed.name);
  if (!done) {
    placed.changed = name_trouble(done.error());
  }
  for (int attempt = 0; !done && !name_trouble(done.error()).empty() && attempt < k_most_attempts; ++attempt) {
    placed.name = attempt_name(neutral, attempt);
    done = act(directory, placed.name);
  }
  if (!done) {
    return fail(errno_error(done.error(), "restoring " + std::string(wanted)));
  }
  return placed;
}

/// The descriptor of a directory of the tree; valid until the next call. Items come directory by directory, so that
/// most of the way is open already.
Result<int> RestoreTree::open(std::size_t directory) {
  std::vector<std::size_t> way;
  for (std::size_t at = directory; at != 0; at = m_directories[at].parent) {
    way.push_back(at);
  }
  std::ranges::reverse(way);
  std::size_t common = 0;
  while (common < way.size() && common < m_open.size() && way[common] == m_open[common].directory) {
    ++common;
  }
  m_open.resize(common);
  for (; common < way.size(); ++common) {
    const int above = m_open.empty() ? m_tree : m_open.back().fd.get();
    const std::string& name = m_directories[way[common]].name;
    SysResult<base::Fd> next = m_fs.open(above, name, O_RDONLY | O_DIRECTORY | O_NOFOLLOW);
    if (!next) {
      return fail(errno_error(next.error(), "opening the restored directory " + name));
    }
    m_open.push_back({way[common], *std::move(next)});
  }
  return m_open.empty() ? m_tree : m_open.back().fd.get();
}

/// The directory that had the name `original` in `parent`, made where it is not there yet.
Result<std::size_t> RestoreTree::enter(std::size_t parent, std::string_view original, const std::string& neutral) {
  const std::pair key(parent, std::string(original));
  if (const auto known = m_children.find(key); known != m_children.end()) {
    return known->second;
  }
  ROG_TRY_ASSIGN(Placed placed, place(parent, original, neutral, [this](int directory, const std::string& name) {
                   return m_fs.mkdir(directory, name, 0700);
                 }));
  m_directories.push_back({parent, std::move(placed.name), std::move(placed.changed), std::nullopt});
  m_children.emplace(key, m_directories.size() - 1);
  return m_directories.size() - 1;
}

/// The directory in which the item stands; `leaf` becomes the last part of its name.
Result<std::size_t> RestoreTree::enter_parents(const ItemRecord& record, std::string_view& leaf) {
  const std::vector<std::string_view> parts = base::split(record.name, '/');
  std::size_t directory = 0;
  for (std::size_t i = 0; i + 1 < parts.size(); ++i) {
    ROG_TRY_ASSIGN(directory, enter(directory, parts[i], item_path(record.item, "dir").substr(5)));
  }
  leaf = parts.back();
  return directory;
}

std::string RestoreTree::path_of(std::size_t directory) const {
  std::string path;
  for (std::size_t at = directory; at != 0; at = m_directories[at].parent) {
    path.insert(0, m_directories[at].name + "/");
  }
  return path;
}

void RestoreTree::note_change(const ItemRecord& record, std::size_t parent, const Placed& placed) {
  if (!placed.changed.empty()) {
    m_changed.push_back({record.item, record.name, path_of(parent) + placed.name, placed.changed});
  }
}

Result<void> RestoreTree::add_file(const ItemRecord& record, const std::string& staged_name) {
  const SysResult<base::Fd> file = m_fs.open(m_staging, staged_name, O_RDONLY | O_NOFOLLOW);
  if (!file) {
    return fail(errno_error(file.error(), "opening the staged " + staged_name));
  }
  if (const SysResult<void> set = m_fs.set_modified(file->get(), time_of(record)); !set) {
    return fail(errno_error(set.error(), "setting the time of " + record.name));
  }
  if (const SysResult<void> synced = m_fs.fsync(file->get()); !synced) {
    return fail(errno_error(synced.error(), "syncing " + record.name));
  }
  std::string_view leaf;
  ROG_TRY_ASSIGN(const std::size_t parent, enter_parents(record, leaf));
  const auto move = [&](int directory, const std::string& name) {
    return m_fs.rename(m_staging, staged_name, directory, name, false);
  };
  ROG_TRY_ASSIGN(const Placed placed, place(parent, leaf, neutral_name(record), move));
  note_change(record, parent, placed);
  return {};
}

Result<void> RestoreTree::add_directory(const ItemRecord& record) {
  std::string_view leaf;
  ROG_TRY_ASSIGN(const std::size_t parent, enter_parents(record, leaf));
  ROG_TRY_ASSIGN(const std::size_t entered, enter(parent, leaf, neutral_name(record)));
  m_directories[entered].modified = time_of(record);
  note_change(record, parent, {m_directories[entered].name, m_directories[entered].changed});
  return {};
}

Result<void> RestoreTree::finish() {
  for (std::size_t i = 0; i < m_directories.size(); ++i) {
    ROG_TRY(base::check_interrupt());
    ROG_TRY_ASSIGN(const int directory, open(i));
    if (const std::optional<struct timespec>& modified = m_directories[i].modified) {
      if (const SysResult<void> set = m_fs.set_modified(directory, *modified); !set) {
        return fail(errno_error(set.error(), "setting the time of " + path_of(i)));
      }
    }
    // Some network file systems cannot sync a directory and say EINVAL; there is nothing more to be had there.
    if (const SysResult<void> synced = m_fs.fsync(directory); !synced && synced.error() != EINVAL) {
      return fail(errno_error(synced.error(), "syncing " + path_of(i)));
    }
  }
  m_open.clear();
  return {};
}

}  // namespace rogatory::bundle
