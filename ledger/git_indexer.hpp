// Taking in a foreign pack: its deltas are applied and its index is made by libgit2.
#pragma once

#include <string>

#include "base/stream.hpp"

namespace rogatory::ledger {

/// Writes the pack that `source` yields, which check_pack has passed, with its index into `folder`. What its deltas are
/// made from may be in the repository `known`, if that is not empty; then it is added to the pack. malformed; whatever
/// `source` says. Nothing is synced.
Result<void> index_pack(base::ByteSource& source, const std::string& folder, const std::string& known);

}  // namespace rogatory::ledger
