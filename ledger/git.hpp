// Reading a case's git repository. libgit2 stands behind it with nothing but its object store (ledger/git_library.hpp):
// no configuration is read, the repository's own neither, no alternates, hooks, attributes or filters are followed,
// nothing is checked out, and nobody's ownership matters.
//
// A handle is one thread's (libgit2, docs/threading.md): each thread opens its own. Everything read is bounded.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "base/file.hpp"
#include "ledger/git_objects.hpp"
#include "ledger/log_source.hpp"

namespace rogatory::ledger {

class Repository {
 public:
  /// A bare repository. `also`, where it is not empty, is another one whose objects are read as if they were its own: a
  /// quarantine has only what is new. not_found: no such repository; refused: it has alternates.
  static Result<Repository> open(const std::string& path, const std::string& also = "");
  Repository(Repository&&) noexcept;
  Repository& operator=(Repository&&) noexcept;
  ~Repository();

  /// Every ref by its full name, in byte order; also those that do not belong into a ledger, and with nothing those
  /// that name no object. At most 1,000: malformed.
  Result<std::vector<std::pair<std::string, std::optional<Oid>>>> refs();
  /// Nothing where it is not there. malformed.
  Result<std::optional<Oid>> ref(const std::string& name);
  /// incomplete: not there; malformed: damaged, of another kind, or longer than `limit`. That the bytes have this id is
  /// not checked: what they prove is judged by their SHA-256.
  Result<Bytes> read(ObjectKind kind, const Oid& id, std::size_t limit);
  /// parse_tree and parse_commit of what is read.
  Result<std::vector<TreeItem>> tree(const Oid& id);
  Result<Commit> commit(const Oid& id);

 private:
  struct Impl;
  explicit Repository(std::unique_ptr<Impl> impl);
  std::unique_ptr<Impl> m_impl;
};

/// One log of a repository at one commit: what open_repository's sources are made of. `also` as in Repository::open.
Result<std::unique_ptr<LogSource>> open_branch(const std::string& repository, const LogName& log, const Oid& commit,
                                               const std::string& also = "");

}  // namespace rogatory::ledger
