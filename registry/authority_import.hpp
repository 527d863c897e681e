// Authorities from a table (rogatory-authority(1) documents its columns): checked line by line, kept all or nothing.
#pragma once

#include "base/csv.hpp"
#include "registry/authorities.hpp"
#include "registry/calendar_gap.hpp"

namespace rogatory::registry {

constexpr base::CsvLimits k_import_limits{.bytes = std::size_t{4} * 1024 * 1024, .rows = 10'000};

struct ImportedLine {
  std::size_t line = 0;
  std::string id;
  Kept kept = Kept::added;
};

/// Rows whose calendar is not at hand: they are kept all the same.
struct ImportedGap {
  CalendarGap gap;
  std::vector<std::size_t> lines;  ///< ascending, at least one
};

struct ImportReport {
  std::vector<ImportedLine> lines;     ///< what became of each row, by line; empty where there are faults
  std::vector<base::CsvFault> faults;  ///< by line; where there is one, nothing was changed
  std::vector<ImportedGap> gaps;  ///< by first line, also of rows that changed nothing; empty where there are faults
};

/// Reads a table. The columns stand in any order: id, country, role and source are required; address, as_of, calendar,
/// languages (separated by spaces) and zone may be missing or empty, and are then completed (complete_authority). A row
/// fails that is wrong in itself, names an id twice or our own, or is older (as_of) than what is known. malformed where
/// the whole is no such table.
Result<ImportReport> import_authorities(const Home& home, ByteView csv, const Clock& clock);

}  // namespace rogatory::registry
