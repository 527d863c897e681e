// Signed notes, checkpoints and verifier keys: whatever is accepted is written back as the same bytes, and a text that
// one key can sign is read back signed by that key and by no other.
#include "crypto/checkpoint.hpp"
#include "crypto/note.hpp"
#include "tests/fuzz/fixed.hpp"
#include "tests/fuzz/target.hpp"

namespace rogatory::fuzz {
namespace {

using crypto::Note;
using crypto::NoteKey;

void sign_and_read_back(const std::string& text) {
  static crypto::SigningKey signer = officer_key();
  static const NoteKey key = NoteKey::make("fuzz", signer.public_key()).value();
  static const NoteKey other = NoteKey::make("fuzz", root_key().public_key()).value();
  const Result<Note> ours = crypto::sign_note(text, key.name(), signer);
  if (!ours) {
    ROG_ASSERT(text.size() + 128 > crypto::k_note_limit);  // the one reason left: no room for the line
    return;
  }
  const Result<Note> again = Note::parse(base::as_bytes(ours->serialize()));
  ROG_ASSERT(again.has_value() && again->text == text && again->signatures == ours->signatures);
  ROG_ASSERT(crypto::verify_note(*again, key).has_value() && !crypto::verify_note(*again, other).has_value());
}

bool reads_as_note(ByteView input) {
  const Result<Note> note = Note::parse(input);
  if (!note) {
    return false;
  }
  ROG_ASSERT(note->serialize() == base::as_text(input) && input.size() <= crypto::k_note_limit);
  ROG_ASSERT(!note->signatures.empty() && note->signatures.size() <= crypto::k_note_signatures);
  sign_and_read_back(note->text);
  return true;
}

bool reads_as_checkpoint(std::string_view text) {
  const Result<crypto::Checkpoint> checkpoint = crypto::Checkpoint::parse(text);
  ROG_ASSERT(!checkpoint || checkpoint->serialize() == text);
  return checkpoint.has_value();
}

bool reads_as_key(std::string_view text) {
  const Result<NoteKey> key = NoteKey::parse(text);
  ROG_ASSERT(!key || key->text() == text);
  return key.has_value();
}

}  // namespace

bool accepts(ByteView input) {
  const bool is_note = reads_as_note(input);
  const bool is_checkpoint = reads_as_checkpoint(base::as_text(input));
  const bool is_key = reads_as_key(base::as_text(input));
  return is_note || is_checkpoint || is_key;
}

}  // namespace rogatory::fuzz
