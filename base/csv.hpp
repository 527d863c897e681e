// Tables as people keep them: comma-separated values, one strict spelling (RFC 4180).
//
//   file    = [byte order mark] header *record
//   header  = record                          its cells are the names of the columns: unique, none empty
//   record  = cell *("," cell) newline        the newline of the last record may be missing
//   cell    = *plain / quote *(plain / "," / CR / LF / quote quote) quote
//   plain   = any character but "," CR LF quote NUL
//   newline = LF / CR LF                      the same in the whole file
//
// in UTF-8. The byte order mark is what spreadsheets put in front of UTF-8; it is no part of the first name. Nothing is
// trimmed and nothing guessed: a quote inside a plain cell, an empty line or another separator is an error that names
// its line.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/bytes.hpp"

namespace rogatory::base {

struct CsvLimits {
  std::size_t bytes = 0;
  std::size_t rows = 0;  ///< the header not counted
};

struct CsvRow {
  std::size_t line = 0;  ///< where it begins, counted from 1
  std::vector<std::string> cells;
};

/// What is wrong with one line, where the others can still be read.
struct CsvFault {
  std::size_t line = 0;
  std::string why;
};

struct CsvTable {
  std::vector<std::string> header;
  std::vector<CsvRow> rows;      ///< each has as many cells as the header
  std::vector<CsvFault> faults;  ///< the rows that have not, by line
  /// The index of a column, or nothing.
  [[nodiscard]] std::optional<std::size_t> column(std::string_view name) const;
};

/// malformed ("line 7: …") for anything but the grammar above, for text that is not UTF-8 and beyond the limits.
Result<CsvTable> parse_csv(ByteView text, CsvLimits limits);

}  // namespace rogatory::base
