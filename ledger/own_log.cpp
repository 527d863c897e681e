#include "ledger/own_log.hpp"

#include <algorithm>

#include "ledger/body_sealer.hpp"
#include "ledger/entry_maker.hpp"
#include "ledger/other_logs.hpp"
#include "ledger/own_branch.hpp"

namespace rogatory::ledger {
namespace {

using base::FileLock;

constexpr int k_lock_wait_ms = 10'000;

/// The last entry, as the next one sees it.
struct Last {
  Entry entry;
  EntryHash hash;
  std::int64_t card_version = 0;
};

bool says_for_all(const EntryDraft& draft) { return draft.parties || draft.recipients; }

}  // namespace

struct OwnLog::Impl {
  FileLock lock;
  OwnBranch branch;
  crypto::CardChain cards;
  Signatories who;
  std::optional<Last> last = std::nullopt;
  Heads heads = {};
  bool is_closed = false;

  [[nodiscard]] std::uint64_t size() const { return branch.tree().size(); }

  Result<void> load() {
    ROG_TRY(load_last());
    ROG_TRY(check_cards());
    ROG_TRY(check_seen());
    return load_heads();
  }

  Result<void> load_last() {
    ROG_TRY_ASSIGN(std::optional<StoredLog> files, branch.files());
    if (!files) {
      return {};
    }
    ROG_TRY_ASSIGN(const EntryFiles newest, files->entry(size() - 1));
    ROG_TRY_ASSIGN(Entry entry, Entry::parse(newest.entry));
    last = Last{std::move(entry), newest.hash(), 0};
    return {};
  }

  Result<void> check_cards() {
    if (cards.newest().log_key != who.notes->public_key().bytes) {
      return fail(Error(ErrorCode::refused, "the log key at hand is not the one that our newest card names")
                      .next("rogatory doctor"));
    }
    if (!last) {
      return {};
    }
    const crypto::Card* named = cards.find(last->entry.card);
    if (named == nullptr) {
      return fail(Error(ErrorCode::refused, "the log's last entry names a card of ours that is not at hand")
                      .because("Our cards here are older than the log, or another history of ours.")
                      .next("bring the newest cards of this authority into the home, or its newest backup"));
    }
    last->card_version = named->version;
    return {};
  }

  /// What others signed that they saw of this log.
  Result<void> check_seen() {
    ROG_TRY_ASSIGN(const std::vector<SeenHead> seen, heads_of_ours(branch.repository(), branch.place().case_id, cards));
    for (const SeenHead& one : seen) {
      if (one.log != branch.place().log) {
        continue;
      }
      if (one.head.size > size()) {
        return fail(came_back(branch.place(), one.by.text() + " saw " + std::to_string(one.head.size) +
                                                  " entries of it, and here are " + std::to_string(size())));
      }
      if (one.head.size == size() && one.head.root != branch.tree().root()) {
        return fail(came_back(branch.place(), one.by.text() + " saw other entries of it"));
      }
    }
    return {};
  }

  Result<void> load_heads() {
    ROG_TRY_ASSIGN(heads, heads_of_others(branch.repository(), branch.place().case_id, branch.place().log));
    if (last) {
      for (const auto& [log, head] : last->entry.heads) {
        const auto now = heads.try_emplace(log, head).first;
        if (now->second.size <= head.size) {
          now->second = head;
        }
      }
    }
    return {};
  }

  /// The log so far; the full lists are looked for only where a draft changes them, which is rare.
  Result<Chain> chain(bool with_lists) {
    if (!last) {
      return Chain(branch.place().case_id, branch.place().log);
    }
    Chain::Resumed resumed{last->entry, last->hash, last->card_version, std::nullopt, {}};
    ROG_TRY_ASSIGN(std::optional<StoredLog> files, branch.files());
    bool has_recipients = false;
    for (std::uint64_t seq = with_lists ? size() : 0; files && seq > 0 && !(resumed.parties && has_recipients); --seq) {
      ROG_TRY_ASSIGN(const EntryFiles earlier, files->entry(seq - 1));
      ROG_TRY_ASSIGN(const Entry entry, Entry::parse(earlier.entry));
      resumed.parties = resumed.parties ? resumed.parties : entry.parties;
      if (entry.recipients && !has_recipients) {
        resumed.recipients = *entry.recipients;
        has_recipients = true;
      }
    }
    return Chain(resumed);
  }

  Result<Appended> append(std::span<const EntryDraft> drafts, const Clock& clock) {
    ROG_TRY_ASSIGN(Chain so_far, chain(std::ranges::any_of(drafts, says_for_all)));
    EntryMaker maker(
        {branch.place().case_id, branch.place().log, cards, who, heads, clock.now(),
         last ? std::optional(last->entry.made_at) : std::nullopt, last ? std::optional(last->hash) : std::nullopt},
        std::move(so_far));
    Appended appended{
        .first = size(), .last = size() + drafts.size() - 1, .last_hash = {}, .clock_behind = maker.clock_behind()};
    ROG_TRY_ASSIGN(std::optional<StoredLog> stored, branch.files());
    LogTree files = stored ? std::move(stored->tree()) : LogTree(reader_of(branch.repository()));
    files.remove_checkpoint();
    ObjectBatch objects(*branch.place().fs, branch.place().repository);
    ROG_TRY_ASSIGN(const std::vector<std::uint64_t> stored_cards, files.card_versions());
    ROG_TRY(files.put_cards(cards, stored_cards.size(), objects));
    crypto::TreeHasher tree = branch.tree();
    Last newest;
    BodySealer bodies(drafts, branch.place().case_id, branch.place().log, size());
    for (const EntryDraft& draft : drafts) {
      ROG_TRY_ASSIGN(std::optional<SealedBody> body, bodies.next());
      ROG_TRY_ASSIGN(EntryMaker::Made made, maker.make(draft, std::move(body)));
      ROG_TRY(put_entry(files, objects, made));
      tree.append(made.files.leaf());
      newest = {std::move(made.entry), made.hash, cards.newest().version};
    }
    Result<void> advanced = branch.advance(files, objects, tree, newest.entry.made_at);
    is_closed = !advanced && advanced.error().code() == ErrorCode::partial;
    ROG_TRY(std::move(advanced));
    appended.last_hash = newest.hash;
    last = std::move(newest);
    return appended;
  }

  static Result<void> put_entry(LogTree& files, ObjectBatch& objects, EntryMaker::Made& made) {
    const auto put = [&](FileKind kind, const Bytes& bytes) {
      return files.put({.kind = kind, .number = made.entry.seq}, objects.add(ObjectKind::blob, bytes));
    };
    ROG_TRY(put(FileKind::entry, made.files.entry));
    ROG_TRY(put(FileKind::entry_signature, made.files.signature));
    return made.files.body ? put(FileKind::body, *made.files.body) : Result<void>();
  }
};

OwnLog::OwnLog(std::unique_ptr<Impl> impl) : m_impl(std::move(impl)) {}
OwnLog::OwnLog(OwnLog&&) noexcept = default;
OwnLog& OwnLog::operator=(OwnLog&&) noexcept = default;
OwnLog::~OwnLog() = default;

Result<OwnLog> OwnLog::open(LogPlace place, crypto::CardChain cards, const Signatories& who) {
  ROG_ASSERT(place.log.authority == cards.newest().id);
  ROG_TRY_ASSIGN(FileLock lock, FileLock::take(*place.fs, place.lock, FileLock::Kind::exclusive, k_lock_wait_ms));
  ROG_TRY_ASSIGN(OwnBranch branch, OwnBranch::open(std::move(place), cards, *who.notes));
  auto impl = std::make_unique<Impl>(std::move(lock), std::move(branch), std::move(cards), who);
  ROG_TRY(impl->load());
  return OwnLog(std::move(impl));
}

const LogName& OwnLog::name() const { return m_impl->branch.place().log; }

std::uint64_t OwnLog::size() const { return m_impl->size(); }

std::optional<Entry> OwnLog::last() const {
  const std::optional<Last>& last = m_impl->last;
  return last ? std::optional(last->entry) : std::nullopt;
}

std::optional<EntryHash> OwnLog::last_hash() const {
  const std::optional<Last>& last = m_impl->last;
  return last ? std::optional(last->hash) : std::nullopt;
}

const Heads& OwnLog::heads() const { return m_impl->heads; }

Result<Appended> OwnLog::append(std::span<const EntryDraft> drafts, const Clock& clock) {
  ROG_ASSERT(!drafts.empty());
  if (m_impl->is_closed) {
    return fail(ErrorCode::partial, "entries that were recorded before are to be completed first");
  }
  if (std::cmp_greater(size() + drafts.size(), k_most_entries)) {
    return fail(
        Error(ErrorCode::refused, "a log has at most " + std::to_string(k_most_entries) + " entries")
            .next("go on in a new case: rogatory case open TITLE --under " + m_impl->branch.place().case_id.text()));
  }
  return m_impl->append(drafts, clock);
}

}  // namespace rogatory::ledger
