// The machines that the program brings.
#include <algorithm>
#include <array>

#include "request/embedded.hpp"
#include "request/machine_file.hpp"

namespace rogatory::request {
namespace {

constexpr auto k_embedded_machines = std::to_array<EmbeddedFile>({
#include "request/machines.inc"
});

}  // namespace

std::span<const Machine> built_in_machines() {
  static const std::vector<Machine> machines =
      read_embedded<Machine>(k_embedded_machines, [](ByteView json) { return parse_machine(json); });
  return machines;
}

const Machine* find_machine(std::string_view id) {
  const std::span<const Machine> machines = built_in_machines();
  const auto found = std::ranges::find(machines, id, &Machine::id);
  return found == machines.end() ? nullptr : &*found;
}

}  // namespace rogatory::request
