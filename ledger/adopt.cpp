// Taking back our own log from a copy (reopen.hpp). Everything in the copy is checked before anything is written; then
// the branch moves, then the state: until the state says so too, the log stays closed, and adopting can be repeated.
#include <algorithm>

#include "ledger/chain.hpp"
#include "ledger/other_logs.hpp"
#include "ledger/own_branch.hpp"
#include "ledger/reopen.hpp"

namespace rogatory::ledger {
namespace {

using base::FileLock;
using crypto::CardChain;

constexpr int k_lock_wait_ms = 10'000;

Error unfit(ErrorCode code, const std::string& what) {
  return Error(code, "this copy of our log is not taken: " + what)
      .next("ask another party for `rogatory ledger give`, or start anew: rogatory ledger reopen CASE --reason TEXT");
}

/// What is known of the log here; the copy has to agree with each.
struct Known {
  std::optional<Oid> branch;
  std::optional<StoredLog> held;
  std::uint64_t held_size = 0;
  std::vector<std::pair<std::uint64_t, crypto::Sha256>> roots;  ///< that were signed, or were about to be
};

Result<Known> known_of(const LogPlace& place, Repository& repository, const CardChain& cards) {
  Known known;
  ROG_TRY_ASSIGN(known.branch, read_ref(*place.fs, place.repository, ref_of(place.log)));
  if (known.branch) {
    ROG_TRY_ASSIGN(const Commit commit, repository.commit(*known.branch));
    ROG_TRY_ASSIGN(known.held, StoredLog::open(repository, commit.tree));
    known.held_size = commit.last + 1;
  }
  const Result<std::optional<LogState>> state = load_log_state(*place.fs, place.state);
  if (!state && state.error().code() != ErrorCode::malformed) {
    return fail(state.error());
  }
  const std::optional<LogState> read = state.value_or(std::nullopt);  // what does not read tells nothing
  if (read && read->head) {
    known.roots.emplace_back(read->head->tree.size(), read->head->tree.root());
  }
  if (read && read->intent) {
    known.roots.emplace_back(read->intent->tree.size(), read->intent->tree.root());
  }
  ROG_TRY_ASSIGN(const std::vector<SeenHead> seen, heads_of_ours(repository, place.case_id, cards));
  for (const SeenHead& one : seen) {
    if (one.log == place.log) {
      known.roots.emplace_back(one.head.size, one.head.root);
    }
  }
  return known;
}

/// Our cards, or those of the copy where they are newer.
Result<CardChain> cards_of(const CardChain& ours, LogSource& copy) {
  ROG_TRY_ASSIGN(std::vector<crypto::SignedCard> stored, copy.cards());
  auto theirs = CardChain::check(std::move(stored));
  if (!theirs) {
    return fail(unfit(theirs.error().error.code(), theirs.error().error.sentence()));
  }
  if (const auto fault = crypto::compare_chains(ours, *theirs)) {
    return fail(unfit(fault->error.code(), fault->error.sentence()));
  }
  return theirs->cards().size() > ours.cards().size() ? *std::move(theirs) : ours;
}

/// Checks the copy entry by entry, and gathers what is not here yet.
class Adoption {
 public:
  Adoption(const LogPlace& place, Repository& repository, CardChain cards, Known known)
      : m_place(place),
        m_repository(repository),
        m_cards(std::move(cards)),
        m_known(std::move(known)),
        m_files(reader_of(repository)),
        m_objects(*place.fs, place.repository),
        m_chain(place.case_id, place.log) {}

  Result<std::uint64_t> run(LogSource& copy) {
    ROG_TRY_ASSIGN(const LogListing listing, copy.list());
    ROG_TRY(check_listing(listing));
    if (m_known.held) {
      m_files = std::move(m_known.held->tree());
    }
    while (m_tree.size() < listing.entries) {
      ROG_TRY_ASSIGN(const EntryFiles files, copy.entry(m_tree.size()));
      ROG_TRY(take(files));
    }
    ROG_TRY(check_known());
    ROG_TRY_ASSIGN(const Bytes note, copy.checkpoint());
    ROG_TRY(check_note(note));
    return publish(note);
  }

 private:
  Result<void> check_listing(const LogListing& listing) const {
    if (listing.strange_count > 0) {
      return fail(unfit(ErrorCode::malformed, "it has a file that belongs into no log: " + listing.strange.front()));
    }
    if (listing.entries == 0 || listing.entries < m_known.held_size) {
      return fail(unfit(ErrorCode::incomplete, "it has " + std::to_string(listing.entries) + " entries, and we hold " +
                                                   std::to_string(m_known.held_size)));
    }
    return {};
  }

  Result<void> take(const EntryFiles& files) {
    const std::string number = "entry " + std::to_string(m_tree.size());
    Result<Entry> entry = Entry::parse(files.entry);
    if (!entry) {
      return fail(unfit(ErrorCode::malformed, number + ": " + entry.error().sentence()));
    }
    ROG_TRY_DOING(check_entry(*entry, files), number);
    ROG_TRY_DOING(put_entry(files), number);
    m_tree.append(files.leaf());
    for (const auto& [size, root] : m_known.roots) {
      if (size == m_tree.size() && root != m_tree.root()) {
        return fail(unfit(ErrorCode::fork, number + " is another one than we once signed"));
      }
    }
    m_last = *std::move(entry);
    return {};
  }

  Result<void> check_entry(const Entry& entry, const EntryFiles& files) {
    const crypto::Card* card = m_cards.find(entry.card);
    const crypto::Officer* officer = card == nullptr ? nullptr : card->officer(entry.officer);
    if (officer == nullptr || !officer->valid_at(entry.made_at)) {
      return fail(unfit(ErrorCode::untrusted, "it names no officer of ours at its time"));
    }
    if (const auto breaks = m_chain.breaks(entry, card->version); !breaks.empty()) {
      return fail(unfit(ErrorCode::altered, breaks.front().what));
    }
    if (const Result<void> good =
            crypto::sshsig_verify(files.signature, crypto::Namespace::entry, files.entry, officer->key);
        !good) {
      return fail(unfit(good.error().code(), good.error().sentence()));
    }
    if (entry.body && !files.body) {
      return fail(unfit(ErrorCode::incomplete, "its body is missing"));
    }
    if (entry.body.has_value() != files.body.has_value() ||
        (entry.body && crypto::sha256(*files.body) != entry.body->sha256)) {
      return fail(unfit(ErrorCode::altered, "its body is another one"));
    }
    m_chain.follow(entry, files.hash(), card->version);
    return {};
  }

  /// Of an entry that is here already each file must be the same.
  Result<void> put_entry(const EntryFiles& files) {
    const auto put = [&](FileKind kind, const Bytes& bytes) -> Result<void> {
      const LogPath path{.kind = kind, .number = m_tree.size()};
      if (m_tree.size() >= m_known.held_size) {
        return m_files.put(path, m_objects.add(ObjectKind::blob, bytes));
      }
      ROG_TRY_ASSIGN(const std::optional<Oid> held, m_files.find(path));
      return held == oid_of(ObjectKind::blob, bytes)
                 ? Result<void>()
                 : fail(unfit(ErrorCode::fork, path.text() + " is another file than ours"));
    };
    ROG_TRY(put(FileKind::entry, files.entry));
    ROG_TRY(put(FileKind::entry_signature, files.signature));
    return files.body ? put(FileKind::body, *files.body) : Result<void>();
  }

  Result<void> check_known() const {
    const auto largest = std::ranges::max_element(m_known.roots);
    if (largest != m_known.roots.end() && largest->first > m_tree.size()) {
      return fail(unfit(ErrorCode::incomplete, "it has " + std::to_string(m_tree.size()) + " entries, and we signed " +
                                                   std::to_string(largest->first)));
    }
    return {};
  }

  Result<void> check_note(const Bytes& bytes) const {
    const std::string origin = origin_of(m_place.case_id, m_place.log);
    ROG_TRY_ASSIGN(const crypto::Note note, crypto::Note::parse(bytes));
    ROG_TRY_ASSIGN(const crypto::Checkpoint checkpoint, crypto::Checkpoint::parse(note.text));
    if (checkpoint.origin != origin || checkpoint.size != m_tree.size() || checkpoint.root != m_tree.root()) {
      return fail(unfit(ErrorCode::altered, "its checkpoint is not that of its entries"));
    }
    ROG_TRY_ASSIGN(const crypto::PublicKey key, crypto::PublicKey::from_raw(m_cards.find(m_last.card)->log_key));
    ROG_TRY_ASSIGN(const crypto::NoteKey name, crypto::NoteKey::make(origin, key));
    const Result<void> good = crypto::verify_note(note, name);
    return good ? Result<void>() : fail(unfit(good.error().code(), good.error().sentence()));
  }

  Result<std::uint64_t> publish(const Bytes& note) {
    LogHead head{.commit = m_known.branch.value_or(Oid()), .tree = m_tree};
    if (m_tree.size() > m_known.held_size) {
      ROG_TRY_ASSIGN(const std::vector<std::uint64_t> stored_cards, m_files.card_versions());
      ROG_TRY(m_files.put_cards(m_cards, stored_cards.size(), m_objects));
      ROG_TRY(m_files.put({.kind = FileKind::checkpoint}, m_objects.add(ObjectKind::blob, note)));
      const Commit commit{.tree = m_files.write(m_objects),
                          .parent = m_known.branch,
                          .log = m_place.log,
                          .date = m_last.made_at,
                          .first = m_known.held_size,
                          .last = m_tree.size() - 1};
      head.commit = m_objects.add(ObjectKind::commit, serialize_commit(commit));
      ROG_TRY(m_objects.save());
      ROG_TRY(move_ref(*m_place.fs, m_place.repository, ref_of(m_place.log), m_known.branch, head.commit));
    }
    ROG_TRY(save_log_state(*m_place.fs, m_place.state, {.head = std::move(head), .intent = std::nullopt}));
    return m_tree.size();
  }

  const LogPlace& m_place;
  Repository& m_repository;
  CardChain m_cards;
  Known m_known;
  LogTree m_files;
  ObjectBatch m_objects;
  Chain m_chain;
  crypto::TreeHasher m_tree;
  Entry m_last;
};

}  // namespace

Result<std::uint64_t> adopt_log(const LogPlace& place, const CardChain& cards, LogSource& copy) {
  ROG_TRY_ASSIGN(const FileLock lock, FileLock::take(*place.fs, place.lock, FileLock::Kind::exclusive, k_lock_wait_ms));
  if (copy.name() != place.log) {
    return fail(unfit(ErrorCode::refused, "it is the log " + copy.name().text()));
  }
  ROG_TRY_ASSIGN(Repository repository, Repository::open(place.repository));
  ROG_TRY_ASSIGN(CardChain longest, cards_of(cards, copy));
  ROG_TRY_ASSIGN(Known known, known_of(place, repository, longest));
  return Adoption(place, repository, std::move(longest), std::move(known)).run(copy);
}

}  // namespace rogatory::ledger
