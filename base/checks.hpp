// Checks with names: what a verification makes, what it finds, and the word in which it ends. Each noun that can be
// verified (bundle/checks.hpp, ledger/checks.hpp) has one table of them, which its manual page prints and --json names.
#pragma once

#include <expected>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"

namespace rogatory::base {

struct Check {
  std::string_view name;  ///< "seal.signature"
  ErrorCode code;
  std::string_view meaning;  ///< what holds where it passes, one sentence
};

/// The rows of one noun, in the order in which verify makes them. Only ever added to.
using CheckTable = std::span<const Check>;

/// The row; asking for a name that is not in the table is our own bug.
const Check& check_named(CheckTable table, std::string_view name);

/// A check that failed: which, and what was seen.
struct Finding {
  const Check* check = nullptr;
  std::string detail;
};

/// A step that either gives a T, or found something, or could not run (an I/O error).
struct Fault {
  std::vector<Finding> findings;  ///< empty where it could not run
  std::optional<Error> error;     ///< why it could not run
};
template <class T>
using Checked = std::expected<T, Fault>;

Fault fault(Finding found);
Fault fault(Error error);

enum class Verdict : std::uint8_t { pass, pass_outside, fail, incomplete, untrusted };
/// "PASS", "PASS (outside)", "FAIL", "INCOMPLETE", "UNTRUSTED".
std::string_view word(Verdict verdict);

/// The code that decides, of two of findings: 20 > 23 > 24 > 25 > 21 > 22 > 12 (names.md). For codes of checks only.
ErrorCode graver(ErrorCode one, ErrorCode other);
/// The same of several findings; failed where there are none.
ErrorCode worst(std::span<const Finding> findings);
Verdict verdict_of(std::span<const Finding> findings, bool opened);

}  // namespace rogatory::base
