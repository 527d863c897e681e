// Exhibits from a table (rogatory-exhibit(1) documents its columns): read line by line, entered all or nothing.
#pragma once

#include "base/csv.hpp"
#include "registry/custody_writing.hpp"

namespace rogatory::registry {

constexpr base::CsvLimits k_exhibit_limits{.bytes = std::size_t{64} * 1024 * 1024, .rows = 100'000};

/// What a table does not say.
struct ImportDefaults {
  std::string authority;  ///< whose exhibits they become
  std::string officer;    ///< who did it, where no cell says
  std::string zone;
  UtcTime now;
};

struct ImportedExhibit {
  std::size_t line = 0;
  ledger::ExhibitRegistered item;  ///< its number 0 where no cell says
  ledger::CustodyEvent event;
};

struct ExhibitImport {
  std::vector<ImportedExhibit> rows;   ///< by line
  std::vector<base::CsvFault> faults;  ///< by line; where there is one, nothing may be entered
};

/// Reads a table. The columns stand in any order; title is required, a cell may be empty. malformed where the whole is
/// no such table.
Result<ExhibitImport> read_exhibits(ByteView csv, const ImportDefaults& defaults);

/// Gives numbers to those that have none, behind the highest, and what is to be entered. A number that is taken, given
/// twice, or a parent that is not there is a fault; then there are no events.
std::vector<ledger::ExhibitEvent> number_exhibits(ExhibitImport& import, const ledger::CustodyTable& table,
                                                  const std::string& authority);

}  // namespace rogatory::registry
