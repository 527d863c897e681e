#include "base/checks.hpp"

#include <algorithm>
#include <array>

namespace rogatory::base {
namespace {

// Worst first (names.md).
constexpr std::array k_severity{ErrorCode::altered,    ErrorCode::fork,      ErrorCode::malformed, ErrorCode::findings,
                                ErrorCode::incomplete, ErrorCode::untrusted, ErrorCode::wrong_key};

}  // namespace

const Check& check_named(CheckTable table, std::string_view name) {
  const auto row = std::ranges::find(table, name, &Check::name);
  ROG_ASSERT(row != table.end());
  return *row;
}

Fault fault(Finding found) { return {{std::move(found)}, std::nullopt}; }

Fault fault(Error error) { return {{}, std::move(error)}; }

std::string_view word(Verdict verdict) {
  switch (verdict) {
    case Verdict::pass:
      return "PASS";
    case Verdict::pass_outside:
      return "PASS (outside)";
    case Verdict::fail:
      return "FAIL";
    case Verdict::incomplete:
      return "INCOMPLETE";
    case Verdict::untrusted:
      return "UNTRUSTED";
  }
  return "";
}

ErrorCode graver(ErrorCode one, ErrorCode other) {
  const auto* const found =
      std::ranges::find_if(k_severity, [&](ErrorCode code) { return code == one || code == other; });
  ROG_ASSERT(found != k_severity.end());
  return *found;
}

ErrorCode worst(std::span<const Finding> findings) {
  for (const ErrorCode code : k_severity) {
    if (std::any_of(findings.begin(), findings.end(), [&](const Finding& f) { return f.check->code == code; })) {
      return code;
    }
  }
  return ErrorCode::failed;
}

Verdict verdict_of(std::span<const Finding> findings, bool opened) {
  if (findings.empty()) {
    return opened ? Verdict::pass : Verdict::pass_outside;
  }
  const ErrorCode code = worst(findings);
  if (code == ErrorCode::incomplete) {
    return Verdict::incomplete;
  }
  return code == ErrorCode::untrusted ? Verdict::untrusted : Verdict::fail;
}

}  // namespace rogatory::base
