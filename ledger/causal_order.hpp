// The one order in which entries of several logs are told (design: ledger.md "Custody events").
//
// An entry stands behind those of its own log with a smaller number, and behind those of other logs that its heads
// cover: its author had them. Of the entries that may come next, the one with the earliest made_at comes, and of equal
// ones that of the smaller LogName. So the order follows from the entries alone, never from the order in which they
// arrived. Heads that wait for each other are forged; such entries come by the same rule, at the end.
#pragma once

#include <map>
#include <span>
#include <vector>

#include "base/clock.hpp"
#include "ledger/references.hpp"

namespace rogatory::ledger {

/// How many entries of each other log the author had. What only repeats the entry before it in its log may be left out.
using SeenSizes = std::map<LogName, std::uint64_t>;

/// What the order needs of an entry.
struct CausalPoint {
  EntryRef entry;
  UtcTime made_at;
  SeenSizes seen;
};

/// The places in `points` in the order above. Each entry is there once; what a head covers and is not there cannot be
/// waited for.
std::vector<std::size_t> causal_order(std::span<const CausalPoint> points);

}  // namespace rogatory::ledger
