// A world that is set up anew for every state, and what must hold in each.
#pragma once

#include <functional>

#include "tests/support/disk_image.hpp"
#include "tests/support/power_cut_file_system.hpp"
#include "tests/support/temporary_directory.hpp"
#include "tests/unit/faults/operation.hpp"

namespace rogatory::test {

class World {
 public:
  explicit World(Operation& operation);

  [[nodiscard]] const std::string& path() const { return m_directory.path(); }
  /// As it was before the operation.
  void set_up() const { m_before.write_to(path()); }

  enum class Ended : std::uint8_t {
    succeeded,  ///< the result must be there
    failed,     ///< it was told: nothing may be there
    died,       ///< it could tell nobody: nothing or the whole
  };
  /// Looks at what the operation left, starts the next program, and tries the operation again where it did not happen.
  void expect_sound(Ended ended) const;
  /// The same after the power failed.
  void expect_sound_on(const DiskImage& disk, Ended ended) const;

 private:
  [[nodiscard]] std::vector<std::string> secrets() const;
  void expect_standing(Ended ended) const;
  void expect_leftovers_told() const;
  void expect_nothing_else() const;

  Operation& m_operation;
  TemporaryDirectory m_directory;
  DiskImage m_before;
};

/// How many states were injected, by operation and kind; told and judged at the end of the program.
void count_states(const std::string& operation, const std::string& kind, int states);

}  // namespace rogatory::test
