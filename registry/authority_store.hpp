// Replacing many records at once; for registry/authority_import.cpp only.
#pragma once

#include "registry/authorities.hpp"

namespace rogatory::registry {

/// Adds the records to the folder authorities/, replacing those of the same id, in one step: after an Error, or a crash
/// at any moment, the folder is as it was. The caller holds the exclusive lock.
Result<void> save_authorities(const Home& home, const std::vector<Authority>& authorities);

}  // namespace rogatory::registry
