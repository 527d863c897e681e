// A case as it would be with logs that somebody handed over.
#pragma once

#include <map>
#include <memory>

#include "ledger/git.hpp"

namespace rogatory::ledger {

/// The logs of `repository`, but those of `instead` at these commits of `quarantine`, which rests on it. not_found;
/// malformed.
Result<std::unique_ptr<CaseSource>> open_overlay(const std::string& repository, const std::string& quarantine,
                                                 std::map<LogName, Oid> instead);

}  // namespace rogatory::ledger
