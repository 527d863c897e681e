// What the reports on several bundles come to: how many of each verdict, which need somebody's attention, one status.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "bundle/verify.hpp"
#include "cmd/ui.hpp"

namespace rogatory::cmd {

class VerifySummary {
 public:
  void add(const std::string& file, const bundle::Report& report);
  /// A file that could not be checked at all.
  void add(const std::string& file, const Error& error);

  /// Of everything that was found in any bundle the status of the worst (bundle::graver): it is about the evidence, and
  /// running the command again does not change it. Where nothing was found but a file could not be checked, 3: that one
  /// may be anything, so it comes before a key that does not fit, 12. Else 0.
  [[nodiscard]] int exit_status() const;

  /// "12 bundles: 11 PASS, 1 INCOMPLETE (21 part.missing)", and a table of those that do not have status 0.
  void show(Ui& ui) const;
  /// How many there are of each: "files", "pass", "pass_outside", "fail", "incomplete", "untrusted", "not_checked".
  [[nodiscard]] Json document() const;

 private:
  struct Row {
    std::string file;
    std::string verdict;
    int status = 0;
    std::string check;  ///< the one that decides; empty where none was made or none failed
    std::string next;
    Tone tone = Tone::plain;
  };
  void count(const std::string& label);

  std::size_t m_files = 0;
  std::map<bundle::Verdict, std::size_t> m_verdicts;
  std::size_t m_not_checked = 0;
  std::vector<std::pair<std::string, std::size_t>> m_labels;  // as the summary's line counts them, first seen first
  std::vector<Row> m_rows;                                    // those whose status is not 0
  std::optional<ErrorCode> m_worst;                           // of all findings
  bool m_wrong_key = false;
};

}  // namespace rogatory::cmd
