// The program killed before each change that an operation makes, in a process of its own: nothing can be tidied up,
// and only its locks go with it.
#include <sys/wait.h>
#include <unistd.h>

#include <regex>
#include <set>

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

/// The changes of one run by their names: the call, and what it is done to. What is random has one name.
std::vector<std::string> points_of(Operation& operation, const World& world) {
  world.set_up();
  KillingFileSystem fs(0);
  EXPECT_TRUE(operation.run(fs, world.path()).has_value());
  const std::regex random("([0-9a-f]{2}/)?([0-9a-f]{38,}|[0-9a-f]{16})");
  std::vector<std::string> names = fs.names();
  for (std::string& name : names) {
    name = std::regex_replace(name, random, "#");
    const std::size_t above = name.find(world.path());
    name.erase(std::min(above, name.size()), above == std::string::npos ? 0 : world.path().size() + 1);
  }
  return names;
}

TEST_P(Kills, LeaveTheWholeOrNothing) {
  const std::vector<std::string> points = points_of(*operation, world);
  int killed = 0;
  while (dies_before(killed + 1)) {
    ++killed;
    SCOPED_TRACE("killed before change " + std::to_string(killed) + ": " +
                 (std::cmp_less_equal(killed, points.size()) ? points[static_cast<std::size_t>(killed) - 1] : ""));
    world.expect_sound(World::Ended::died);
  }
  count_states(GetParam().name, "kills", killed);
}

TEST(KillPoints, OfTheLedgerAreNamedAndManyMoreThanThirty) {
  std::set<std::string> names;
  for (const OperationRow& row : ledger_operations()) {
    const std::unique_ptr<Operation> operation = row.make();
    const World world(*operation);
    int number = 0;
    for (const std::string& point : points_of(*operation, world)) {
      std::printf("%s %d: %s\n", row.name, ++number, point.c_str());
      names.insert(row.name + (": " + point));
    }
  }
  std::printf("named points of the ledger at which a program is killed: %zu\n", names.size());
  EXPECT_GE(names.size(), 30U);
}

INSTANTIATE_TEST_SUITE_P(Changing, Kills, testing::ValuesIn(changing_operations()),
                         [](const auto& row) { return row.param.name; });

}  // namespace
}  // namespace rogatory::test
