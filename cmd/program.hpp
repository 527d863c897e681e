// The program from its words to its exit status.
#pragma once

#include <string>
#include <vector>

namespace rogatory::cmd {

/// Runs `rogatory` with these words (without the program's name) on the process's own descriptors and environment.
/// Returns the exit status; never throws.
int run_program(const std::vector<std::string>& words);

}  // namespace rogatory::cmd
