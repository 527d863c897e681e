// Whether a log, as another party hands it over, only grew (design: ledger.md "Reading what others wrote").
#pragma once

#include <optional>

#include "ledger/git.hpp"

namespace rogatory::ledger {

/// Judged on files, not on commit ids, which anyone can make anew: the log at commit `to` holds every file that the log
/// at commit `from` holds (nothing: an empty log), byte for byte; what is new are entries and cards in their places;
/// only the checkpoint is another. The history of `to` is one line of commits, and from each to the next the same is
/// true: so nothing is smuggled through a commit in the middle. `repository` reads both.
///
///   altered     a file changed, or is gone
///   malformed   a file or directory that no log has; a commit with two parents
///   incomplete  an object is missing
///   refused     more commits than a log can have
Result<void> check_extension(Repository& repository, const std::optional<Oid>& from, const Oid& to);

}  // namespace rogatory::ledger
