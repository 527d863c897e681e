// What verify knows of one log, from the first look at it to the report. Filled step by step: open_log
// (verify_log.hpp), trust (verify_trust.hpp), walk_log (verify_log.hpp), then what one log says of another
// (verify_heads.hpp, verify_restart.hpp, verify_standing.hpp).
#pragma once

#include <limits>
#include <map>

#include "crypto/merkle.hpp"
#include "ledger/log_cards.hpp"
#include "ledger/log_checks.hpp"
#include "ledger/verify.hpp"

namespace rogatory::ledger {

/// A head that is another one than in the entry before: the same one again says nothing new.
struct HeadStep {
  std::uint64_t seq = 0;  ///< of the entry that names it
  LogName log;            ///< whose head it is
  Head head;
  bool holds = false;  ///< signed by that log's key, and of just the entries that are here
};

/// From entry `seq` on, `card` is the one that entries name; null where it is not here.
struct CardStep {
  std::uint64_t seq = 0;
  const crypto::Card* card = nullptr;
};

/// What the opener says of the case from `size` entries of his log on.
struct PartyStep {
  std::uint64_t size = 0;
  std::vector<Party> parties;
  std::map<std::string, crypto::age::Recipient> recipients;
};

/// An entry of which a newer card than the one it names may take something back.
struct Suspect {
  std::uint64_t seq = 0;
  const crypto::Officer* officer = nullptr;
  UtcTime made_at;
  std::int64_t version = 0;  ///< of the first card that does
  bool reached = false;      ///< it is among what that card takes back, not only among what might be backdated
};

struct LogFacts {
  explicit LogFacts(LogName log) : name(std::move(log)) {}
  LogFacts(LogFacts&&) = default;
  LogFacts(const LogFacts&) = delete;
  LogFacts& operator=(LogFacts&&) = default;
  LogFacts& operator=(const LogFacts&) = delete;
  ~LogFacts() = default;

  LogName name;
  LogChecks checks;

  // The first look.
  std::unique_ptr<LogSource> source;
  LogListing listing;
  std::unique_ptr<crypto::CardChain> chain;  ///< null: the cards cannot be used. Never moved: others point into it
  std::unique_ptr<LogCards> cards;           ///< of `chain`
  std::optional<Entry> opening;              ///< entry 0, where it reads

  // Trust.
  const crypto::CardChain* newest = nullptr;  ///< of the authority, the newest at hand that agrees with `chain`
  std::string trusted_by;

  // A later log of the authority says how many entries count, and why.
  std::uint64_t counted = std::numeric_limits<std::uint64_t>::max();
  bool given_up_for_fork = false;

  // The walk.
  std::vector<crypto::Sha256> leaves;
  crypto::Sha256 root;  ///< of all leaves, once the walk is over
  std::vector<CardStep> card_steps;
  std::vector<HeadStep> heads;
  std::vector<PartyStep> party_steps;  ///< of an opener's log
  std::vector<Suspect> suspects;
  std::uint64_t bodies = 0, opened = 0, unread_service = 0;
  std::optional<EntryHash> last;
  std::optional<UtcTime> first_made_at, last_made_at;

  // Across logs.
  bool checkpoint_holds = false;
  std::vector<Witness> witnesses;

  [[nodiscard]] std::uint64_t size() const { return leaves.size(); }
  [[nodiscard]] std::uint64_t counting() const { return std::min<std::uint64_t>(counted, size()); }
  /// The card that entry `seq` (below size()) names; null where it is not here.
  [[nodiscard]] const crypto::Card* card_at(std::uint64_t seq) const;
  /// The first entry that names card `version` or a newer one; size() where none does.
  [[nodiscard]] std::uint64_t first_naming(std::int64_t version) const;
  /// What the opener had said at that size; null where nothing.
  [[nodiscard]] const PartyStep* parties_at(std::uint64_t size) const;
  /// "entry 7: ", for findings.
  static std::string at(std::uint64_t seq) { return "entry " + std::to_string(seq) + ": "; }
  /// The entry that such a finding speaks of; nothing where it speaks of none.
  static std::optional<std::uint64_t> seq_in(std::string_view detail);
};

using AllLogs = std::vector<LogFacts>;
/// Null where it is not there.
LogFacts* find_log(AllLogs& logs, const LogName& name);
const LogFacts* find_log(const AllLogs& logs, const LogName& name);

}  // namespace rogatory::ledger
