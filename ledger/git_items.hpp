// Walking the trees of a branch, item by item, whatever they are.
#pragma once

#include <functional>
#include <string>

#include "ledger/git.hpp"

namespace rogatory::ledger {

using VisitItem = std::function<Result<void>(const RawTreeItem&)>;

/// Visits a tree's items, and returns whether they are in the order that git keeps.
Result<bool> each_item(Repository& repository, const Oid& tree, const VisitItem& visit);

/// What LogSource::list says of a branch whose commit has the tree `root`.
Result<LogListing> list_branch(Repository& repository, const Oid& root);

}  // namespace rogatory::ledger
