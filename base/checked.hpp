// Going on, or returning what a step found: for functions that return Checked<T>.
#pragma once

#include "base/checks.hpp"

namespace rogatory::base {

inline Fault as_fault(Fault found) { return found; }
inline Fault as_fault(Error error) { return fault(std::move(error)); }

}  // namespace rogatory::base

// ROG_CHECK(expression): returns the Fault of a Checked, or the Error of a Result as a Fault, else goes on.
#define ROG_CHECK(expression)                                                            \
  do {                                                                                   \
    if (auto rog_step = (expression); !rog_step.has_value()) {                           \
      return ::std::unexpected(::rogatory::base::as_fault(std::move(rog_step).error())); \
    }                                                                                    \
  } while (false)

// ROG_CHECK_ASSIGN(auto x, expression): returns the Fault, else declares or assigns x from the value.
#define ROG_CHECK_ASSIGN(declaration, expression) \
  ROG_CHECK_ASSIGN_INNER(ROG_CONCAT(rog_checked_, __LINE__), declaration, expression)
#define ROG_CHECK_ASSIGN_INNER(temporary, declaration, expression)                      \
  auto temporary = (expression);                                                        \
  if (!temporary.has_value()) {                                                         \
    return ::std::unexpected(::rogatory::base::as_fault(std::move(temporary).error())); \
  }                                                                                     \
  declaration = *std::move(temporary)
