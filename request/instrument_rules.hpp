// What must hold of an instrument as a whole. Internal to request/.
#pragma once

#include "request/instrument.hpp"
#include "request/machine.hpp"

namespace rogatory::request {

/// Malformed where it does not hold together (instrument_file.hpp lists the rules), or is not of that machine.
Result<void> check_instrument(const Instrument& instrument, const Machine& machine);

}  // namespace rogatory::request
