// Everything about a case's logs that can be checked without a home, and without or with its keys (design: ledger.md;
// rogatory-ledger(5) has the table). The story that the entries tell is not judged here.
#pragma once

#include <functional>
#include <map>
#include <optional>
#include <set>
#include <span>
#include <string>
#include <vector>

#include "base/progress.hpp"
#include "crypto/trust.hpp"
#include "ledger/body.hpp"
#include "ledger/checks.hpp"
#include "ledger/log_source.hpp"

namespace rogatory::ledger {

/// What verify tells of each entry while it walks. Told are entries that read; they need not have passed.
struct SeenEntry {
  const LogName& log;
  const Entry& entry;
  const EntryFiles& files;           ///< without the body's bytes: they are dropped once they are judged
  const OpenedBody* body = nullptr;  ///< null: none, or no key at hand opens it
  bool counts = true;                ///< false: a later log of its authority starts before it
};
/// Called on the caller's thread: the opener's logs first, then the others in the order of LogName, each in order.
using EntryVisitor = std::function<Result<void>(const SeenEntry&)>;

/// Who has seen a log up to where: a signed head in a log of another authority that is trusted.
struct Witness {
  LogName by;
  std::uint64_t size = 0;
};

/// Up to which card revocations of the authority are known: the newest of all at hand, in any log or in the trust.
struct KnownCard {
  std::int64_t version = 0;
  UtcTime issued_at;
};

struct LogReport {
  LogName log;
  std::uint64_t entries = 0;       ///< that were read, from 0 on
  std::uint64_t counted = 0;       ///< of them, those that a restart leaves
  std::optional<Restart> follows;  ///< of which log it is the continuation, and why
  crypto::Sha256 root;             ///< of all that were read
  std::optional<EntryHash> last;
  std::optional<UtcTime> first_made_at, last_made_at;
  std::optional<crypto::CardChain> cards;
  std::optional<KnownCard> revocations;
  std::string trusted_by;                ///< "pinned", "introduced by fr-ca", or empty
  std::uint64_t bodies = 0, opened = 0;  ///< how many entries have one, and of how many a key at hand opened it
  std::vector<Witness> witnesses;        ///< the largest of each other log, by its name
  std::vector<Finding> findings;         ///< in the order of the table; at most 100 of one check, the rest counted
  std::vector<std::string_view> passed;

  /// The first entry that no witness has seen: from there on the log stands on its author alone.
  [[nodiscard]] std::uint64_t witnessed() const;
};

struct CaseReport {
  std::optional<CaseId> case_id;  ///< absent where no entry reads
  std::optional<std::string> opener;
  std::vector<LogReport> logs;    ///< in the order of LogName
  std::vector<Finding> findings;  ///< of the case as a whole: tree.form, case.id
  bool wrong_key = false;         ///< keys were given, there are bodies, and no key opened any
  std::vector<std::string> not_proven;
  base::Verdict verdict = base::Verdict::fail;
  [[nodiscard]] int exit_status() const;
};

struct VerifyOptions {
  const crypto::Trust& trust;
  std::span<const crypto::age::Identity> identities;  ///< of the case's compartments; may be empty
  std::optional<CaseId> expected;                     ///< the case that is meant; another is entry.order
  unsigned threads = 2;                               ///< that check entries side by side
  std::set<LogName> forked = {};                      ///< of which a fork was proven before: log.fork
};

/// Verifies every log and each against the others. An Error only where it could not run; not_found where there is no
/// log at all. Memory: about 32 bytes an entry, 128 a head that is new, and a bounded number of entries in flight.
///
/// Revocation: an entry is judged by the card it names, and by what the newest card at hand takes back. What that card
/// reaches (made at its revoked_at or later, or outside of a validity it narrows) is entry.officer, or entry.disputed
/// where a witness saw the entry before he saw the revoking card. What was made earlier stands where a witness saw it
/// so, or where a later entry of the same log names the revoking card; else nothing proves that it is earlier:
/// entry.officer.
Result<CaseReport> verify_case(CaseSource& source, const VerifyOptions& options, const EntryVisitor& visitor,
                               Progress& progress);

}  // namespace rogatory::ledger
