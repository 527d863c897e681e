// Which checks were made, and what they found: verify fills one in, from the outside in.
#pragma once

#include <map>

#include "base/checks.hpp"

namespace rogatory::base {

class Checklist {
 public:
  /// Names are those of `table`, which must outlive this.
  explicit Checklist(CheckTable table) : m_table(table) {}

  /// The check was made. It passes unless something is found.
  void made(std::string_view check_name);
  /// The check was made and failed.
  void found(Finding finding);
  void found(std::string_view check_name, std::string detail);

  [[nodiscard]] bool clean() const { return m_findings.empty(); }
  /// In the order of the table of checks; within a check in the order in which they were found.
  [[nodiscard]] std::vector<Finding> findings() const;
  /// Names of the checks that were made and held, in the order of the table.
  [[nodiscard]] std::vector<std::string_view> passed() const;

 private:
  CheckTable m_table;
  std::map<const Check*, bool> m_made;  // rows of one array: the pointers stand in the table's order; true: it held
  std::vector<Finding> m_findings;
};

}  // namespace rogatory::base
