// An entry of a log: canonical JSON of the profile, at most k_entry_limit bytes, signed as it is stored (design:
// ledger.md). It says who signed what when, and nothing about any person: that is in its body, encrypted.
//
//   {"body":null|{"commitment","compartment","sha256","size"},"card","case","clock_behind"?,"heads":{log:{"root","sig","size"}},
//    "log","made_at","nonce"?,"officer","parties"?:[{"id","root"}],"prev":null|hash,"recipients"?:{compartment:age1…},
//    "restart"?:{"log","notes":[…],"reason","size"},"seq","type":"rogatory-entry/1"}
#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "base/clock.hpp"
#include "base/json.hpp"
#include "crypto/age.hpp"
#include "crypto/hash.hpp"
#include "ledger/names.hpp"

namespace rogatory::ledger {

/// What an entry says of its body, the .age file beside it.
struct BodyRef {
  crypto::Sha256 commitment;  ///< SHA-256(salt || body)
  std::string compartment;    ///< is_compartment
  crypto::Sha256 sha256;      ///< of the .age
  std::uint64_t size = 0;     ///< of the .age, in bytes
  auto operator<=>(const BodyRef&) const = default;
};

/// Another log as the author held it: root and size of its checkpoint, and the field of the signature line by which
/// that log's key signed it (crypto::NoteSignature::field). So nobody can be framed with a head that he never signed.
struct Head {
  crypto::Sha256 root;
  std::string sig;
  std::uint64_t size = 0;  ///< 1..k_most_entries
  auto operator<=>(const Head&) const = default;
};
using Heads = std::map<LogName, Head>;

struct Party {
  std::string id;
  crypto::Sha256 root;  ///< fingerprint of the party's root
  auto operator<=>(const Party&) const = default;
};

enum class RestartReason : std::uint8_t { restored, fork };
std::string_view text_of(RestartReason reason);

/// Entry 0 of `<authority>.N`: entries of `log` from `size` on no longer count.
struct Restart {
  LogName log;
  std::vector<std::string> notes;  ///< whole notes: of a fork the two, of a restored log the last known, if any
  RestartReason reason = RestartReason::restored;
  std::uint64_t size = 0;
  bool operator==(const Restart&) const = default;
};

struct Entry {
  std::optional<BodyRef> body;
  crypto::Sha256 card;  ///< of the own card in force
  CaseId case_id;
  std::optional<std::int64_t> clock_behind;  ///< whole seconds, at least 1
  Heads heads;                               ///< never of its own log
  LogName log;
  UtcTime made_at;
  std::optional<crypto::Sha256> nonce;  ///< the opener's entry 0 only
  std::string officer;
  std::optional<std::vector<Party>> parties;  ///< sorted by id, the opener among them; the full list
  std::optional<EntryHash> prev;              ///< absent exactly at seq 0
  std::optional<std::map<std::string, crypto::age::Recipient>> recipients;  ///< by compartment; the full list
  std::optional<Restart> restart;                                           ///< exactly at seq 0 of a log with a number
  std::uint64_t seq = 0;

  [[nodiscard]] std::string serialize() const;
  /// malformed for anything but the canonical form of a rogatory-entry/1 that keeps what is said at each member.
  /// Nothing that takes a second entry to judge is judged here (chain.hpp).
  static Result<Entry> parse(ByteView bytes);
  /// `<officer>@<authority>`: who signs.
  [[nodiscard]] std::string principal() const { return officer + "@" + log.authority; }
};

/// What a log keeps of one entry, as stored.
struct EntryFiles {
  Bytes entry;
  Bytes signature;
  std::optional<Bytes> body;  ///< the .age

  [[nodiscard]] EntryHash hash() const { return *EntryHash::from_bytes(crypto::sha256(entry).bytes); }
  /// SHA-256(0x00 || entry || signature): the leaf of the log's tree.
  [[nodiscard]] crypto::Sha256 leaf() const;
};

}  // namespace rogatory::ledger
