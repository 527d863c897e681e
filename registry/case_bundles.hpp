// The bundles of a case as the log of their authority names them.
#pragma once

#include <optional>
#include <string>

#include "bundle/records.hpp"
#include "ledger/event.hpp"
#include "registry/past_events.hpp"

namespace rogatory::registry {

struct NamedBundle {
  ledger::BundleSealed event;
  std::string compartment;
  std::string entry;  ///< "fr-ca:7"
};

/// The newest bundle that the authority sealed in the case, or the one of this id; nothing where no entry that a key at
/// hand opens names it. Reads back from the newest entry.
Result<std::optional<NamedBundle>> find_bundle(ledger::CaseSource& source, const std::string& authority,
                                               std::span<const crypto::age::Identity> identities,
                                               const std::optional<bundle::BundleId>& id);

}  // namespace rogatory::registry
