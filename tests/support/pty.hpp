// Programs that insist on a terminal (they ask passphrases on /dev/tty): give them one, and answer.
#pragma once

#include <string>
#include <vector>

#include "tests/support/run.hpp"

namespace rogatory::test {

/// Typed, with a line feed, as soon as `prompt` is seen. In the order of the list.
struct Answer {
  std::string prompt;
  std::string reply;
};

/// Runs a line of sh with a terminal of its own. `output` is what the terminal showed (with CR LF); after a minute the
/// program is killed.
Ran run_on_terminal(const std::string& line, const std::vector<Answer>& answers);

}  // namespace rogatory::test
