// An excerpt as a file: some entries of a log with everything that proves them, and nothing else of the case. One ustar
// (base/tar.hpp):
//
//   excerpt.json                     canonical {"case","entries":[seq…],"log","type":"rogatory-excerpt/1"}: what it is
//   of <log>/cards/…                    as in a log (names.hpp); logs in the order of their names
//   <log>/entries/AA/BB/AABBCC.json, .json.sig
//   <log>/entries/AA/BB/AABBCC.tlog-proof      c2sp.org/tlog-proof@v1 (crypto/tlog_proof.hpp) to a checkpoint of <log>
//   <log>/entries/AA/BB/AABBCC.body            salt || body, whose SHA-256 is the entry's commitment; where asked for
//
// Nothing in excerpt.json is signed: all it says is checked against the entries. Beside the chosen log stand those
// whose entries saw it. The checkpoint in the proof of an entry that another log saw is the very head that it names.
#pragma once

#include "ledger/log_source.hpp"

namespace rogatory::ledger {

constexpr std::size_t k_excerpt_limit = std::size_t{256} * 1024 * 1024;
constexpr std::size_t k_excerpt_entries = 10'000;

struct ExcerptEntry {
  std::uint64_t seq = 0;  ///< where it stands, which need not be what it says
  Bytes entry;
  Bytes signature;
  Bytes proof;
  std::optional<Bytes> body;  ///< decrypted: salt || body
  bool operator==(const ExcerptEntry&) const = default;
};

struct ExcerptLog {
  LogName name;
  std::vector<std::uint64_t> card_versions;
  std::vector<crypto::SignedCard> cards;
  std::vector<ExcerptEntry> entries;  ///< ascending
};

struct Excerpt {
  CaseId case_id;
  LogName log;                         ///< whose entries were chosen
  std::vector<std::uint64_t> entries;  ///< which, ascending
  std::vector<ExcerptLog> logs;        ///< in the order of LogName

  [[nodiscard]] Bytes serialize() const;
  /// malformed for anything but the tar above, with each chosen entry in it; nothing inside the members is judged.
  static Result<Excerpt> parse(ByteView bytes);
};

}  // namespace rogatory::ledger
