#include "tests/support/run.hpp"

#include <sys/wait.h>

#include <array>
#include <cstdio>

namespace rogatory::test {

Ran run(const std::string& line) {
  Ran ran;
  FILE* pipe = ::popen(line.c_str(), "re");
  if (pipe == nullptr) {
    return ran;
  }
  std::array<char, 65536> buffer{};
  while (const std::size_t got = std::fread(buffer.data(), 1, buffer.size(), pipe)) {
    ran.output.append(buffer.data(), got);
  }
  const int status = ::pclose(pipe);
  ran.status = WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
  return ran;
}

}  // namespace rogatory::test
