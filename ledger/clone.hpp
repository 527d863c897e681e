// What `ledger clone` does: a case's logs as plain files that anyone can read and check, and its repository beside
// them.
#pragma once

#include <functional>
#include <string>

#include "base/file.hpp"

namespace rogatory::ledger {

/// Writes every log of a repository as plain files, DIR/<log>/… (0644), and what its branches reach as DIR/case.git.
/// DIR must not exist (refused); it appears whole. `announce`, where there is one, is told the temporary path before it
/// is made. Nothing is judged: a branch whose name is no log's is left out.
Result<void> clone_case(FileSystem& fs, const std::string& repository, const std::string& directory,
                        const std::function<Result<void>(const std::string&)>& announce);

}  // namespace rogatory::ledger
