// A clock that contradicts what is already signed is asked about before something new is signed with it.
#pragma once

#include "base/clock.hpp"
#include "crypto/card.hpp"

namespace rogatory::registry {

/// refused where `now` lies before the newest card was issued: that card could not be in force yet. `clock_ok` is the
/// user's word that the clock is right all the same (--clock-ok).
Result<void> check_clock(const crypto::CardChain& chain, UtcTime now, bool clock_ok);

}  // namespace rogatory::registry
