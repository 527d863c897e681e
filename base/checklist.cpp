#include "base/checklist.hpp"

#include <algorithm>

namespace rogatory::base {

void Checklist::made(std::string_view check_name) { m_made.emplace(&check_named(m_table, check_name), true); }

void Checklist::found(Finding finding) {
  m_made[finding.check] = false;
  m_findings.push_back(std::move(finding));
}

void Checklist::found(std::string_view check_name, std::string detail) {
  found(Finding{&check_named(m_table, check_name), std::move(detail)});
}

std::vector<Finding> Checklist::findings() const {
  std::vector<Finding> sorted = m_findings;
  std::stable_sort(sorted.begin(), sorted.end(), [](const Finding& a, const Finding& b) { return a.check < b.check; });
  return sorted;
}

std::vector<std::string_view> Checklist::passed() const {
  std::vector<std::string_view> names;
  for (const auto& [check, held] : m_made) {
    if (held) {
      names.push_back(check->name);
    }
  }
  return names;
}

}  // namespace rogatory::base
