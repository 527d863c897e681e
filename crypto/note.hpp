// Signed notes (c2sp.org/signed-note v1.0.0), with Ed25519 signatures.
//
//   note = text LF 1*64(line)               text ends in LF; the last empty line divides text and signatures
//   line = %xE2.80.94 SP name SP field LF   em dash U+2014; is_note_name
//   field = base64(key-id signature)        4 bytes and at least one more
//
// UTF-8 throughout, no ASCII control character but LF, at most k_note_limit bytes. Signatures by keys that a reader
// does not know belong to the form: they are kept, and prove nothing (so that witnesses can add theirs). Unlike an
// SSHSIG, a note is signed over its text as it is: openssl pkeyutl -rawin checks it.
#pragma once

#include <string>
#include <vector>

#include "crypto/note_key.hpp"

namespace rogatory::crypto {

/// As many as a case has parties, each of which may witness. The specification asks for 16 at least.
constexpr std::size_t k_note_signatures = 64;
/// Room for that many post-quantum signatures of 5 kB.
constexpr std::size_t k_note_limit = std::size_t{512} * 1024;

/// One signature line, of a key known or not.
struct NoteSignature {
  std::string name;
  NoteKeyId id{};
  Bytes raw;  ///< what follows the id; not empty

  /// The third field of the line: base64 of id and raw.
  [[nodiscard]] std::string field() const;
  /// From the second and third field of a line. malformed for a name or field that no line has.
  static Result<NoteSignature> from_fields(std::string_view name, std::string_view field);

  auto operator<=>(const NoteSignature&) const = default;
};

/// A text and who signed it, unchecked: nothing in it may be believed before verify_note.
struct Note {
  std::string text;  ///< with its last LF
  std::vector<NoteSignature> signatures;

  /// The note's one form. The fields must be such as parse() and sign_note() return.
  [[nodiscard]] std::string serialize() const;
  /// malformed for anything but a note as above; serialize() gives the same bytes.
  static Result<Note> parse(ByteView bytes);
};

/// malformed where this cannot be the text of a note: no LF at the end, not UTF-8, an ASCII control character but LF.
Result<void> check_note_text(std::string_view text);

/// Checks that `key` signed the text. altered where no line has its name and id, or where one that has is not its
/// signature of this text (even beside one that is: the note is then refused as a whole); malformed where such a line
/// is no Ed25519 signature in its one form (parse_raw_signature).
Result<void> verify_note(const Note& note, const NoteKey& key);

/// Signs `text` under `name`: a note with one signature. malformed where either cannot stand in a note or the whole
/// would be longer than k_note_limit; whatever a Signer says.
Result<Note> sign_note(std::string text, const std::string& name, Signer& signer);

}  // namespace rogatory::crypto
