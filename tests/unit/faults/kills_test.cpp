// The program killed before each change that an operation makes, in a process of its own: nothing can be tidied up,
// and only its locks go with it.
#include <sys/wait.h>
#include <unistd.h>

#include "tests/support/killing_file_system.hpp"
#include "tests/unit/faults/world.hpp"

namespace rogatory::test {
namespace {

class Kills : public testing::TestWithParam<OperationRow> {
 protected:
  std::unique_ptr<Operation> operation = GetParam().make();
  const World world{*operation};

  /// Runs the operation in a child that is to die before this change; whether it did.
  bool dies_before(int change) {
    world.set_up();
    const pid_t child = ::fork();
    if (child == 0) {
      KillingFileSystem fs(change);
      ::_exit(operation->run(fs, world.path()) ? 0 : 1);
    }
    int status = 0;
    EXPECT_EQ(::waitpid(child, &status, 0), child);
    const bool killed = WIFSIGNALED(status) && WTERMSIG(status) == SIGKILL;
    EXPECT_TRUE(killed || (WIFEXITED(status) && WEXITSTATUS(status) == 0)) << "it ended with " << status;
    return killed;
  }
};

TEST_P(Kills, LeaveTheWholeOrNothing) {
  int killed = 0;
  while (dies_before(killed + 1)) {
    ++killed;
    SCOPED_TRACE("killed before change " + std::to_string(killed));
    world.expect_sound(World::Ended::died);
  }
  count_states(GetParam().name, "kills", killed);
}

INSTANTIATE_TEST_SUITE_P(Changing, Kills, testing::ValuesIn(changing_operations()),
                         [](const auto& row) { return row.param.name; });

}  // namespace
}  // namespace rogatory::test
