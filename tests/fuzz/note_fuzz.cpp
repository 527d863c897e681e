// Signed notes, checkpoints and verifier keys: whatever is accepted is written back as the same bytes, and a text that
// one key can sign is read back signed by that key and by no other.
#include "crypto/checkpoint.hpp"
#include "crypto/note.hpp"

using namespace rogatory::crypto;

namespace {

SigningKey key_of(std::uint8_t byte) {
  SecretBytes seed = SecretBytes::make(32);
  seed.expose_mutable().front() = byte;
  return SigningKey::from_seed(seed);
}

void sign_and_read_back(const Note& note) {
  static SigningKey signer = key_of(1);
  static const NoteKey key = NoteKey::make("fuzz", signer.public_key()).value();
  static const NoteKey other = NoteKey::make("fuzz", key_of(2).public_key()).value();
  const auto ours = sign_note(note.text, key.name(), signer);
  if (!ours) {
    ROG_ASSERT(note.text.size() + 128 > k_note_limit);  // the one reason left: no room for the line
    return;
  }
  const auto again = Note::parse(rogatory::base::as_bytes(ours->serialize()));
  ROG_ASSERT(again.has_value() && again->text == note.text && again->signatures == ours->signatures);
  ROG_ASSERT(verify_note(*again, key).has_value() && !verify_note(*again, other).has_value());
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const rogatory::ByteView bytes(data, size);
  const std::string_view text = rogatory::base::as_text(bytes);
  if (const auto note = Note::parse(bytes)) {
    ROG_ASSERT(note->serialize() == text);
    ROG_ASSERT(!note->signatures.empty() && note->signatures.size() <= k_note_signatures);
    sign_and_read_back(*note);
  }
  if (const auto checkpoint = Checkpoint::parse(text)) {
    ROG_ASSERT(checkpoint->serialize() == text);
  }
  if (const auto key = NoteKey::parse(text)) {
    ROG_ASSERT(key->text() == text);
  }
  return 0;
}
