// Steps of many requests from a table (CSV, base/csv.hpp): the columns of rogatory-request(1), in any order; request
// and event are required, a cell may be empty. An empty cell is as the options of the line have it.
#pragma once

#include <string>
#include <vector>

#include "base/bytes.hpp"
#include "cmd/step_words.hpp"

namespace rogatory::cmd {

struct StepRow {
  std::size_t line = 0;  ///< counted from 1
  std::string request{};
  std::string role{};  ///< empty: as the line's --role
  StepWords words{};
};

/// All rows, each as check_step_words takes it. malformed, naming the first lines that are not; nothing is entered
/// then.
Result<std::vector<StepRow>> read_step_table(ByteView csv, const StepWords& defaults);

}  // namespace rogatory::cmd
