// The branch of our own log and the log state beside it, which move together: the durable steps of own_log.hpp.
#pragma once

#include "ledger/own_log.hpp"
#include "ledger/stored_log.hpp"

namespace rogatory::ledger {

class OwnBranch {
 public:
  /// Makes up for the steps that an append which was cut short did not reach. Holding the case's lock is the caller's.
  /// The errors are those of OwnLog::open.
  static Result<OwnBranch> open(LogPlace place, const crypto::CardChain& cards, crypto::Signer& notes);

  /// The Merkle tree of the entries that the branch holds.
  [[nodiscard]] crypto::TreeHasher tree() const { return m_tip ? m_tip->tree : crypto::TreeHasher(); }
  [[nodiscard]] Repository& repository() { return *m_repository; }
  [[nodiscard]] const LogPlace& place() const { return m_place; }
  /// The files of the tip; of an empty log none.
  Result<std::optional<StoredLog>> files();

  /// The four steps: `files` without a checkpoint, whose new blobs are in `objects`, make `tree`; `date` is that of the
  /// last entry. partial where it will be completed by the next open.
  Result<void> advance(LogTree& files, ObjectBatch& objects, const crypto::TreeHasher& tree, UtcTime date);

 private:
  OwnBranch(LogPlace place, Repository repository, crypto::Signer& notes);
  Result<void> recover(const crypto::CardChain& cards);
  Result<bool> is_made_by(const LogState& state, const Oid& commit);
  Result<void> complete(const LogIntent& intent, const crypto::CardChain& cards);
  Result<void> intend(const LogIntent& intent);
  Result<void> sign_and_move(LogTree& files, const crypto::TreeHasher& tree, UtcTime date);

  LogPlace m_place;
  std::unique_ptr<Repository> m_repository;  // trees read it by address
  crypto::Signer* m_notes;
  std::optional<LogHead> m_tip;
};

/// The home or its log state is a copy: nothing is signed. `what` is what does not fit.
Error came_back(const LogPlace& place, const std::string& what);

}  // namespace rogatory::ledger
