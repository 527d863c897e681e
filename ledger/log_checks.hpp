// Which checks were made of one log and what they found, bounded: a log of a million wrong entries is told in a hundred
// lines a check.
#pragma once

#include <map>
#include <string>

#include "ledger/checks.hpp"

namespace rogatory::ledger {

constexpr std::size_t k_most_findings = 100;

class LogChecks {
 public:
  /// The check was made. It passes unless something is found.
  void made(std::string_view check) { m_checks.made(check); }
  /// The check was made and failed. From the 101st on it is only counted.
  void found(std::string_view check, std::string detail) {
    if (++m_counts[std::string(check)] <= k_most_findings) {
      m_checks.found(check, std::move(detail));
    }
  }
  [[nodiscard]] bool clean(std::string_view check) const { return !m_counts.contains(check); }
  /// For checks that others fill in.
  [[nodiscard]] Checklist& list() { return m_checks; }

  /// In the order of the table, each check's with a last one that says how many more there are.
  [[nodiscard]] std::vector<Finding> findings() const {
    Checklist all = m_checks;
    for (const auto& [check, count] : m_counts) {
      if (count > k_most_findings) {
        all.found(check, "and " + std::to_string(count - k_most_findings) + " more of this kind");
      }
    }
    return all.findings();
  }
  [[nodiscard]] std::vector<std::string_view> passed() const { return m_checks.passed(); }

 private:
  Checklist m_checks;
  std::map<std::string, std::size_t, std::less<>> m_counts;
};

}  // namespace rogatory::ledger
