// What a draft lacks, told as a compiler tells it: each finding with the sub-paragraph that asks for it.
#pragma once

#include <span>

#include "request/draft.hpp"

namespace rogatory::request {

enum class Severity : std::uint8_t {
  error,   ///< must: it is not filed as it is
  warning  ///< should
};
std::string_view text_of(Severity severity);

struct DraftFinding {
  Severity severity = Severity::error;
  std::string rule{};                        ///< "untoc-mla 18(15)(c)", or "untoc-mla" for what no article says
  std::string ref{};                         ///< "18(15)(c)"; empty for what no article says
  std::string text{};                        ///< "missing: a summary of the relevant facts"
  Verified verified = Verified::unverified;  ///< of the rule; of what no article says: unverified
  std::string url{};                         ///< where it can be read; may be empty
};

/// Holds the draft against the rules it was resolved to (rules_of). `accepted_languages`: those that the requested
/// authority accepts; empty: not known, and a warning says so. Errors first, each in the order of the rules' tables.
/// - error: an empty field or absent document that must be there; a document in a weaker form than asked for or of
///   another type; no measure; an extradition or surrender that does not say whether the person is accused or convicted
/// - warning: the same of what should be there; a field or document that no rule asks for; no language, or none that is
///   accepted; a day wanted without a reason; a State that is not among the parties that are known
std::vector<DraftFinding> check_draft(const InstrumentSet& instruments, const RuleSet& rules, const Draft& draft,
                                      std::span<const std::string> accepted_languages);

/// Whether one of them is an error.
bool has_errors(std::span<const DraftFinding> findings);

/// `untoc-mla 18(15)(c): missing: …`: one line, without severity.
std::string line_of(const DraftFinding& finding);

}  // namespace rogatory::request
