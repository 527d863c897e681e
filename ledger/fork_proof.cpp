#include "ledger/fork_proof.hpp"

#include <algorithm>
#include <array>

#include "ledger/overlay_source.hpp"

namespace rogatory::ledger {
namespace {

/// Its entries follow one another, and its checkpoint is its key's, over just these.
bool is_signed_history(const LogReport& report) {
  constexpr std::array k_needed{"card.chain",  "card.signature",       "card.trust",
                                "entry.order", "checkpoint.signature", "checkpoint.root"};
  return std::ranges::all_of(
      k_needed, [&](std::string_view name) { return std::ranges::find(report.passed, name) != report.passed.end(); });
}

/// The first entry that is another one in the two logs, below `size`; nothing where all are the same.
Result<std::optional<std::uint64_t>> first_difference(LogSource& one, LogSource& other, std::uint64_t size) {
  for (std::uint64_t seq = 0; seq < size; ++seq) {
    ROG_TRY_ASSIGN(const EntryFiles ours, one.entry(seq));
    ROG_TRY_ASSIGN(const EntryFiles theirs, other.entry(seq));
    if (ours.leaf() != theirs.leaf()) {
      return std::optional(seq);
    }
  }
  return std::optional<std::uint64_t>();
}

}  // namespace

Result<std::optional<ForkProof>> find_fork(const ForkQuestion& question, Progress& progress) {
  ROG_TRY_ASSIGN(const auto with_it,
                 open_overlay(question.repository, question.quarantine, {{question.log, question.offered}}));
  ROG_TRY_ASSIGN(const CaseReport report,
                 verify_case(*with_it, question.options, [](const SeenEntry&) { return Result<void>(); }, progress));
  const auto judged = std::ranges::find(report.logs, question.log, &LogReport::log);
  if (judged == report.logs.end() || !is_signed_history(*judged)) {
    return std::optional<ForkProof>();
  }
  ROG_TRY_ASSIGN(const auto here, open_repository(question.repository));
  ROG_TRY_ASSIGN(const std::unique_ptr<LogSource> ours, here->open(question.log));
  ROG_TRY_ASSIGN(const std::unique_ptr<LogSource> theirs, with_it->open(question.log));
  ROG_TRY_ASSIGN(const LogListing listing, ours->list());
  const std::uint64_t size = std::min(listing.entries, judged->entries);
  ROG_TRY_ASSIGN(const std::optional<std::uint64_t> differ, first_difference(*ours, *theirs, size));
  if (!differ) {
    return std::optional<ForkProof>();
  }
  ROG_TRY_ASSIGN(const Bytes note, ours->checkpoint());
  ROG_TRY_ASSIGN(const Bytes other, theirs->checkpoint());
  return std::optional(ForkProof{
      .here = std::string(base::as_text(note)), .offered = std::string(base::as_text(other)), .common = *differ});
}

}  // namespace rogatory::ledger
