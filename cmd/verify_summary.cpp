#include "cmd/verify_summary.hpp"

#include <algorithm>

#include "base/text.hpp"
#include "cmd/bundle_report.hpp"

namespace rogatory::cmd {
namespace {

using bundle::Finding;
using bundle::Report;
using bundle::Verdict;

/// The first finding of those that decide the status; null where there are none.
const Finding* decisive(const Report& report) {
  const ErrorCode code = bundle::worst(report.findings);
  const auto found =
      std::ranges::find_if(report.findings, [&](const Finding& finding) { return finding.check->code == code; });
  return found == report.findings.end() ? nullptr : &*found;
}

}  // namespace

void VerifySummary::count(const std::string& label) {
  ++m_files;
  const auto known = std::ranges::find(m_labels, label, &std::pair<std::string, std::size_t>::first);
  if (known == m_labels.end()) {
    m_labels.emplace_back(label, 1);
  } else {
    ++known->second;
  }
}

void VerifySummary::add(const std::string& file, const Report& report) {
  const Finding* found = decisive(report);
  const int status = report.exit_status();
  const std::string verdict(bundle::word(report.verdict));
  const std::string check = found == nullptr ? "" : std::string(found->check->name);
  ++m_verdicts[report.verdict];
  count(found == nullptr ? verdict : verdict + " (" + std::to_string(status) + " " + check + ")");
  if (found != nullptr) {
    m_worst = m_worst ? bundle::graver(*m_worst, found->check->code) : found->check->code;
  }
  m_wrong_key = m_wrong_key || report.wrong_key;
  if (status != 0) {
    m_rows.push_back({file, verdict, status, check, next_step(report), tone_of(report.verdict)});
  }
}

void VerifySummary::add(const std::string& file, const Error& error) {
  const int status = base::exit_status(error.code());
  ++m_not_checked;
  count(std::string(k_not_checked) + " (" + std::to_string(status) + ")");
  m_rows.push_back({file, std::string(k_not_checked), status, "", error.next_step(), Tone::bad});
}

int VerifySummary::exit_status() const {
  if (m_worst) {
    return base::exit_status(*m_worst);
  }
  if (m_not_checked > 0) {
    return base::exit_status(ErrorCode::partial);
  }
  return m_wrong_key ? base::exit_status(ErrorCode::wrong_key) : 0;
}

void VerifySummary::show(Ui& ui) const {
  std::vector<std::string> counts;
  counts.reserve(m_labels.size());
  for (const auto& [label, number] : m_labels) {
    counts.push_back(std::to_string(number) + " " + label);
  }
  ui.line({{base::counted(m_files, "bundle") + ": " + base::join(counts, ", "), Tone::strong}});
  Table table({{"FILE"}, {"VERDICT"}, {"STATUS", Align::right}, {"CHECK"}, {"NEXT"}});
  for (const Row& row : m_rows) {
    table.row({{row.file},
               {row.verdict, row.tone},
               {std::to_string(row.status)},
               {row.check.empty() ? "-" : row.check},
               {row.next}});
  }
  ui.table(table);
}

Json VerifySummary::document() const {
  const auto number_of = [&](Verdict verdict) {
    const auto found = m_verdicts.find(verdict);
    return std::uint64_t{found == m_verdicts.end() ? 0 : found->second};
  };
  return Json::Object{{"fail", number_of(Verdict::fail)},
                      {"files", std::uint64_t{m_files}},
                      {"incomplete", number_of(Verdict::incomplete)},
                      {"not_checked", std::uint64_t{m_not_checked}},
                      {"pass", number_of(Verdict::pass)},
                      {"pass_outside", number_of(Verdict::pass_outside)},
                      {"untrusted", number_of(Verdict::untrusted)}};
}

}  // namespace rogatory::cmd
