// Writing to a case's git repository, through base::FileSystem: so that every step can be failed, killed and lost in
// the tests, and so that nothing is named before it is on the disk. (Reading is libgit2's: ledger/git.hpp. libgit2
// writes with its own calls, which no test can fail, and syncs a directory for each object.)
//
// A few objects are loose files; many (k_pack_from) are one pack with its index (gitformat-pack(5) version 2), without
// deltas: encrypted bodies have none.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <unordered_set>
#include <utility>
#include <vector>

#include "base/file.hpp"
#include "ledger/git_objects.hpp"

namespace rogatory::ledger {

constexpr std::size_t k_pack_from = 64;

/// Makes an empty bare repository at `path`, whole or not at all (built beside it, synced, renamed). refused where
/// something stands there. `announce`, where there is one, is told the temporary path before it is made
/// (registry/unfinished). `head` is what a stock `git log` or `git clone` begins with: the ref of a log that will be
/// there.
Result<void> make_repository(FileSystem& fs, const std::string& path,
                             const std::function<Result<void>(const std::string&)>& announce,
                             const std::string& head = "refs/heads/_");

/// Objects on their way into a repository. Nothing refers to them yet: those of a program that died are garbage that
/// `git gc` removes.
class ObjectBatch {
 public:
  ObjectBatch(FileSystem& fs, std::string repository) : m_fs(fs), m_repository(std::move(repository)) {}
  /// Its id; the same bytes twice are written once. Memory does not grow with a long append: from k_spill_from bytes on
  /// what was added so far becomes a pack. What goes wrong with that, save() says.
  Oid add(ObjectKind kind, Bytes content);
  /// Those that are not written yet.
  [[nodiscard]] std::size_t size() const { return m_objects.size(); }
  /// Writes and fsyncs all of them, files and directories. Afterwards the batch is empty. An object that is there
  /// already is left as it is. After an Error some of them may be there.
  Result<void> save();

  static constexpr std::size_t k_spill_from = 32 * 1024 * 1024;

 private:
  struct Object {
    ObjectKind kind;
    Bytes content;
    Oid id;
  };
  Result<void> save_pack();
  Result<void> save_loose();

  FileSystem& m_fs;
  std::string m_repository;
  std::vector<Object> m_objects;
  std::unordered_set<Oid, OidHash> m_known;  // of m_objects
  std::size_t m_bytes = 0;                   // of m_objects
  Result<void> m_spilled;
};

/// What the full name of a ref is, loose or packed; nothing where it is not there. malformed for what names no object:
/// a symbolic ref, or a file that git would not read.
Result<std::optional<Oid>> read_ref(FileSystem& fs, const std::string& repository, const std::string& ref);

/// Every ref below refs/, loose or packed, in byte order, with nothing for one that read_ref calls malformed. malformed
/// over 1,000.
Result<std::vector<std::pair<std::string, std::optional<Oid>>>> list_refs(FileSystem& fs,
                                                                          const std::string& repository);

/// Moves a ref from `expected` (nothing: it must not be there) to `to`, durably: compare and swap under git's own lock
/// file, which a stock git that works in the repository respects. retry where it is something else by now. The caller
/// holds the case's lock; so a lock file that is there was left by a dead program (or is that of a stock git, which
/// then fails), and is taken over. After an Error of the last step, the sync, it may have moved.
Result<void> move_ref(FileSystem& fs, const std::string& repository, const std::string& ref,
                      const std::optional<Oid>& expected, const Oid& to);

/// Whether all of `ids` are in the repository: loose, or in a pack's index. Their content is not looked at.
Result<bool> has_objects(FileSystem& fs, const std::string& repository, const std::vector<Oid>& ids);

}  // namespace rogatory::ledger
