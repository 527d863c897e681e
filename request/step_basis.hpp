// On which article a step rests under the rules of one request. A machine serves all instruments of its kind, and its
// rows name the articles of several; of those only what binds the two States is the law of the step.
#pragma once

#include "request/layers.hpp"

namespace rogatory::request {

/// The machine of the rules, each row's ref as it holds under them: of "UNTOC 18(14); ETS 30 16" under untoc-mla the
/// first part, and where no part is of the rules "practice, as in ETS 30 18".
Machine machine_under(const RuleSet& rules);

}  // namespace rogatory::request
