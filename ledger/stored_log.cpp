#include "ledger/stored_log.hpp"

#include <algorithm>

namespace rogatory::ledger {
namespace {

std::size_t limit_of(FileKind kind) {
  switch (kind) {
    case FileKind::entry:
      return k_entry_limit;
    case FileKind::body:
      return k_body_file_limit;
    case FileKind::card:
      return crypto::k_card_limit;
    case FileKind::entry_signature:
    case FileKind::card_signature:
    case FileKind::card_previous_signature:
      return crypto::k_sshsig_limit;
    case FileKind::checkpoint:
      return crypto::k_note_limit;
  }
  ROG_ASSERT(false);
}

Result<Bytes> needed(Result<std::optional<Bytes>> file, const LogPath& path) {
  if (!file) {
    return fail(std::move(file).error());
  }
  std::optional<Bytes>& found = *file;
  return found ? Result<Bytes>(*std::move(found)) : fail(ErrorCode::incomplete, path.text() + " is not in the log");
}

}  // namespace

LogTree::Reader reader_of(Repository& repository) {
  return [&repository](const Oid& id) { return repository.tree(id); };
}

Result<StoredLog> StoredLog::open(Repository& repository, const Oid& tree) {
  ROG_TRY_ASSIGN(LogTree opened, LogTree::open(reader_of(repository), tree));
  return StoredLog(repository, std::move(opened));
}

Result<std::optional<Bytes>> StoredLog::file(const LogPath& path) {
  ROG_TRY_ASSIGN(const std::optional<Oid> blob, m_tree.find(path));
  if (!blob) {
    return std::optional<Bytes>();
  }
  ROG_TRY_ASSIGN(Bytes bytes, m_repository->read(ObjectKind::blob, *blob, limit_of(path.kind)));
  return std::optional(std::move(bytes));
}

Result<EntryFiles> StoredLog::entry(std::uint64_t seq) {
  const LogPath json{.kind = FileKind::entry, .number = seq};
  const LogPath signature{.kind = FileKind::entry_signature, .number = seq};
  EntryFiles files;
  ROG_TRY_ASSIGN(files.entry, needed(file(json), json));
  ROG_TRY_ASSIGN(files.signature, needed(file(signature), signature));
  ROG_TRY_ASSIGN(files.body, file({.kind = FileKind::body, .number = seq}));
  return files;
}

Result<std::vector<crypto::SignedCard>> StoredLog::cards() {
  ROG_TRY_ASSIGN(const std::vector<std::uint64_t> versions, m_tree.card_versions());
  std::vector<crypto::SignedCard> cards;
  for (const std::uint64_t version : versions) {
    const LogPath json{.kind = FileKind::card, .number = version};
    const LogPath signature{.kind = FileKind::card_signature, .number = version};
    crypto::SignedCard card;
    ROG_TRY_ASSIGN(card.card, needed(file(json), json));
    ROG_TRY_ASSIGN(card.sig, needed(file(signature), signature));
    ROG_TRY_ASSIGN(card.prev_sig, file({.kind = FileKind::card_previous_signature, .number = version}));
    cards.push_back(std::move(card));
  }
  return cards;
}

Result<StoredLog::Signed> StoredLog::checkpoint() {
  const LogPath path{.kind = FileKind::checkpoint};
  ROG_TRY_ASSIGN(const Bytes bytes, needed(file(path), path));
  ROG_TRY_ASSIGN(crypto::Note note, crypto::Note::parse(bytes));
  ROG_TRY_ASSIGN(crypto::Checkpoint checkpoint, crypto::Checkpoint::parse(note.text));
  return Signed{std::move(note), std::move(checkpoint)};
}

std::optional<Head> head_from(const StoredLog::Signed& signed_checkpoint, const std::string& origin) {
  const auto& [note, checkpoint] = signed_checkpoint;
  const auto line = std::ranges::find(note.signatures, origin, &crypto::NoteSignature::name);
  const bool is_head = checkpoint.origin == origin && line != note.signatures.end() && checkpoint.size > 0 &&
                       std::cmp_less_equal(checkpoint.size, k_most_entries);
  return is_head ? std::optional(Head{checkpoint.root, line->field(), checkpoint.size}) : std::nullopt;
}

bool is_signed_by(const Head& head, const std::string& origin, const crypto::CardChain& cards) {
  const Result<crypto::NoteSignature> signature = crypto::NoteSignature::from_fields(origin, head.sig);
  if (!signature) {
    return false;
  }
  const crypto::Checkpoint checkpoint{.origin = origin, .size = head.size, .root = head.root, .extensions = {}};
  const crypto::Note note{checkpoint.serialize(), {*signature}};
  return std::ranges::any_of(cards.cards(), [&](const crypto::Card& card) {
    const Result<crypto::PublicKey> key = crypto::PublicKey::from_raw(card.log_key);
    const Result<crypto::NoteKey> name = key ? crypto::NoteKey::make(origin, *key) : fail(key.error());
    return name && crypto::verify_note(note, *name).has_value();
  });
}

}  // namespace rogatory::ledger
