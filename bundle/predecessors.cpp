#include "bundle/predecessors.hpp"

#include <algorithm>

namespace rogatory::bundle {
namespace {

std::string place_of(const std::string& authority, const std::optional<std::string>& case_id) {
  return authority + (case_id ? " in case " + *case_id : " outside a case");
}

/// The report with one more check; its lists stand in the order of the table again.
void add_check(Report& report, std::optional<Finding> found) {
  Checklist checks;
  for (const std::string_view name : report.passed) {
    checks.made(name);
  }
  for (Finding& before : report.findings) {
    checks.found(std::move(before));
  }
  checks.made("chain.previous");
  if (found) {
    checks.found(*std::move(found));
  }
  report.findings = checks.findings();
  report.passed = checks.passed();
  report.verdict = verdict_of(report.findings, report.opened);
}

}  // namespace

void Predecessors::judge(Report& report) {
  if (!report.outline.seal) {
    return;
  }
  const Seal& seal = *report.outline.seal;
  const auto found = seal.previous ? m_known.find(*seal.previous) : m_known.end();
  const Known* previous = found == m_known.end() ? nullptr : &found->second;
  const bool ours = previous != nullptr && previous->authority == seal.authority && previous->case_id == seal.case_id;
  if (previous != nullptr && !ours) {
    add_check(report, finding("chain.previous", "the bundle it names as its predecessor is of " +
                                                    place_of(previous->authority, previous->case_id) + ", it is of " +
                                                    place_of(seal.authority, seal.case_id)));
  } else if (previous != nullptr && previous->passed) {
    add_check(report, std::nullopt);
  }
  const bool whole = !seal.previous || (ours && previous->passed && previous->whole);
  if (whole) {
    std::erase(report.not_proven, "earlier bundles");
  }
  remember(report, whole);
}

/// Of several copies one that passed is enough.
void Predecessors::remember(const Report& report, bool whole) {
  ROG_ASSERT(report.outline.seal.has_value());
  const Seal& seal = *report.outline.seal;
  const Known known{seal.authority, seal.case_id, report.findings.empty(), whole};
  const auto [at, is_new] = m_known.emplace(report.outline.id, known);
  if (!is_new && !at->second.passed) {
    at->second = known;
  }
}

}  // namespace rogatory::bundle
