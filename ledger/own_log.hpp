// Our own log in a case: the only thing that appends, one writer at a time (design: ledger.md "Appending").
//
// The durable steps of an append, each on the disk before the next begins:
//
//   1  objects of all files but the checkpoint, and the tree of them        nothing refers to them yet
//   2  the log state: {head: what the branch holds, intent: that tree and the Merkle tree of size k it makes}
//      the checkpoint of size k is signed                                   the log key signs here and nowhere else
//   3  objects of the note, the tree with it, the commit
//   4  the branch, by compare and swap
//
// From 2 on the append will happen: whatever cuts it short, the next open makes the same note over the same size and
// root, hence (Ed25519 has no chance in it) the same commit, and moves the branch. So the log key never signs two roots
// of one size, and needs no key to be told of an append that went through. Before 2 nothing has happened at all.
//
// The intent stays in the state. At open the branch stands at the state's head (then 3 and 4 are made up for) or at
// the commit of its intent, which is recognised by its parent and content. Anything else is a home or a state that came
// back from a copy: an intent whose objects are not all there, a branch that is gone, behind, or ahead of the state, no
// state beside a branch, or a head of ours, signed by us, in another's log that is larger than our log or of another
// root. Then nothing is signed until `ledger reopen` (reopen.hpp).
//
// The branch is moved under git's own lock file. One that a dead program left is taken away, since we hold the case's
// lock; where it was a living `git gc`'s, the branch falls back at worst to the head, and the next open moves it again.
#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <span>
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
  std::string lock;        ///< of the case; taken exclusively while the log is open
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
  /// Takes the lock (locked after 10 s) and completes an append that was cut short. `cards` is our own chain; the
  /// signers must outlive the log. Fails with
  ///   retry      the home or the log state came back from a copy; the next step names `rogatory ledger reopen`
  ///   refused    our newest card is older than the one that the last entry names, or it is another history; its log
  ///   key
  ///              is not `who.notes`
  ///   wrong_key  an append that was cut short waits for a log key that is not `who.notes` any more
  /// A log without an entry and without a state is new.
  static Result<OwnLog> open(LogPlace place, crypto::CardChain cards, const Signatories& who);
  OwnLog(OwnLog&&) noexcept;
  OwnLog& operator=(OwnLog&&) noexcept;
  ~OwnLog();

  [[nodiscard]] const LogName& name() const;
  [[nodiscard]] std::uint64_t size() const;
  /// Of the last entry; nothing where there is none.
  [[nodiscard]] std::optional<Entry> last() const;
  [[nodiscard]] std::optional<EntryHash> last_hash() const;
  /// The heads that the next entry will have: of every other log in the repository, and never less than the last
  /// entry's.
  [[nodiscard]] const Heads& heads() const;

  /// Appends all drafts in one commit, or none. denied: the officer may not sign this now. refused: more than
  /// k_most_entries; a draft that no reader takes. After an Error the log is as it was, with one exception, whose code
  /// is partial: the entries are recorded and will be in the log when it is opened the next time (step 2 was passed).
  /// Then this log takes no more.
  Result<Appended> append(std::span<const EntryDraft> drafts, const Clock& clock);

 private:
  struct Impl;
  explicit OwnLog(std::unique_ptr<Impl> impl);
  std::unique_ptr<Impl> m_impl;
};

}  // namespace rogatory::ledger
