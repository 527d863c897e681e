// Two histories of one log, each signed by its key (design: ledger.md "Heads and forks").
#pragma once

#include <optional>
#include <string>

#include "ledger/git.hpp"
#include "ledger/verify.hpp"

namespace rogatory::ledger {

/// Two checkpoints of one log, whole, that the same log key signed and no consistency proof joins: the entries before
/// the smaller size differ. Whoever has the log's cards can check it; nobody but the key's holder can have made it.
struct ForkProof {
  std::string here;          ///< the note that was here
  std::string offered;       ///< the note that was handed over
  std::uint64_t common = 0;  ///< entries that both histories have in common, from 0 on
  bool operator==(const ForkProof&) const = default;
};

struct ForkQuestion {
  std::string repository;  ///< the case, with a log of this name that verifies
  std::string quarantine;  ///< rests on it
  const LogName& log;
  Oid offered;  ///< the commit of the other history, in the quarantine
  VerifyOptions options;
};

/// Nothing where it is none: what is offered does not stand as a signed history of its own, or has the same entries.
Result<std::optional<ForkProof>> find_fork(const ForkQuestion& question, Progress& progress);

}  // namespace rogatory::ledger
