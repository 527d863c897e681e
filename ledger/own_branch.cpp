#include "ledger/own_branch.hpp"

#include <algorithm>

namespace rogatory::ledger {
namespace {

using crypto::TreeHasher;

constexpr LogPath k_checkpoint{.kind = FileKind::checkpoint};

/// What a killed program left of its replacing the state.
Result<void> remove_leftovers(const LogPlace& place) {
  const auto directory = base::uninterrupted(
      [&] { return place.fs->open(AT_FDCWD, base::parent_of(place.state), O_RDONLY | O_DIRECTORY); });
  if (!directory && directory.error() == ENOENT) {
    return {};
  }
  if (!directory) {
    return fail(base::errno_error(directory.error(), "opening " + base::parent_of(place.state)));
  }
  const auto names = base::uninterrupted([&] { return place.fs->list(directory->get()); });
  if (!names) {
    return fail(base::errno_error(names.error(), "listing " + base::parent_of(place.state)));
  }
  const std::string prefix = "." + base::name_of(place.state) + ".";
  for (const std::string& name : *names) {
    if (name.starts_with(prefix) && name.ends_with(".tmp")) {
      static_cast<void>(place.fs->unlink(directory->get(), name, 0));
    }
  }
  return {};
}

/// Adds the leaves of a log's entries from `tree.size()` to `size`, each with the body that it names; the last of them.
Result<Entry> grow(StoredLog& log, TreeHasher& tree, std::uint64_t size) {
  std::optional<Entry> last;
  while (tree.size() < size) {
    ROG_TRY_ASSIGN(const EntryFiles files, log.entry(tree.size()));
    ROG_TRY_ASSIGN(last, Entry::parse(files.entry));
    if (last->body && (!files.body || crypto::sha256(*files.body) != last->body->sha256)) {
      return fail(ErrorCode::incomplete, "a body is not there");
    }
    tree.append(files.leaf());
  }
  ROG_ASSERT(last.has_value());
  return *std::move(last);
}

Error will_be_completed(const Error& error) {
  return Error(ErrorCode::partial, "the entries are recorded, and not yet in the log: " + error.sentence())
      .because("What was about to be signed stands in the log state; the log key signs nothing else of that length.")
      .next("mend the cause; the next command that writes into the case completes them");
}

}  // namespace

Error came_back(const LogPlace& place, const std::string& what) {
  return Error(ErrorCode::retry, "nothing is added to the log " + place.log.text() + ": " + what)
      .because("The home or its log state came back from a copy, and the log key must not sign a second history.")
      .next("rogatory ledger reopen " + place.case_id.text() + " --reason TEXT");
}

OwnBranch::OwnBranch(LogPlace place, Repository repository, crypto::Signer& notes)
    : m_place(std::move(place)), m_repository(std::make_unique<Repository>(std::move(repository))), m_notes(&notes) {}

Result<OwnBranch> OwnBranch::open(LogPlace place, const crypto::CardChain& cards, crypto::Signer& notes) {
  ROG_TRY_ASSIGN(Repository repository, Repository::open(place.repository));
  OwnBranch branch(std::move(place), std::move(repository), notes);
  ROG_TRY(remove_leftovers(branch.m_place));
  ROG_TRY(branch.recover(cards));
  return branch;
}

Result<std::optional<StoredLog>> OwnBranch::files() {
  if (!m_tip) {
    return std::optional<StoredLog>();
  }
  ROG_TRY_ASSIGN(const Commit commit, m_repository->commit(m_tip->commit));
  ROG_TRY_ASSIGN(StoredLog log, StoredLog::open(*m_repository, commit.tree));
  return std::optional(std::move(log));
}

Result<void> OwnBranch::recover(const crypto::CardChain& cards) {
  ROG_TRY_ASSIGN(const std::optional<Oid> branch, read_ref(*m_place.fs, m_place.repository, ref_of(m_place.log)));
  const Result<std::optional<LogState>> state = load_log_state(*m_place.fs, m_place.state);
  if (!state) {
    return state.error().code() == ErrorCode::malformed ? fail(came_back(m_place, state.error().sentence()))
                                                        : fail(state.error());
  }
  const std::optional<LogState>& found = *state;
  if (!found) {
    return branch ? fail(came_back(m_place, "it has entries, and its log state is missing")) : Result<void>();
  }
  const auto& [head, intent] = *found;
  if (branch == (head ? std::optional(head->commit) : std::nullopt)) {
    m_tip = head;
    return intent ? complete(*intent, cards) : Result<void>();
  }
  if (!branch) {
    return fail(came_back(m_place, "its entries are gone, and its log state knows of them"));
  }
  const Result<bool> is_made = is_made_by(*found, *branch);
  if (!is_made || !*is_made || !intent) {
    return fail(came_back(m_place, "it is not the one that its log state knows"));
  }
  m_tip = {*branch, intent->tree};
  return {};
}

/// Whether an append that did all of the state's intent has made this commit.
Result<bool> OwnBranch::is_made_by(const LogState& state, const Oid& commit) {
  if (!state.intent) {
    return false;
  }
  const std::uint64_t first = state.head ? state.head->tree.size() : 0;
  ROG_TRY_ASSIGN(const Commit made, m_repository->commit(commit));
  ROG_TRY_ASSIGN(std::vector<TreeItem> items, m_repository->tree(made.tree));
  std::erase_if(items, [](const TreeItem& item) { return item.name == k_checkpoint.text(); });
  ROG_TRY_ASSIGN(StoredLog log, StoredLog::open(*m_repository, made.tree));
  ROG_TRY_ASSIGN(const StoredLog::Signed note, log.checkpoint());
  return made.parent == (state.head ? std::optional(state.head->commit) : std::nullopt) && made.log == m_place.log &&
         made.first == first && made.last + 1 == state.intent->tree.size() &&
         oid_of(ObjectKind::tree, serialize_tree(std::move(items))) == state.intent->content &&
         note.checkpoint.origin == origin_of(m_place.case_id, m_place.log) &&
         note.checkpoint.size == state.intent->tree.size() && note.checkpoint.root == state.intent->tree.root();
}

/// Steps 3 and 4 of an append that was cut short: with exactly its objects, or not at all.
Result<void> OwnBranch::complete(const LogIntent& intent, const crypto::CardChain& cards) {
  TreeHasher tree = m_tip ? m_tip->tree : TreeHasher();
  Result<StoredLog> log = StoredLog::open(*m_repository, intent.content);
  const Result<Entry> last = log ? grow(*log, tree, intent.tree.size()) : fail(log.error());
  const Result<std::vector<crypto::SignedCard>> stored = log ? log->cards() : fail(log.error());
  if (!last || !stored || tree != intent.tree) {
    return fail(came_back(m_place, "an append was cut short, and what it wrote is not all there"));
  }
  const crypto::Card* card = cards.find(last->card);
  if (card == nullptr || card->log_key != m_notes->public_key().bytes) {
    return fail(
        Error(ErrorCode::wrong_key, "an append was cut short, and its checkpoint is to be signed by another key")
            .because("It was made under card " +
                     (card == nullptr ? "that is not ours" : std::to_string(card->version)) +
                     ", whose log key is not the one at hand.")
            .next("rogatory ledger reopen " + m_place.case_id.text() + " --reason TEXT"));
  }
  return sign_and_move(log->tree(), intent.tree, last->made_at);
}

Result<void> OwnBranch::advance(LogTree& files, ObjectBatch& objects, const TreeHasher& tree, UtcTime date) {
  const LogIntent intent{.content = files.write(objects), .tree = tree};
  ROG_TRY(objects.save());
  ROG_TRY(intend(intent));
  if (Result<void> moved = sign_and_move(files, tree, date); !moved) {
    return fail(will_be_completed(moved.error()));
  }
  return {};
}

Result<void> OwnBranch::intend(const LogIntent& intent) {
  const LogState state{.head = m_tip, .intent = intent};
  Result<void> saved = save_log_state(*m_place.fs, m_place.state, state);
  if (saved) {
    return {};
  }
  // Whatever may stand there will be done by the next open; only what surely does not has not happened.
  const Result<std::optional<LogState>> there = load_log_state(*m_place.fs, m_place.state);
  const bool is_old = there && *there != state;
  return is_old ? saved : fail(will_be_completed(saved.error()));
}

/// Steps 3 and 4. The state knows of `tree`: nothing else of this size is ever signed.
Result<void> OwnBranch::sign_and_move(LogTree& files, const TreeHasher& tree, UtcTime date) {
  const std::string origin = origin_of(m_place.case_id, m_place.log);
  const crypto::Checkpoint checkpoint{.origin = origin, .size = tree.size(), .root = tree.root(), .extensions = {}};
  ROG_TRY_ASSIGN(const crypto::Note note, crypto::sign_note(checkpoint.serialize(), origin, *m_notes));
  ObjectBatch objects(*m_place.fs, m_place.repository);
  ROG_TRY(files.put(k_checkpoint, objects.add(ObjectKind::blob, base::to_bytes(note.serialize()))));
  Commit commit;
  commit.tree = files.write(objects);
  commit.parent = m_tip ? std::optional(m_tip->commit) : std::nullopt;
  commit.log = m_place.log;
  commit.date = date;
  commit.first = m_tip ? m_tip->tree.size() : 0;
  commit.last = tree.size() - 1;
  const Oid id = objects.add(ObjectKind::commit, serialize_commit(commit));
  ROG_TRY(objects.save());
  ROG_TRY(move_ref(*m_place.fs, m_place.repository, ref_of(m_place.log), commit.parent, id));
  m_tip = {id, tree};
  return {};
}

}  // namespace rogatory::ledger
