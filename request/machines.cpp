// The machines that the program brings.
#include <algorithm>
#include <array>

#include "request/machine_file.hpp"

namespace rogatory::request {
namespace {

struct EmbeddedMachine {
  std::string_view id;
  std::string_view json;
};

constexpr auto k_embedded_machines = std::to_array<EmbeddedMachine>({
#include "request/machines.inc"
});

std::vector<Machine> read_embedded_machines() {
  std::vector<Machine> machines;
  for (const auto& [id, json] : k_embedded_machines) {
    Result<Machine> machine = parse_machine(base::as_bytes(json));
    // A test reads each of them: one that is broken does not get into a program.
    ROG_ASSERT(machine && machine->id == id);
    machines.push_back(*std::move(machine));
  }
  return machines;
}

}  // namespace

std::span<const Machine> built_in_machines() {
  static const std::vector<Machine> machines = read_embedded_machines();
  return machines;
}

const Machine* find_machine(std::string_view id) {
  const std::span<const Machine> machines = built_in_machines();
  const auto found = std::ranges::find(machines, id, &Machine::id);
  return found == machines.end() ? nullptr : &*found;
}

}  // namespace rogatory::request
