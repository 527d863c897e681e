#include <cstdio>
#include <string>

#include "cmd/version.hpp"

int main() {
  std::printf("rogatory %s\n", std::string(rogatory::cmd::version()).c_str());
  return 0;
}
