// Everything about a case's logs that can be checked without a home, and without or with its keys (design: ledger.md;
// rogatory-ledger(5) has the table). The story that the entries tell is not judged here.
#pragma once

#include <functional>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "base/progress.hpp"
#include "crypto/trust.hpp"
#include "ledger/body.hpp"
#include "ledger/checks.hpp"
#include "ledger/log_source.hpp"

namespace rogatory::ledger {

/// What verify tells of each entry while it walks, log by log, in order.
struct SeenEntry {
  const LogName& log;
  const Entry& entry;
  const EntryFiles& files;
  const OpenedBody* body = nullptr;  ///< null: none, or no key at hand opens it
};
using EntryVisitor = std::function<Result<void>(const SeenEntry&)>;

/// Who has seen a log up to where: a signed head in another log.
struct Witness {
  LogName by;
  std::uint64_t size = 0;
};

struct LogReport {
  LogName log;
  std::uint64_t entries = 0;  ///< that were read and in order, from 0 on
  crypto::Sha256 root;        ///< of all that were read
  std::optional<EntryHash> last;
  std::optional<UtcTime> first_made_at, last_made_at;
  std::optional<crypto::CardChain> cards;
  std::string trusted_by;                ///< "pinned", "introduced by fr-ca", or empty
  std::uint64_t bodies = 0, opened = 0;  ///< how many entries have one, and of how many a key at hand opened it
  std::vector<Witness> witnesses;        ///< the largest of each other log
  std::vector<Finding> findings;         ///< in the order of the table; at most 100 of one check, the rest counted
  std::vector<std::string_view> passed;
};

struct CaseReport {
  std::optional<CaseId> case_id;  ///< absent where no entry reads
  std::optional<std::string> opener;
  std::vector<LogReport> logs;
  std::vector<Finding> findings;  ///< of the case as a whole: tree.form, case.id
  std::vector<std::string> not_proven;
  base::Verdict verdict = base::Verdict::fail;
  [[nodiscard]] int exit_status() const;
};

struct VerifyOptions {
  const crypto::Trust& trust;
  std::span<const crypto::age::Identity> identities;  ///< of the case's compartments; may be empty
  std::optional<CaseId> expected;                     ///< the case that is meant; another is entry.order
  unsigned threads = 2;                               ///< that check entries side by side
};

/// Verifies every log and each against the others. An Error only where it could not run. Memory: 32 bytes an entry and
/// a bounded number of entries in flight.
Result<CaseReport> verify_case(CaseSource& source, const VerifyOptions& options, const EntryVisitor& visitor,
                               Progress& progress);

}  // namespace rogatory::ledger
