// A disk whose power fails: what was not synced is lost.
//
// The model. A call changes the directory at once, as programs see it; what is on the disk follows later:
//   - the bytes of a file are on the disk when the file was fsynced after they were written;
//   - a name (made, renamed, exchanged, removed) is on the disk when a directory that it stands in was fsynced after;
//   - a rename and an exchange are whole or not done, as journals make them; of a rename between two directories one
//     fsync of either is enough, which ext4, XFS and Btrfs all give;
//   - what was not synced may be on the disk or not: each name and each file by itself, in any combination.
// Not modelled: times, owners, links, fsync of a file that also saves its name (ext4 does it, POSIX does not promise
// it), sectors that read wrongly, and files outside the root.
#pragma once

#include <cstdint>
#include <mutex>
#include <optional>
#include <random>
#include <string>
#include <utility>
#include <vector>

#include "base/file.hpp"
#include "tests/support/disk_image.hpp"

namespace rogatory::test {

/// Over a real directory. fsync only remembers, so that a test is fast on any disk. Thread-safe.
class PowerCutFileSystem : public base::FileSystem {
 public:
  /// Which names that were not synced survive.
  enum class Names : std::uint8_t { lost, kept, first_half, some };
  /// What becomes of bytes that were not synced. mixed: each file by chance.
  enum class Data : std::uint8_t { lost, kept, zeros, half, mixed };
  struct Loss {
    Names names = Names::lost;
    Data data = Data::lost;
    std::uint32_t seed = 1;  ///< for some and mixed; the same seed gives the same disk
  };

  /// What stands below `root` now is on the disk. No link may lead into it.
  explicit PowerCutFileSystem(const std::string& root);

  /// The power fails before this change, counted from 1: it and every later call, a reading one too, fails with EIO.
  void cut_before(int change);
  /// How many calls that change something have been made: the points at which a cut can make a difference.
  [[nodiscard]] int changes() const;
  /// What is on the disk after a cut at this moment.
  [[nodiscard]] DiskImage disk_after(const Loss& loss) const;

  base::SysResult<base::Fd> open(int directory, const std::string& path, int flags, mode_t mode) override;
  base::SysResult<std::size_t> read(int fd, MutableByteView into) override;
  base::SysResult<std::size_t> pread(int fd, MutableByteView into, std::uint64_t offset) override;
  base::SysResult<std::size_t> write(int fd, ByteView bytes) override;
  base::SysResult<std::size_t> pwrite(int fd, ByteView bytes, std::uint64_t offset) override;
  base::SysResult<void> fsync(int fd) override;
  base::SysResult<void> truncate(int fd, std::uint64_t size) override;
  base::SysResult<void> allocate(int fd, std::uint64_t size) override;
  base::SysResult<void> set_direct(int fd, bool direct) override;
  base::SysResult<struct stat> stat(int fd) override;
  base::SysResult<struct stat> stat_at(int directory, const std::string& path, int flags) override;
  base::SysResult<void> rename(int from_directory, const std::string& from, int to_directory, const std::string& to,
                               bool replace) override;
  base::SysResult<void> exchange(int directory, const std::string& one, const std::string& other) override;
  base::SysResult<void> unlink(int directory, const std::string& path, int flags) override;
  base::SysResult<void> mkdir(int directory, const std::string& path, mode_t mode) override;
  base::SysResult<void> set_modified(int fd, struct timespec modified) override;
  base::SysResult<void> chmod(int fd, mode_t mode) override;
  base::SysResult<std::vector<base::DirectoryEntry>> entries(int directory) override;

 private:
  using NodeId = std::size_t;
  using Directory = std::map<std::string, NodeId>;
  /// A file or a directory, also after its last name has gone.
  struct Node {
    mode_t mode = 0;
    Bytes synced;     // of a file
    base::Fd live;    // of a file that may have changed: its present bytes
    Directory names;  // of a directory, as synced
  };
  /// Where a name stands.
  using Place = std::pair<NodeId, std::string>;
  /// The places that one call changed, and what stands there since; nothing where the name went.
  using Renaming = std::map<Place, std::optional<NodeId>>;
  using Inode = std::pair<dev_t, ino_t>;

  template <class Act>
  auto change(Act act) -> decltype(act());
  template <class Act>
  auto look(Act act) -> decltype(act());

  NodeId add_node(const struct stat& status);
  void watch(NodeId node, int fd);
  [[nodiscard]] std::optional<NodeId> node_of(const struct stat& status) const;
  [[nodiscard]] std::optional<NodeId> node_at(int directory, const std::string& path) const;
  [[nodiscard]] std::optional<Place> place_of(int directory, const std::string& path) const;
  void note(int directory, const std::string& path, std::optional<NodeId> node, Renaming& renaming) const;
  void load(NodeId directory, const std::string& path);
  void sync_names(NodeId directory);
  [[nodiscard]] std::vector<Directory> names_after(const Loss& loss, std::minstd_rand& chance) const;
  [[nodiscard]] Bytes bytes_after(const Node& file, Data data) const;

  mutable std::mutex m_mutex;
  std::vector<Node> m_nodes;  // the first is the root
  std::map<Inode, NodeId> m_by_inode;
  std::vector<Renaming> m_pending;  // not synced, in the order of the calls
  int m_changes = 0;
  std::optional<int> m_cut_before;
  bool m_cut = false;
};

/// "names some, data mixed (seed 7)".
std::string describe(const PowerCutFileSystem::Loss& loss);

}  // namespace rogatory::test
