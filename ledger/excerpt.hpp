// Excerpts (design: ledger.md "Excerpts"; the file: excerpt_file.hpp): chosen entries of a log, for a court that may
// see these and nothing else. Made from a case that verifies, and verified with nothing but trust.
#pragma once

#include <map>
#include <span>

#include "ledger/excerpt_file.hpp"
#include "ledger/verify.hpp"

namespace rogatory::ledger {

struct ExcerptChoice {
  LogName log;
  std::vector<std::uint64_t> entries;  ///< any order
  bool bodies = false;                 ///< decrypted, so that no key need be given
};

/// Verifies the case as it reads it. With each entry goes the earliest entry of another log that saw it, if any.
/// not_found: no such log or entry; refused: none or too many entries, or something is wrong with the log, so that
/// nobody would believe the excerpt; wrong_key: a body is asked for and no identity opens it.
Result<Excerpt> make_excerpt(CaseSource& source, const VerifyOptions& options, const ExcerptChoice& choice,
                             Progress& progress);
/// Durably; an existing file only with `replace` (refused).
Result<void> save_excerpt(FileSystem& fs, const std::string& path, const Excerpt& excerpt, bool replace);
/// At most k_excerpt_limit bytes. not_found, malformed.
Result<Excerpt> load_excerpt(FileSystem& fs, const std::string& path);

/// One entry of an excerpt that reads.
struct ProvenEntry {
  LogName log;
  std::uint64_t seq = 0;
  Entry entry;
  EntryHash hash;
  std::optional<OpenedBody> body;
  std::uint64_t tree_size = 0;  ///< of the checkpoint that its path leads to; 0 where it leads to none
  /// Who saw it: entries here, of logs whose authority is trusted, that name that very checkpoint.
  std::vector<std::pair<LogName, std::uint64_t>> seen_by;
};

struct ExcerptReport {
  CaseId case_id;
  LogName log;
  std::vector<ProvenEntry> entries;  ///< those of the chosen log, then the others
  std::vector<Finding> findings;     ///< by the table of checks; each says of which log
  std::vector<std::string_view> passed;
  std::vector<std::string> not_proven;
  base::Verdict verdict = base::Verdict::fail;
  [[nodiscard]] int exit_status() const;
};

/// entry.form, entry.order (case, log and number), card.*, entry.signature, signature.form, checkpoint.form,
/// checkpoint.signature (under a log key of the card that the entry names or a later one: which of them is not in an
/// excerpt), checkpoint.root (the path), head.signature (a witness names another root than the proof), body.commitment,
/// card.trust, entry.officer, entry.disputed. A witness counts where its authority is pinned. A body that was not asked
/// for, and a witness who is not trusted, are told as not proven.
ExcerptReport verify_excerpt(const Excerpt& excerpt, const crypto::Trust& trust);

}  // namespace rogatory::ledger
