// The place where plaintext waits until everything was verified: a 0700 directory with a random name on the target's
// file system, which removes itself and never a moment after it was known to the log.
#pragma once

#include "bundle/restore.hpp"

namespace rogatory::bundle {

/// Holds the staged files under neutral names and, in tree/, the items as they will appear.
class Staging {
 public:
  /// Inside `target` where it is a directory, else beside it. not_found where the target's parent is missing; refused
  /// where the target is something else. The log is told before anything is made.
  static Result<Staging> create(FileSystem& fs, const std::string& target, StagingLog& log);
  Staging(Staging&&) = default;
  Staging& operator=(Staging&&) = delete;
  /// Removes everything that was not published. What cannot be removed stays in the log.
  ~Staging();

  [[nodiscard]] int directory() const { return m_directory.get(); }
  [[nodiscard]] int tree() const { return m_tree.get(); }

  /// Moves what is in the tree to the target and returns the top-level names, sorted. refused where one exists there
  /// already; then, and after any other Error, the target is as it was.
  Result<std::vector<std::string>> publish();

 private:
  Staging(FileSystem& fs, StagingLog& log, std::string target) : m_fs(&fs), m_log(&log), m_target(std::move(target)) {}
  Result<void> open_base();
  Result<void> make();
  Result<void> check_owner() const;
  [[nodiscard]] bool remove() const;
  Result<void> refuse_conflicts(const std::vector<std::string>& names) const;
  Result<void> publish_into(const std::vector<std::string>& names);
  Result<void> publish_as_target();

  FileSystem* m_fs;
  StagingLog* m_log;
  std::string m_target;
  bool m_target_exists = false;
  base::Fd m_base;         // the directory in which the staging stands
  std::string m_name;      // of the staging in it; empty: nothing to remove
  std::string m_absolute;  // as the log knows it
  base::Fd m_directory;
  base::Fd m_tree;
};

}  // namespace rogatory::bundle
