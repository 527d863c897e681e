#include "ledger/verify_checkpoint.hpp"

#include "crypto/note.hpp"
#include "ledger/verify_heads.hpp"

namespace rogatory::ledger {

Result<LogNote> parse_log_note(ByteView bytes) {
  ROG_TRY_ASSIGN(const crypto::Note note, crypto::Note::parse(bytes));
  if (note.signatures.size() != 1) {
    return fail(ErrorCode::malformed, "more than one signature line");
  }
  ROG_TRY_ASSIGN(crypto::Checkpoint checkpoint, crypto::Checkpoint::parse(note.text));
  if (!checkpoint.extensions.empty()) {
    return fail(ErrorCode::malformed, "more lines than origin, size and root");
  }
  if (note.signatures.front().name != checkpoint.origin) {
    return fail(ErrorCode::malformed, "it is signed under another name than its origin");
  }
  Head head{checkpoint.root, note.signatures.front().field(), checkpoint.size};
  return LogNote{std::move(checkpoint), std::move(head)};
}

Result<void> judge_checkpoint(LogFacts& log, const CaseId& case_id) {
  const std::string origin = origin_of(case_id, log.name);
  log.checks.made("checkpoint.form");
  const Result<Bytes> bytes = log.source->checkpoint();
  if (!bytes && bytes.error().code() != ErrorCode::incomplete && bytes.error().code() != ErrorCode::malformed) {
    return fail(bytes.error());
  }
  if (!bytes) {
    log.checks.found("checkpoint.form", bytes.error().sentence());
    return {};
  }
  const Result<LogNote> note = parse_log_note(*bytes);
  if (!note) {
    log.checks.found("checkpoint.form", note.error().sentence());
    return {};
  }
  const crypto::Checkpoint& checkpoint = note->checkpoint;
  if (checkpoint.origin != origin) {
    log.checks.found("checkpoint.form", "it is one of " + checkpoint.origin);
  }
  const bool is_size = checkpoint.size == log.size() && log.size() > 0;
  const crypto::Card* card = log.size() == 0 ? nullptr : log.card_at(is_size ? checkpoint.size - 1 : log.size() - 1);
  if (card != nullptr) {
    log.checks.made("checkpoint.signature");
    if (!is_signed_head(origin, note->head, *card)) {
      log.checks.found("checkpoint.signature", "it is not signed by the log key of card " +
                                                   std::to_string(card->version) + ", which the last entry names");
    }
  }
  log.checks.made("checkpoint.root");
  if (!is_size) {
    log.checks.found("checkpoint.root", "it speaks of " + std::to_string(checkpoint.size) + " entries, " +
                                            std::to_string(log.size()) + " are here");
  } else if (log.root != checkpoint.root) {
    log.checks.found("checkpoint.root", "its root is not that of these entries");
  }
  log.checkpoint_holds = card != nullptr && log.checks.clean("checkpoint.form") &&
                         log.checks.clean("checkpoint.signature") && log.checks.clean("checkpoint.root");
  return {};
}

}  // namespace rogatory::ledger
