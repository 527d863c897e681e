// Building the tree of original names inside the staging, from staged files and records, by descriptors alone: a path
// of 200 directories with names of 255 bytes is longer than the system takes in one call.
#pragma once

#include <map>

#include "bundle/restore.hpp"

namespace rogatory::bundle {

/// Takes records in any order. A name that cannot be given as it was (too long, refused by the file system, taken by an
/// earlier item, below a file) is replaced by the item's neutral name in the same directory, and recorded.
class RestoreTree {
 public:
  /// `staging` holds the staged files, `tree` is the directory to build in; both are kept open by the caller.
  RestoreTree(FileSystem& fs, int staging, int tree) : m_fs(fs), m_staging(staging), m_tree(tree), m_directories(1) {}

  /// Gives the staged file of this record its name, its time, and durable bytes.
  Result<void> add_file(const ItemRecord& record, const std::string& staged_name);
  Result<void> add_directory(const ItemRecord& record);
  /// Sets the directories' times, after everything was put into them, and syncs them.
  Result<void> finish();

  [[nodiscard]] std::vector<Restored::Changed> take_changed() { return std::move(m_changed); }

 private:
  /// A directory of the tree; 0 is the tree itself. Memory is its own name, not its path.
  struct Directory {
    std::size_t parent = 0;
    std::string name;     ///< as it is on disk
    std::string changed;  ///< why it, or one above it, has not its original name; empty: it has
    std::optional<struct timespec> modified;
  };
  struct Placed {
    std::string name;
    std::string changed;
  };

  Result<std::size_t> enter(std::size_t parent, std::string_view original, const std::string& neutral);
  Result<std::size_t> enter_parents(const ItemRecord& record, std::string_view& leaf);
  template <class Act>
  Result<Placed> place(std::size_t parent, std::string_view wanted, const std::string& neutral, Act act);
  Result<int> open(std::size_t directory);
  [[nodiscard]] std::string path_of(std::size_t directory) const;
  void note_change(const ItemRecord& record, std::size_t parent, const Placed& placed);

  FileSystem& m_fs;
  int m_staging;
  int m_tree;
  std::vector<Directory> m_directories;
  std::map<std::pair<std::size_t, std::string>, std::size_t> m_children;  // by the original name
  struct Open {
    std::size_t directory;
    base::Fd fd;
  };
  std::vector<Open> m_open;  // the way from the tree to the directory last used
  std::vector<Restored::Changed> m_changed;
};

}  // namespace rogatory::bundle
