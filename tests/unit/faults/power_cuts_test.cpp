// The power cut before each change that an operation makes, and after its last; and what a disk may hold then.
#include "tests/unit/faults/world.hpp"

namespace rogatory::test {
namespace {

using Data = PowerCutFileSystem::Data;
using Loss = PowerCutFileSystem::Loss;
using Names = PowerCutFileSystem::Names;

/// The extremes, and two by chance, which are others at each point. At the end, where most names wait, many more.
std::vector<Loss> losses_at(int change, int last) {
  constexpr std::uint32_t k_more = 40;
  const auto seed = static_cast<std::uint32_t>(change);
  std::vector<Loss> losses{{.names = Names::lost, .data = Data::lost},
                           {.names = Names::kept, .data = Data::lost},
                           {.names = Names::kept, .data = Data::zeros},
                           {.names = Names::kept, .data = Data::half},
                           {.names = Names::first_half, .data = Data::mixed, .seed = seed},
                           {.names = Names::some, .data = Data::mixed, .seed = seed}};
  for (std::uint32_t more = 1; change > last && more <= k_more; ++more) {
    losses.push_back({.names = Names::some, .data = Data::kept, .seed = more});
  }
  return losses;
}

class PowerCuts : public testing::TestWithParam<OperationRow> {
 protected:
  std::unique_ptr<Operation> operation = GetParam().make();
  const World world{*operation};

  int changes() {
    world.set_up();
    PowerCutFileSystem disk(world.path());
    const Result<void> result = operation->run(disk, world.path());
    EXPECT_TRUE(result.has_value()) << result.error().sentence();
    return disk.changes();
  }

  /// How many disks were looked at.
  int cut_before(int change, int last) {
    world.set_up();
    PowerCutFileSystem disk(world.path());
    disk.cut_before(change);
    const Result<void> result = operation->run(disk, world.path());
    const std::vector<Loss> losses = losses_at(change, last);
    for (const Loss& loss : losses) {
      SCOPED_TRACE(describe(loss));
      world.expect_sound_on(disk.disk_after(loss), result ? World::Ended::succeeded : World::Ended::died);
    }
    return static_cast<int>(losses.size());
  }
};

TEST_P(PowerCuts, LeaveTheWholeOrNothing) {
  const int last = changes();
  int states = 0;
  for (int change = 1; change <= last + 1; ++change) {
    SCOPED_TRACE("the power fails before change " + std::to_string(change) + " of " + std::to_string(last));
    states += cut_before(change, last);
  }
  count_states(GetParam().name, "power cuts", states);
}

INSTANTIATE_TEST_SUITE_P(Changing, PowerCuts, testing::ValuesIn(changing_operations()),
                         [](const auto& row) { return row.param.name; });

}  // namespace
}  // namespace rogatory::test
