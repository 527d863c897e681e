// The door to libgit2 (ledger/git*.cpp only): reading a case's repository, and git bundle files out and in.
//
// A handle is one thread's (libgit2, docs/threading.md): each thread opens its own. Everything read is bounded. Nothing
// is checked out, no configuration of the user or the system is read, no alternates, hooks, attributes or filters are
// followed.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "base/file.hpp"
#include "ledger/git_objects.hpp"
#include "ledger/log_source.hpp"

namespace rogatory::ledger {

class Repository {
 public:
  /// A bare repository. not_found; refused where it has alternates; malformed.
  static Result<Repository> open(const std::string& path);
  Repository(Repository&&) noexcept;
  ~Repository();

  /// Every ref by its full name, in byte order; also those that do not belong into a ledger. At most 1,000: malformed.
  Result<std::vector<std::pair<std::string, Oid>>> refs();
  Result<std::optional<Oid>> ref(const std::string& name);
  /// incomplete: not there; malformed: another kind, or longer than `limit`.
  Result<Bytes> read(ObjectKind kind, const Oid& id, std::size_t limit);
  /// parse_tree and parse_commit of what is read.
  Result<std::vector<TreeItem>> tree(const Oid& id);
  Result<Commit> commit(const Oid& id);

  /// Writes a git bundle file, version 2 (gitformat-bundle(5)), of the refs given, durably, replacing nothing
  /// (refused). With `since` only what is not reachable from there: an incremental bundle, whose prerequisite it is.
  Result<void> write_bundle(FileSystem& fs, const std::vector<std::string>& refs, const std::vector<Oid>& since,
                            const std::string& path);

  struct Impl;

 private:
  explicit Repository(std::unique_ptr<Impl> impl);
  std::unique_ptr<Impl> m_impl;
};

/// The head of a git bundle file: everything before its pack.
struct BundleHead {
  std::vector<Oid> prerequisites;
  std::vector<std::pair<std::string, Oid>> refs;  ///< as written, e.g. "refs/heads/fr-ca"
  std::size_t size = 0;                           ///< of the head; the pack starts here
};
constexpr std::size_t k_bundle_head_limit = 64 * 1024;
/// Version 2 only; at most 100 refs and prerequisites; refs are refs/heads/<log>. malformed.
Result<BundleHead> parse_bundle_head(ByteView prefix);

/// Unpacks a git bundle file into a fresh repository at `quarantine` (mode 0700), whose refs are those of the bundle.
/// `known` is a repository that has the prerequisites, or empty. malformed; incomplete: a prerequisite is unknown;
/// refused: over `size_limit` bytes or 3 objects for each of k_most_entries; no_space. Nothing is judged: that is
/// verify's.
Result<void> unbundle(FileSystem& fs, const std::string& file, const std::string& quarantine, const std::string& known,
                      std::uint64_t size_limit);

/// One log of a repository at one commit: what open_repository's sources are made of.
Result<std::unique_ptr<LogSource>> open_branch(const std::string& repository, const LogName& log, const Oid& commit);

/// Writes every log of a repository as plain files, DIR/<log>/… (0644), and the repository as DIR/case.git; DIR must
/// not exist (refused), and appears whole. What `ledger clone` does.
Result<void> clone_case(FileSystem& fs, const std::string& repository, const std::string& directory);

}  // namespace rogatory::ledger
