// Counts what was injected: a run that quietly injects little proves nothing.
#include <cstdio>

#include "tests/unit/faults/world.hpp"

namespace rogatory::test {
namespace {

constexpr int k_least_states = 1000;

int g_states = 0;

class Total : public testing::Environment {
 public:
  void TearDown() override {
    std::printf("injected states: %d\n", g_states);
    const std::string filter = GTEST_FLAG_GET(filter);
    const bool ran_all = filter == "*" || filter.starts_with('-');  // what takes long may be left to another run
    EXPECT_TRUE(!ran_all || g_states >= k_least_states);
  }
};

const testing::Environment* const g_total = testing::AddGlobalTestEnvironment(new Total);

}  // namespace

void count_states(const std::string& operation, const std::string& kind, int states) {
  std::printf("%s: %d %s\n", operation.c_str(), states, kind.c_str());
  EXPECT_GT(states, 0);
  g_states += states;
}

}  // namespace rogatory::test
