// What must hold of a machine's table as a whole. Internal to request/.
#pragma once

#include "request/machine.hpp"

namespace rogatory::request {

/// Malformed where the table does not hold together (machine_file.hpp lists the rules), naming state or event.
Result<void> check_machine(const Machine& machine);

}  // namespace rogatory::request
