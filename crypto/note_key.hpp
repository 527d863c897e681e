// The keys that sign C2SP notes (c2sp.org/signed-note), and their text form, the verifier key:
//
//   vkey = name "+" key-id "+" base64(type public-key)      key-id as 8 lower-case hexadecimal digits
//   key-id = the first 4 bytes of SHA-256(name LF type public-key)
//   type = %x01, Ed25519: the only one that is read here
#pragma once

#include <array>
#include <string>

#include "crypto/sign.hpp"

namespace rogatory::crypto {

/// Tells the keys of one name apart. Anyone can make a key with the same id: it selects a key and proves nothing.
using NoteKeyId = std::array<std::uint8_t, 4>;

/// Whether `name` can name a key: not empty, UTF-8, no Unicode space, no `+`, no ASCII control character.
bool is_note_name(std::string_view name);

/// An Ed25519 key under the name with which it signs notes. Immutable.
class NoteKey {
 public:
  /// malformed where is_note_name refuses the name.
  static Result<NoteKey> make(std::string name, const PublicKey& key);
  /// Exactly what text() writes. malformed for anything else: another type of key, an id that is not this key's, a key
  /// that PublicKey::from_raw refuses.
  static Result<NoteKey> parse(std::string_view vkey);

  [[nodiscard]] const std::string& name() const { return m_name; }
  [[nodiscard]] const PublicKey& key() const { return m_key; }
  [[nodiscard]] const NoteKeyId& id() const { return m_id; }
  /// The verifier key.
  [[nodiscard]] std::string text() const;

 private:
  NoteKey(std::string name, const PublicKey& key);

  std::string m_name;
  PublicKey m_key;
  NoteKeyId m_id{};
};

}  // namespace rogatory::crypto
