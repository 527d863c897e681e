#include "tests/support/power_cut_file_system.hpp"

#include <algorithm>
#include <array>
#include <functional>

namespace rogatory::test {
namespace {

using base::SysResult;
using Data = PowerCutFileSystem::Data;
using Names = PowerCutFileSystem::Names;

constexpr int k_to_reading = O_RDONLY | O_CLOEXEC;

bool is_unnamed(int flags) { return (flags & O_TMPFILE) == O_TMPFILE; }

bool survives(Names names, std::size_t index, std::size_t count, std::minstd_rand& chance) {
  switch (names) {
    case Names::lost:
      return false;
    case Names::kept:
      return true;
    case Names::first_half:
      return index < count / 2;
    case Names::some:
      return (chance() >> 8U) % 2 == 0;
  }
  ROG_ASSERT(false);
}

Data fate(Data data, std::minstd_rand& chance) {
  constexpr std::array k_fates{Data::lost, Data::kept, Data::zeros, Data::half};
  return data == Data::mixed ? k_fates.at((chance() >> 8U) % k_fates.size()) : data;
}

}  // namespace

PowerCutFileSystem::PowerCutFileSystem(const std::string& root) {
  load(add_node(FileSystem::stat_at(AT_FDCWD, root, 0).value()), root);
}

/// Takes over what stands in a directory: it is on the disk.
void PowerCutFileSystem::load(NodeId directory, const std::string& path) {
  const base::Fd fd = FileSystem::open(AT_FDCWD, path, O_RDONLY | O_DIRECTORY, 0).value();
  const std::vector<base::DirectoryEntry> found = FileSystem::entries(fd.get()).value();
  for (const auto& [name, kind] : found) {
    const std::string place = path + "/" + name;
    const NodeId node = add_node(FileSystem::stat_at(AT_FDCWD, place, AT_SYMLINK_NOFOLLOW).value());
    m_nodes[directory].names.emplace(name, node);
    if (S_ISDIR(m_nodes[node].mode)) {
      load(node, place);
    } else {
      m_nodes[node].synced = content_of(FileSystem::open(AT_FDCWD, place, k_to_reading, 0)->get());
    }
  }
}

void PowerCutFileSystem::cut_before(int change) {
  const std::lock_guard lock(m_mutex);
  m_cut_before = change;
}

int PowerCutFileSystem::changes() const {
  const std::lock_guard lock(m_mutex);
  return m_changes;
}

template <class Act>
auto PowerCutFileSystem::change(Act act) -> decltype(act()) {
  const std::lock_guard lock(m_mutex);
  ++m_changes;
  m_cut = m_cut || (m_cut_before && m_changes >= *m_cut_before);
  if (m_cut) {
    return std::unexpected(EIO);
  }
  return act();
}

template <class Act>
auto PowerCutFileSystem::look(Act act) -> decltype(act()) {
  const std::lock_guard lock(m_mutex);
  if (m_cut) {
    return std::unexpected(EIO);
  }
  return act();
}

// Files and names as they are now.

/// A new node; where the inode had another one, that file is gone and its number used again.
PowerCutFileSystem::NodeId PowerCutFileSystem::add_node(const struct stat& status) {
  m_nodes.push_back({.mode = status.st_mode, .synced = {}, .live = {}, .names = {}});
  m_by_inode.insert_or_assign(Inode(status.st_dev, status.st_ino), m_nodes.size() - 1);
  return m_nodes.size() - 1;
}

/// Holds the file, so that its bytes can be read to the end, and its inode is not used again.
void PowerCutFileSystem::watch(NodeId node, int fd) {
  if (!m_nodes[node].live && S_ISREG(m_nodes[node].mode)) {
    m_nodes[node].live = FileSystem::open(AT_FDCWD, "/proc/self/fd/" + std::to_string(fd), k_to_reading, 0).value();
  }
}

std::optional<PowerCutFileSystem::NodeId> PowerCutFileSystem::node_of(const struct stat& status) const {
  const auto found = m_by_inode.find(Inode(status.st_dev, status.st_ino));
  return found == m_by_inode.end() ? std::nullopt : std::optional(found->second);
}

std::optional<PowerCutFileSystem::NodeId> PowerCutFileSystem::node_at(int directory, const std::string& path) const {
  struct stat status{};
  return ::fstatat(directory, path.c_str(), &status, AT_SYMLINK_NOFOLLOW) == 0 ? node_of(status) : std::nullopt;
}

std::optional<PowerCutFileSystem::Place> PowerCutFileSystem::place_of(int directory, const std::string& path) const {
  const std::optional<NodeId> parent = node_at(directory, base::parent_of(path));
  return parent ? std::optional(Place(*parent, base::name_of(path))) : std::nullopt;
}

/// Notes that `node` stands there from now on. A place outside the root is nobody's concern.
void PowerCutFileSystem::note(int directory, const std::string& path, std::optional<NodeId> node,
                              Renaming& renaming) const {
  if (const std::optional<Place> place = place_of(directory, path)) {
    renaming.insert_or_assign(*place, node);
  }
}

// What reaches the disk, and what is there.

/// Every change of a name that concerns the directory is on the disk now; what it overtakes can no longer come.
void PowerCutFileSystem::sync_names(NodeId directory) {
  std::vector<Renaming> left;
  for (Renaming& renaming : m_pending) {
    const bool is_synced = std::ranges::any_of(renaming, [&](const auto& one) { return one.first.first == directory; });
    if (!is_synced) {
      left.push_back(std::move(renaming));
      continue;
    }
    for (const auto& [place, node] : renaming) {
      Directory& names = m_nodes[place.first].names;
      names.erase(place.second);
      if (node) {
        names.emplace(place.second, *node);
      }
      for (Renaming& earlier : left) {
        earlier.erase(place);
      }
    }
  }
  m_pending = std::move(left);
}

std::vector<PowerCutFileSystem::Directory> PowerCutFileSystem::names_after(const Loss& loss,
                                                                           std::minstd_rand& chance) const {
  std::vector<Directory> names;
  for (const Node& node : m_nodes) {
    names.push_back(node.names);
  }
  for (std::size_t i = 0; i < m_pending.size(); ++i) {
    if (!survives(loss.names, i, m_pending.size(), chance)) {
      continue;
    }
    for (const auto& [place, node] : m_pending[i]) {
      names[place.first].erase(place.second);
      if (node) {
        names[place.first].emplace(place.second, *node);
      }
    }
  }
  return names;
}

Bytes PowerCutFileSystem::bytes_after(const Node& file, Data data) const {
  if (data == Data::lost || !file.live) {
    return file.synced;
  }
  Bytes bytes = content_of(file.live.get());
  const std::size_t synced = std::min(file.synced.size(), bytes.size());
  if (data == Data::zeros) {
    std::ranges::fill(std::copy_n(file.synced.begin(), synced, bytes.begin()), bytes.end(), std::uint8_t{0});
  } else if (data == Data::half) {
    bytes.resize(synced + (bytes.size() - synced) / 2);
  }
  return bytes;
}

DiskImage PowerCutFileSystem::disk_after(const Loss& loss) const {
  const std::lock_guard lock(m_mutex);
  std::minstd_rand chance(loss.seed);
  const std::vector<Directory> names = names_after(loss, chance);
  DiskImage image;
  const std::function<void(NodeId, const std::string&)> lay_out = [&](NodeId directory, const std::string& prefix) {
    for (const auto& [name, id] : names[directory]) {
      const Node& node = m_nodes[id];
      const bool is_directory = S_ISDIR(node.mode);
      image.entries[prefix + name] = {.mode = node.mode,
                                      .content = is_directory ? Bytes() : bytes_after(node, fate(loss.data, chance))};
      if (is_directory) {
        lay_out(id, prefix + name + "/");
      }
    }
  };
  lay_out(0, "");
  return image;
}

// The calls.

SysResult<base::Fd> PowerCutFileSystem::open(int directory, const std::string& path, int flags, mode_t mode) {
  const auto act = [&]() -> SysResult<base::Fd> {
    const bool was_there = node_at(directory, path).has_value();
    SysResult<base::Fd> fd = FileSystem::open(directory, path, flags, mode);
    if (!fd) {
      return fd;
    }
    const struct stat status = FileSystem::stat(fd->get()).value();
    if (is_unnamed(flags)) {
      m_by_inode.erase(Inode(status.st_dev, status.st_ino));
      return fd;
    }
    const bool makes = (flags & O_CREAT) != 0 && !was_there && place_of(directory, path).has_value();
    const std::optional<NodeId> node = makes ? add_node(status) : node_of(status);
    if (node && (flags & O_ACCMODE) != O_RDONLY) {
      watch(*node, fd->get());
    }
    if (makes) {
      m_pending.emplace_back();
      note(directory, path, node, m_pending.back());
    }
    return fd;
  };
  return (flags & O_CREAT) != 0 ? change(act) : look(act);
}

SysResult<std::size_t> PowerCutFileSystem::read(int fd, MutableByteView into) {
  return look([&] { return FileSystem::read(fd, into); });
}

SysResult<std::size_t> PowerCutFileSystem::pread(int fd, MutableByteView into, std::uint64_t offset) {
  return look([&] { return FileSystem::pread(fd, into, offset); });
}

SysResult<std::size_t> PowerCutFileSystem::write(int fd, ByteView bytes) {
  return change([&] { return FileSystem::write(fd, bytes); });
}

SysResult<std::size_t> PowerCutFileSystem::pwrite(int fd, ByteView bytes, std::uint64_t offset) {
  return change([&] { return FileSystem::pwrite(fd, bytes, offset); });
}

SysResult<void> PowerCutFileSystem::fsync(int fd) {
  return change([&]() -> SysResult<void> {
    const SysResult<struct stat> status = FileSystem::stat(fd);
    if (!status) {
      return std::unexpected(status.error());
    }
    const std::optional<NodeId> id = node_of(*status);
    if (!id) {
      return {};
    }
    Node& node = m_nodes[*id];
    if (S_ISDIR(node.mode)) {
      sync_names(*id);
    } else if (node.live) {
      node.synced = content_of(node.live.get());
    }
    return {};
  });
}

SysResult<void> PowerCutFileSystem::truncate(int fd, std::uint64_t size) {
  return change([&] { return FileSystem::truncate(fd, size); });
}

SysResult<void> PowerCutFileSystem::allocate(int fd, std::uint64_t size) {
  return change([&] { return FileSystem::allocate(fd, size); });
}

SysResult<void> PowerCutFileSystem::set_direct(int fd, bool direct) {
  return look([&] { return FileSystem::set_direct(fd, direct); });
}

SysResult<struct stat> PowerCutFileSystem::stat(int fd) {
  return look([&] { return FileSystem::stat(fd); });
}

SysResult<struct stat> PowerCutFileSystem::stat_at(int directory, const std::string& path, int flags) {
  return look([&] { return FileSystem::stat_at(directory, path, flags); });
}

SysResult<void> PowerCutFileSystem::rename(int from_directory, const std::string& from, int to_directory,
                                           const std::string& to, bool replace) {
  return change([&] {
    Renaming renaming;
    note(from_directory, from, std::nullopt, renaming);
    note(to_directory, to, node_at(from_directory, from), renaming);
    const SysResult<void> done = FileSystem::rename(from_directory, from, to_directory, to, replace);
    if (done) {
      m_pending.push_back(std::move(renaming));
    }
    return done;
  });
}

SysResult<void> PowerCutFileSystem::exchange(int directory, const std::string& one, const std::string& other) {
  return change([&] {
    Renaming renaming;
    note(directory, one, node_at(directory, other), renaming);
    note(directory, other, node_at(directory, one), renaming);
    const SysResult<void> done = FileSystem::exchange(directory, one, other);
    if (done) {
      m_pending.push_back(std::move(renaming));
    }
    return done;
  });
}

SysResult<void> PowerCutFileSystem::unlink(int directory, const std::string& path, int flags) {
  return change([&] {
    const SysResult<void> done = FileSystem::unlink(directory, path, flags);
    if (done) {
      m_pending.emplace_back();
      note(directory, path, std::nullopt, m_pending.back());
    }
    return done;
  });
}

SysResult<void> PowerCutFileSystem::mkdir(int directory, const std::string& path, mode_t mode) {
  return change([&] {
    const SysResult<void> done = FileSystem::mkdir(directory, path, mode);
    if (done && place_of(directory, path)) {
      m_pending.emplace_back();
      note(directory, path, add_node(FileSystem::stat_at(directory, path, AT_SYMLINK_NOFOLLOW).value()),
           m_pending.back());
    }
    return done;
  });
}

SysResult<void> PowerCutFileSystem::set_modified(int fd, struct timespec modified) {
  return change([&] { return FileSystem::set_modified(fd, modified); });
}

SysResult<void> PowerCutFileSystem::chmod(int fd, mode_t mode) {
  return change([&] {
    const SysResult<void> done = FileSystem::chmod(fd, mode);
    const std::optional<NodeId> node = done ? node_of(FileSystem::stat(fd).value()) : std::nullopt;
    if (node) {
      m_nodes[*node].mode = (m_nodes[*node].mode & S_IFMT) | mode;
    }
    return done;
  });
}

SysResult<std::vector<base::DirectoryEntry>> PowerCutFileSystem::entries(int directory) {
  return look([&] { return FileSystem::entries(directory); });
}

std::string describe(const PowerCutFileSystem::Loss& loss) {
  constexpr std::array<std::string_view, 4> k_names{"lost", "kept", "first half", "some"};
  constexpr std::array<std::string_view, 5> k_data{"lost", "kept", "zeros", "half", "mixed"};
  return "names " + std::string(k_names.at(static_cast<std::size_t>(loss.names))) + ", data " +
         std::string(k_data.at(static_cast<std::size_t>(loss.data))) + " (seed " + std::to_string(loss.seed) + ")";
}

}  // namespace rogatory::test
