// What must hold of an instrument as a whole. Internal to request/.
#pragma once

#include "request/instrument.hpp"

namespace rogatory::request {

/// Malformed where it does not hold together (instrument_file.hpp lists the rules).
Result<void> check_instrument(const Instrument& instrument);

}  // namespace rogatory::request
