// Stock tools in tests: run one, take what it printed.
#pragma once

#include <string>

namespace rogatory::test {

struct Ran {
  int status = -1;     ///< exit status; 128 + signal where a signal ended it
  std::string output;  ///< stdout; add 2>&1 for stderr
};

/// Runs a line of sh.
Ran run(const std::string& line);

}  // namespace rogatory::test
