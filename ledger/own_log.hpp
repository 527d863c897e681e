// Our own log in a case: the only thing that appends, one writer at a time (design: ledger.md "Appending").
//
// The order of an append: objects durable -> intent durable in the log state -> checkpoint signed [it is one of the
// objects: see below] -> ref moved -> state says so. The next open completes an intent, with exactly those objects, or
// drops it where its objects are not all there and the ref has not moved. The log key signs no second history: what is
// signed is recorded first.
//
// Since the checkpoint is a file of the commit, "objects durable, then intent, then sign" is done so: the intent names
// root and size; the note over exactly them is signed; then the objects with it are saved; then the commit is added to
// the intent; then the ref moves. A second note of one size can so only be of the same root.
#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "base/clock.hpp"
#include "base/file.hpp"
#include "crypto/card.hpp"
#include "ledger/body.hpp"
#include "ledger/entry.hpp"
#include "ledger/log_state.hpp"

namespace rogatory::ledger {

/// Where a log lives and whose it is. All paths absolute or relative to the working directory.
struct LogPlace {
  FileSystem* fs = nullptr;
  std::string repository;  ///< the case's bare repository
  std::string state;       ///< of this log, outside the home: log_state.hpp
  std::string lock;        ///< taken exclusively while the log is open
  CaseId case_id;
  LogName log;
};

/// An entry to be: what its author decides. The rest (seq, prev, made_at, heads, card) is the log's.
struct EntryDraft {
  struct BodyDraft {
    std::string type;  ///< of the event
    Json::Object fields;
    std::string compartment = "main";
    crypto::age::Recipient recipient;
  };
  std::optional<BodyDraft> body;
  // The opener's only:
  std::optional<crypto::Sha256> nonce;
  std::optional<std::vector<Party>> parties;
  std::optional<std::map<std::string, crypto::age::Recipient>> recipients;
  std::optional<Restart> restart;
};

/// Who signs: an officer of the newest card, and the log's key, which is the card's.
struct Signatories {
  std::string officer;  ///< id
  crypto::Signer* entries = nullptr;
  crypto::Signer* notes = nullptr;
};

struct Appended {
  std::uint64_t first = 0;
  std::uint64_t last = 0;
  EntryHash last_hash;
  std::optional<std::int64_t> clock_behind;  ///< the log's last entry lies ahead of the clock by that many seconds
};

class OwnLog {
 public:
  /// Takes the lock (locked after 10 s), completes or drops an intent. retry (exit 5): the log state is missing,
  /// different or older than the repository, or the repository older than it — a restored home; the next step names
  /// `rogatory ledger reopen`. A log without an entry and without a state is new.
  static Result<OwnLog> open(LogPlace place);
  OwnLog(OwnLog&&) noexcept;
  ~OwnLog();

  [[nodiscard]] std::uint64_t size() const;
  /// Of the last entry; nothing where there is none.
  [[nodiscard]] std::optional<Entry> last() const;
  /// The heads that the next entry will have: of every other log in the repository, and never less than the last
  /// entry's.
  Result<Heads> heads();

  /// Appends all drafts in one commit, or none. refused: a chain whose newest card is older than the one the last entry
  /// names, or whose log key is not `notes`; more than k_most_entries; a draft that no reader takes. After an Error the
  /// log is as it was, or it is as if the append had succeeded and the next open says so.
  Result<Appended> append(std::span<const EntryDraft> drafts, const crypto::CardChain& cards, const Signatories& who,
                          const Clock& clock);

 private:
  struct Impl;
  explicit OwnLog(std::unique_ptr<Impl> impl);
  std::unique_ptr<Impl> m_impl;
};

}  // namespace rogatory::ledger
