#include <string>
#include <vector>

#include "cmd/program.hpp"
#include "cmd/signals.hpp"

int main(int count, char** words) {
  rogatory::cmd::hold_standard_descriptors();
  rogatory::cmd::forbid_core_files();
  rogatory::cmd::handle_signals();
  return rogatory::cmd::run_program(std::vector<std::string>(words + (count > 0 ? 1 : 0), words + count));
}
