// The table of checks: each has a name, an error code (so an exit status) and a sentence. rogatory-bundle(5) prints it,
// --json names them, a test compares. Only ever added to.
#pragma once

#include <expected>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"

namespace rogatory::bundle {

struct Check {
  std::string_view name;  ///< "seal.signature"
  ErrorCode code;
  std::string_view meaning;  ///< what holds where it passes, one sentence
};

/// In the order in which verify makes them.
std::span<const Check> all_checks();
/// The row; asking for a name that is not in the table is our own bug.
const Check& check_named(std::string_view name);

/// A check that failed: which, and what was seen.
struct Finding {
  const Check* check = nullptr;
  std::string detail;
};
Finding finding(std::string_view check_name, std::string detail);

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

}  // namespace rogatory::bundle
