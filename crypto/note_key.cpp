#include "crypto/note_key.hpp"

#include <algorithm>

#include "base/utf8.hpp"

namespace rogatory::crypto {
namespace {

constexpr std::uint8_t k_ed25519 = 0x01;

// What goes into the hash and, without the name, into the verifier key.
Bytes typed(const PublicKey& key) {
  Bytes bytes{k_ed25519};
  bytes.insert(bytes.end(), key.bytes.begin(), key.bytes.end());
  return bytes;
}

NoteKeyId id_of(std::string_view name, const PublicKey& key) {
  Hasher hasher;
  hasher.update(base::as_bytes(name));
  hasher.update(base::as_bytes("\n"));
  hasher.update(typed(key));
  const Sha256 hash = hasher.finish();
  NoteKeyId id{};
  std::copy_n(hash.bytes.begin(), id.size(), id.begin());
  return id;
}

// The property White_Space of Unicode, but for the control characters of ASCII, which no name has anyway.
bool is_space(char32_t code_point) {
  constexpr std::u32string_view single = U"\u0020\u0085\u00a0\u1680\u2028\u2029\u202f\u205f\u3000";
  return (code_point >= 0x2000 && code_point <= 0x200a) || single.contains(code_point);
}

Result<PublicKey> parse_typed(std::string_view base64) {
  ROG_TRY_ASSIGN(const Bytes bytes, base::from_base64(base64));
  if (bytes.empty() || bytes.front() != k_ed25519) {
    return fail(ErrorCode::malformed, "not a key of type 1 (Ed25519), the only one accepted");
  }
  return PublicKey::from_raw(ByteView(bytes).subspan(1));
}

Result<NoteKey> parse_vkey(std::string_view vkey) {
  const std::size_t first = vkey.find('+');
  const std::size_t second = first == std::string_view::npos ? first : vkey.find('+', first + 1);
  if (second == std::string_view::npos) {
    return fail(ErrorCode::malformed, "not of the form name+id+base64");
  }
  ROG_TRY_ASSIGN(const PublicKey key, parse_typed(vkey.substr(second + 1)));
  ROG_TRY_ASSIGN(NoteKey parsed, NoteKey::make(std::string(vkey.substr(0, first)), key));
  if (vkey.substr(first + 1, second - first - 1) != base::to_hex(parsed.id())) {
    return fail(ErrorCode::malformed, "the id is not the one of this name and key");
  }
  return parsed;
}

}  // namespace

bool is_note_name(std::string_view name) {
  if (name.empty()) {
    return false;
  }
  while (!name.empty()) {
    const base::Utf8Step step = base::next_utf8(name);
    if (!step.valid || step.code_point < 0x20 || step.code_point == U'+' || is_space(step.code_point)) {
      return false;
    }
    name.remove_prefix(step.size);
  }
  return true;
}

NoteKey::NoteKey(std::string name, const PublicKey& key)
    : m_name(std::move(name)), m_key(key), m_id(id_of(m_name, m_key)) {}

Result<NoteKey> NoteKey::make(std::string name, const PublicKey& key) {
  if (!is_note_name(name)) {
    return fail(ErrorCode::malformed, "a name of a key must have no spaces, no + and no control characters");
  }
  return NoteKey(std::move(name), key);
}

Result<NoteKey> NoteKey::parse(std::string_view vkey) {
  Result<NoteKey> parsed = parse_vkey(vkey);
  if (!parsed) {
    return fail(std::move(parsed).error().while_("verifier key"));
  }
  return parsed;
}

std::string NoteKey::text() const { return m_name + "+" + base::to_hex(m_id) + "+" + base::to_base64(typed(m_key)); }

}  // namespace rogatory::crypto
