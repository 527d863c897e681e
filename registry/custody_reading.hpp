// What all logs of a case tell of its exhibits, for those who are about to write: read, not verified; the logs of
// others were judged when they were taken in.
#pragma once

#include <span>
#include <vector>

#include "ledger/custody_entry.hpp"
#include "ledger/log_source.hpp"

namespace rogatory::registry {

/// Every entry that counts, of logs that were given up only those that a restart leaves; with its event where a key at
/// hand opens the body and it is what it should be. incomplete, malformed.
Result<std::vector<ledger::CustodyEntry>> read_custody(ledger::CaseSource& source,
                                                       std::span<const crypto::age::Identity> identities);

/// The exhibit that `which` means: "3" one of `ourselves`, "de-ca:3" another's. usage.
Result<ledger::ExhibitId> exhibit_named(const std::string& which, const std::string& ourselves);

/// not_found: there is none of this name.
Error no_such_exhibit(const ledger::ExhibitId& exhibit);

/// The story of an exhibit. not_found.
Result<const ledger::ExhibitStory*> find_exhibit(const ledger::CustodyTable& table, const ledger::ExhibitId& exhibit);

}  // namespace rogatory::registry
