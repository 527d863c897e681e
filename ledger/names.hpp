// The names of a case's ledger: the case, its logs, its compartments, and where each file of a log stands (design:
// ledger.md, names.md).
//
//   case        32 lower-case hexadecimal digits
//   log         authority ["." number]          number 2.. without leading zeros: a log that was started anew
//   compartment ("main" / "identities" / "c-" 8hex) ["." number]
//   path        "entries/" AA "/" BB "/" AABBCC (".json" / ".json.sig" / ".age")      AABBCC: seq, six decimal digits
//             / "cards/" NNNNNN (".json" / ".json.sig" / ".json.prev.sig")            NNNNNN: version from 000001
//             / "checkpoint"
#pragma once

#include <array>
#include <optional>
#include <string>
#include <string_view>

#include "crypto/hash.hpp"

namespace rogatory::ledger {

constexpr std::int64_t k_most_entries = 1'000'000;
constexpr std::size_t k_entry_limit = 32 * 1024;
constexpr std::size_t k_body_limit = 1024 * 1024;
/// The longest .age: a body of k_body_limit with its salt, padded, for one recipient.
constexpr std::size_t k_body_file_limit = k_body_limit + 64 * 1024;
constexpr std::size_t k_most_parties = 64;

struct EntryHashTag {};
/// SHA-256 of an entry's bytes.
using EntryHash = base::Id32<EntryHashTag>;

/// A case, by its id. Text form: 32 lower-case hexadecimal digits.
class CaseId {
 public:
  CaseId() = default;
  static Result<CaseId> parse(std::string_view text);
  [[nodiscard]] std::string text() const;
  auto operator<=>(const CaseId&) const = default;

 private:
  friend CaseId case_id_of(std::string_view opener, const crypto::Sha256& root, const crypto::Sha256& nonce);
  std::array<std::uint8_t, 16> m_bytes{};
};

/// The first half of SHA-256("rogatory-case/1" LF opener LF root fingerprint LF nonce LF): nobody but the opener can
/// have opened the case of this id. `root` is SHA-256 of the root's SSH wire form, `nonce` the one of his entry 0.
CaseId case_id_of(std::string_view opener, const crypto::Sha256& root, const crypto::Sha256& nonce);

/// One log of one authority in a case; a higher number follows a log that was lost or forked.
struct LogName {
  std::string authority;
  std::uint32_t number = 1;

  /// "fr-ca", "fr-ca.2".
  [[nodiscard]] std::string text() const;
  /// malformed for anything that text() does not write, numbers over 999 included.
  static Result<LogName> parse(std::string_view text);
  auto operator<=>(const LogName&) const = default;
};

/// "rogatory/<case>/<log>": the origin of the log's checkpoints and the name of its note key.
std::string origin_of(const CaseId& case_id, const LogName& log);
/// "refs/heads/<log>".
std::string ref_of(const LogName& log);

/// Whether `text` can name a compartment of a case.
bool is_compartment(std::string_view text);

enum class FileKind : std::uint8_t {
  entry,
  entry_signature,
  body,
  card,
  card_signature,
  card_previous_signature,
  checkpoint
};

/// A file of a log.
struct LogPath {
  FileKind kind = FileKind::checkpoint;
  std::uint64_t number = 0;  ///< seq, or the card's version; 0 for the checkpoint

  [[nodiscard]] std::string text() const;
  /// Nothing for any other path: it does not belong into a log.
  static std::optional<LogPath> parse(std::string_view path);
  auto operator<=>(const LogPath&) const = default;
};

}  // namespace rogatory::ledger
