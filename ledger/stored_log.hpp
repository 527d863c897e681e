// A log in a repository of our own, file by file, while it is being appended to: also a tree that no commit names yet.
// (What others wrote is read through a LogSource and judged by verify.)
#pragma once

#include "crypto/card.hpp"
#include "crypto/checkpoint.hpp"
#include "crypto/note.hpp"
#include "ledger/git.hpp"
#include "ledger/log_tree.hpp"

namespace rogatory::ledger {

class StoredLog {
 public:
  /// Of a git tree. `repository` must outlive this. incomplete where an object of the repository is not there.
  static Result<StoredLog> open(Repository& repository, const Oid& tree);

  /// Nothing where it is not in the log.
  Result<std::optional<Bytes>> file(const LogPath& path);
  /// incomplete where the entry or its signature is not there.
  Result<EntryFiles> entry(std::uint64_t seq);
  Result<std::vector<crypto::SignedCard>> cards();
  /// The note as it stands there, unchecked; incomplete where there is none.
  struct Signed {
    crypto::Note note;
    crypto::Checkpoint checkpoint;
  };
  Result<Signed> checkpoint();
  /// To put files into.
  [[nodiscard]] LogTree& tree() { return m_tree; }

 private:
  StoredLog(Repository& repository, LogTree tree) : m_repository(&repository), m_tree(std::move(tree)) {}
  Repository* m_repository;
  LogTree m_tree;
};

/// Reads trees of `repository`, which must outlive it.
LogTree::Reader reader_of(Repository& repository);

/// What a checkpoint says, as a head of another log's entry; nothing where it is not one of `origin`.
std::optional<Head> head_from(const StoredLog::Signed& signed_checkpoint, const std::string& origin);

/// Whether one of the log keys of `cards` signed this head of our log.
bool is_signed_by(const Head& head, const std::string& origin, const crypto::CardChain& cards);

}  // namespace rogatory::ledger
