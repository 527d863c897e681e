// The way in for libFuzzer.
#include "tests/fuzz/target.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static_cast<void>(rogatory::fuzz::accepts({data, size}));
  return 0;
}
