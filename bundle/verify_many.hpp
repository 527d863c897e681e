// Many bundles in one go: each is verified as if it were alone, and what they prove about each other comes on top.
#pragma once

#include <functional>

#include "bundle/verify.hpp"

namespace rogatory::bundle {

/// Gets a file's report, or why it could not be checked.
using ReportTaker = std::function<void(const std::string& file, Result<Report> report)>;

/// Verifies every file (verify.hpp), with chain.previous between them (predecessors.hpp), and gives the reports to
/// `take` in the order of the files, each as soon as those before it were given. A file that cannot be read does not
/// stop the others. One file is open at a time, so thousands may be given; of each some dozen bytes are kept, and of
/// one that waits for an earlier file its report. `progress` counts all of them together. interrupted is the only
/// Error; what was given to `take` until then stands.
Result<void> verify_many(FileSystem& fs, const std::vector<std::string>& files, const crypto::Trust& trust,
                         const Keys& keys, const ReportTaker& take, Progress& progress);

}  // namespace rogatory::bundle
