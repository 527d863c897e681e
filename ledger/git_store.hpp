// Writing to a case's git repository, through base::FileSystem: so that every step can be failed, killed and lost in
// the tests, and so that nothing is named before it is on the disk. (Reading is libgit2's: ledger/git.hpp. libgit2
// writes with its own calls, which no test can fail, and syncs a directory for each object.)
//
// A few objects are loose files; many (k_pack_from) are one pack with its index (gitformat-pack(5) version 2), without
// deltas: encrypted bodies have none.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "base/file.hpp"
#include "ledger/git_objects.hpp"

namespace rogatory::ledger {

constexpr std::size_t k_pack_from = 64;

/// Makes an empty bare repository at `path`, whole or not at all (built beside it, synced, renamed). refused where
/// something stands there. `announce` is told the temporary path before it is made (registry/unfinished).
Result<void> make_repository(FileSystem& fs, const std::string& path,
                             const std::function<Result<void>(const std::string&)>& announce);

/// Objects on their way into a repository. Nothing refers to them yet: those of a program that died are garbage that
/// `git gc` removes.
class ObjectBatch {
 public:
  ObjectBatch(FileSystem& fs, std::string repository) : m_fs(fs), m_repository(std::move(repository)) {}
  /// Its id; the same bytes twice are written once.
  Oid add(ObjectKind kind, Bytes content);
  [[nodiscard]] std::size_t size() const { return m_objects.size(); }
  /// Writes and fsyncs all of them, files and directories. Afterwards the batch is empty. An object that is there
  /// already is left as it is.
  Result<void> save();

 private:
  struct Object {
    ObjectKind kind;
    Bytes content;
    Oid id;
  };
  FileSystem& m_fs;
  std::string m_repository;
  std::vector<Object> m_objects;
  // ids seen, helpers: the implementation's
};

/// What refs/heads/<name> is, loose or packed; nothing where it is not there. malformed.
Result<std::optional<Oid>> read_ref(FileSystem& fs, const std::string& repository, const std::string& ref);

/// Moves a ref from `expected` (nothing: it must not be there) to `to`, durably: compare and swap under git's own lock
/// file, which a stock git that works in the repository respects. retry where it is something else by now. A lock file
/// that a dead program left is removed by the caller that holds the case's lock: `stale_lock` says so.
Result<void> move_ref(FileSystem& fs, const std::string& repository, const std::string& ref,
                      const std::optional<Oid>& expected, const Oid& to);

/// Whether all of `ids` are in the repository: loose, or in a pack's index.
Result<bool> has_objects(FileSystem& fs, const std::string& repository, const std::vector<Oid>& ids);

}  // namespace rogatory::ledger
