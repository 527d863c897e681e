#include "crypto/note.hpp"

#include <algorithm>

#include "base/text.hpp"

namespace rogatory::crypto {
namespace {

constexpr std::string_view k_dash = "\u2014 ";

std::string line_of(const NoteSignature& signature) {
  return std::string(k_dash) + signature.name + " " + signature.field() + "\n";
}

// A line without its LF.
Result<NoteSignature> parse_line(std::string_view line) {
  if (!line.starts_with(k_dash)) {
    return fail(ErrorCode::malformed, "does not start with an em dash and a space");
  }
  line.remove_prefix(k_dash.size());
  const std::size_t space = line.find(' ');
  if (space == std::string_view::npos) {
    return fail(ErrorCode::malformed, "a name without a signature");
  }
  return NoteSignature::from_fields(line.substr(0, space), line.substr(space + 1));
}

// `lines` ends in LF.
Result<std::vector<NoteSignature>> parse_lines(std::string_view lines) {
  std::vector<NoteSignature> signatures;
  while (!lines.empty()) {
    if (signatures.size() == k_note_signatures) {
      return fail(ErrorCode::malformed, "more than " + std::to_string(k_note_signatures) + " signatures");
    }
    const std::size_t end = lines.find('\n');
    Result<NoteSignature> signature = parse_line(lines.substr(0, end));
    if (!signature) {
      return fail(std::move(signature).error().while_("signature line " + std::to_string(signatures.size() + 1)));
    }
    signatures.push_back(*std::move(signature));
    lines.remove_prefix(end + 1);
  }
  return signatures;
}

Result<Note> parse_note(std::string_view bytes) {
  if (bytes.size() > k_note_limit) {
    return fail(ErrorCode::malformed, "longer than " + std::to_string(k_note_limit) + " bytes");
  }
  ROG_TRY(check_note_text(bytes));
  const std::size_t last_empty_line = bytes.rfind("\n\n");
  if (last_empty_line == std::string_view::npos) {
    return fail(ErrorCode::malformed, "no empty line between text and signatures");
  }
  Note note{std::string(bytes.substr(0, last_empty_line + 1)), {}};
  ROG_TRY_ASSIGN(note.signatures, parse_lines(bytes.substr(last_empty_line + 2)));
  if (note.signatures.empty()) {
    return fail(ErrorCode::malformed, "no signature");
  }
  return note;
}

Result<void> verify_signature(std::string_view text, const NoteSignature& signature, const NoteKey& key) {
  ROG_TRY_ASSIGN(const RawSignature raw, parse_raw_signature(signature.raw));
  if (!verify_raw(key.key(), base::as_bytes(text), raw)) {
    return fail(ErrorCode::altered, "the signature by " + key.name() + " is not one of this text");
  }
  return {};
}

}  // namespace

std::string NoteSignature::field() const {
  Bytes bytes(id.begin(), id.end());
  bytes.insert(bytes.end(), raw.begin(), raw.end());
  return base::to_base64(bytes);
}

Result<NoteSignature> NoteSignature::from_fields(std::string_view name, std::string_view field) {
  if (!is_note_name(name)) {
    return fail(ErrorCode::malformed, "not the name of a key");
  }
  ROG_TRY_ASSIGN(const Bytes bytes, base::from_base64(field));
  NoteSignature signature;
  if (bytes.size() <= signature.id.size()) {
    return fail(ErrorCode::malformed, "too short for a key's id and a signature");
  }
  signature.name = name;
  const ByteView raw = ByteView(bytes).subspan(signature.id.size());
  std::copy_n(bytes.begin(), signature.id.size(), signature.id.begin());
  signature.raw.assign(raw.begin(), raw.end());
  return signature;
}

std::string Note::serialize() const {
  std::string bytes = text + "\n";
  for (const NoteSignature& signature : signatures) {
    bytes += line_of(signature);
  }
  return bytes;
}

Result<Note> Note::parse(ByteView bytes) {
  Result<Note> parsed = parse_note(base::as_text(bytes));
  if (!parsed) {
    return fail(std::move(parsed).error().while_("signed note"));
  }
  return parsed;
}

Result<void> check_note_text(std::string_view text) {
  if (!text.ends_with('\n')) {
    return fail(ErrorCode::malformed, "does not end in a line feed");
  }
  const auto is_control = [](char c) { return static_cast<std::uint8_t>(c) < 0x20 && c != '\n'; };
  if (std::ranges::any_of(text, is_control)) {
    return fail(ErrorCode::malformed, "holds a control character");
  }
  if (!base::is_utf8(text)) {
    return fail(ErrorCode::malformed, "not UTF-8");
  }
  return {};
}

Result<void> verify_note(const Note& note, const NoteKey& key) {
  bool signed_by_key = false;
  for (const NoteSignature& signature : note.signatures) {
    if (signature.name == key.name() && signature.id == key.id()) {
      ROG_TRY(verify_signature(note.text, signature, key));
      signed_by_key = true;
    }
  }
  if (!signed_by_key) {
    return fail(ErrorCode::altered, "no signature by the key " + key.text());
  }
  return {};
}

Result<Note> sign_note(std::string text, const std::string& name, Signer& signer) {
  ROG_TRY_DOING(check_note_text(text), "text of a note");
  ROG_TRY_ASSIGN(const NoteKey key, NoteKey::make(name, signer.public_key()));
  ROG_TRY_ASSIGN(const RawSignature raw, signer.sign_raw(base::as_bytes(text)));
  Note note{std::move(text), {{key.name(), key.id(), Bytes(raw.begin(), raw.end())}}};
  if (note.serialize().size() > k_note_limit) {
    return fail(ErrorCode::malformed, "a note of more than " + std::to_string(k_note_limit) + " bytes");
  }
  return note;
}

}  // namespace rogatory::crypto
