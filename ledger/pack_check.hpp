// A first look at a foreign pack (gitformat-pack(5)), object by object, in constant memory: after it nothing that
// unpacks the pack can be made to take more memory or time than the limits allow. Deltas are not applied.
#pragma once

#include "base/stream.hpp"

namespace rogatory::ledger {

struct PackLimits {
  std::uint64_t objects = 0;
  std::uint64_t object_size = 0;    ///< of each object, and of what a delta makes and is made from
  std::uint64_t unpacked_size = 0;  ///< of all together
};

/// Reads the pack to the end of `source`. malformed: damaged, cut off, an object of a kind that no log has, or
/// something behind it; refused: over a limit. The checksum at its end is not looked at.
Result<void> check_pack(base::ByteSource& source, const PackLimits& limits);

}  // namespace rogatory::ledger
