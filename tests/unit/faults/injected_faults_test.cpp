// Every call of every operation failed once in every way, over a disk that remembers what was not synced.
#include "tests/support/fault_file_system.hpp"
#include "tests/unit/faults/world.hpp"

namespace rogatory::test {
namespace {

using Fault = FaultFileSystem::Fault;
using Way = FaultFileSystem::Way;

constexpr PowerCutFileSystem::Loss k_all_lost{.names = PowerCutFileSystem::Names::lost,
                                              .data = PowerCutFileSystem::Data::lost};

class InjectedFaults : public testing::TestWithParam<OperationRow> {
 protected:
  std::unique_ptr<Operation> operation = GetParam().make();
  const World world{*operation};

  std::vector<Fault> every_injection() {
    world.set_up();
    FaultFileSystem counting;
    const Result<void> result = operation->run(counting, world.path());
    EXPECT_TRUE(result.has_value()) << result.error().sentence();
    return counting.every_injection();
  }

  /// Whether the fault met its call: where several threads call, their number may be smaller this time.
  bool inject(const Fault& fault) {
    world.set_up();
    PowerCutFileSystem disk(world.path());
    FaultFileSystem fs(fault, disk);
    const Result<void> result = operation->run(fs, world.path());
    EXPECT_TRUE(result || fs.fired()) << result.error().sentence();
    EXPECT_TRUE(result || fault.way != Way::partly) << "a short count is no error: " << result.error().sentence();
    EXPECT_TRUE(result || !result.error().sentence().empty());
    const DiskImage synced = disk.disk_after(k_all_lost);
    world.expect_sound(result ? World::Ended::succeeded : World::Ended::failed);
    if (result) {
      // What was told to be done is on the disk.
      world.expect_sound_on(synced, World::Ended::succeeded);
    }
    return fs.fired();
  }
};

TEST_P(InjectedFaults, AreToldAndLeaveNothingHalfDone) {
  int states = 0;
  for (const Fault& fault : every_injection()) {
    SCOPED_TRACE(describe(fault));
    states += inject(fault) ? 1 : 0;
  }
  count_states(GetParam().name, "faults", states);
}

INSTANTIATE_TEST_SUITE_P(Changing, InjectedFaults, testing::ValuesIn(changing_operations()),
                         [](const auto& row) { return row.param.name; });
INSTANTIATE_TEST_SUITE_P(Scattered, InjectedFaults, testing::ValuesIn(scattered_operations()),
                         [](const auto& row) { return row.param.name; });
INSTANTIATE_TEST_SUITE_P(Reading, InjectedFaults, testing::ValuesIn(reading_operations()),
                         [](const auto& row) { return row.param.name; });

}  // namespace
}  // namespace rogatory::test
