// Too little memory, for a while.
#pragma once

#include <gtest/gtest.h>
#include <sys/resource.h>
#include <unistd.h>

#include <algorithm>
#include <fstream>

namespace rogatory::test {

/// While it lives, this program gets at most `more` bytes of address space beyond what it has. One at a time.
class LimitedMemory {
 public:
  explicit LimitedMemory(std::size_t more) {
    EXPECT_EQ(::getrlimit(RLIMIT_AS, &m_before), 0);
    rlimit limited = m_before;
    limited.rlim_cur = std::min<rlim_t>(m_before.rlim_max, address_space() + more);
    EXPECT_EQ(::setrlimit(RLIMIT_AS, &limited), 0);
  }
  LimitedMemory(const LimitedMemory&) = delete;
  LimitedMemory& operator=(const LimitedMemory&) = delete;
  ~LimitedMemory() { EXPECT_EQ(::setrlimit(RLIMIT_AS, &m_before), 0); }

 private:
  static rlim_t address_space() {
    rlim_t pages = 0;
    std::ifstream("/proc/self/statm") >> pages;
    EXPECT_GT(pages, 0U);
    return pages * static_cast<rlim_t>(::sysconf(_SC_PAGESIZE));
  }

  rlimit m_before{};
};

}  // namespace rogatory::test
