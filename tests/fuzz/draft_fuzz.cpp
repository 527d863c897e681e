// Drafts: what is accepted is written as the same document, also with help, and can be checked where its rules resolve.
#include "base/json.hpp"
#include "request/lint.hpp"
#include "tests/fuzz/target.hpp"

namespace rogatory::fuzz {

bool accepts(ByteView input) {
  const Result<request::Draft> draft = request::parse_draft(input);
  if (!draft) {
    return false;
  }
  const std::string text = request::document_of(*draft).canonical();
  const Result<request::Draft> again = request::parse_draft(base::as_bytes(text));
  ROG_ASSERT(again.has_value() && request::document_of(*again).canonical() == text);
  const request::InstrumentSet set = request::InstrumentSet::built_in();
  const Result<request::RuleSet> rules = request::rules_of(set, *draft);
  if (!rules) {
    return true;
  }
  const std::string helped = request::document_of(*draft, *rules).canonical();
  const Result<request::Draft> same = request::parse_draft(base::as_bytes(helped));
  ROG_ASSERT(same.has_value() && request::document_of(*same).canonical() == text);
  const auto findings = request::check_draft(set, *rules, *draft, {});
  bool warned = false;
  for (const request::DraftFinding& finding : findings) {
    ROG_ASSERT(!finding.rule.empty() && !finding.text.empty());
    // Errors first.
    ROG_ASSERT(!warned || finding.severity == request::Severity::warning);
    warned = warned || finding.severity == request::Severity::warning;
  }
  return true;
}

}  // namespace rogatory::fuzz
