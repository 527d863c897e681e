// Tables: what is accepted, written with every cell in quotes, is read as the same table.
#include <algorithm>

#include "base/csv.hpp"
#include "base/text.hpp"
#include "tests/fuzz/target.hpp"

namespace rogatory::fuzz {
namespace {

constexpr base::CsvLimits k_limits{.bytes = 65536, .rows = 200};

std::string written(const std::vector<std::string>& cells) {
  std::string line;
  for (const std::string& cell : cells) {
    line += line.empty() ? "\"" : ",\"";
    for (const char c : cell) {
      line.append(c == '"' ? 2 : 1, c);
    }
    line += '"';
  }
  return line + "\n";
}

bool same_cells(const base::CsvRow& a, const base::CsvRow& b) { return a.cells == b.cells; }

}  // namespace

bool accepts(ByteView input) {
  const Result<base::CsvTable> table = base::parse_csv(input, k_limits);
  if (!table) {
    return false;
  }
  ROG_ASSERT(!table->header.empty() && table->rows.size() + table->faults.size() <= k_limits.rows);
  std::string text = written(table->header);
  for (const base::CsvRow& row : table->rows) {
    ROG_ASSERT(row.cells.size() == table->header.size());
    text += written(row.cells);
  }
  const Result<base::CsvTable> again =
      base::parse_csv(base::as_bytes(text), {.bytes = text.size(), .rows = k_limits.rows});
  ROG_ASSERT(again.has_value() && again->faults.empty());
  ROG_ASSERT(again->header == table->header && std::ranges::equal(again->rows, table->rows, same_cells));
  for (const std::string& name : table->header) {
    ROG_ASSERT(base::is_utf8(name) && table->header[*table->column(name)] == name);
  }
  return table->faults.empty();
}

}  // namespace rogatory::fuzz
