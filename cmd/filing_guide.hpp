// Questions by which a draft is filed at a terminal: why, where something is missing; in which role; in which case; and
// at last whether to sign what is shown. Errors as ask_until_taken.
#pragma once

#include <string>

#include "cmd/filing.hpp"

namespace rogatory::cmd {

/// The case in which it is filed: one that is there, or a new one of that title. Neither: nothing was said.
struct CaseChoice {
  std::string named{};
  FreeText opened_as{};
  [[nodiscard]] bool is_said() const { return !named.empty() || opened_as.given.has_value(); }
};

/// An empty answer: it is not filed, and `filing` stays as it was.
Result<void> ask_reason(Context& context, FilingOptions& filing);
Result<void> ask_role(Context& context, RequestActOptions& act);
Result<void> ask_case(Context& context, const registry::Home& home, CaseChoice& choice);

/// Shows what `signer` is about to sign. refused: the answer is no.
Result<void> confirm_filing(Context& context, const std::string& signer, const request::Draft& draft,
                            const FilingOptions& filing, const CaseChoice& choice);

}  // namespace rogatory::cmd
