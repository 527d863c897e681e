#include "cmd/signals.hpp"

#include <gtest/gtest.h>
#include <sys/resource.h>

namespace rogatory::cmd {
namespace {

TEST(CoreFiles, AreForbidden) {
  forbid_core_files();
  struct rlimit limit {};
  ASSERT_EQ(::getrlimit(RLIMIT_CORE, &limit), 0);
  EXPECT_EQ(limit.rlim_cur, 0U);
  EXPECT_EQ(limit.rlim_max, 0U);
}

}  // namespace
}  // namespace rogatory::cmd
