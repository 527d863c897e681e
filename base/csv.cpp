#include "base/csv.hpp"

#include <algorithm>
#include <utility>

#include "base/text.hpp"

namespace rogatory::base {
namespace {

constexpr std::string_view k_byte_order_mark = "\xEF\xBB\xBF";

Error wrong(std::size_t line, const std::string& why) {
  return {ErrorCode::malformed, "line " + std::to_string(line) + ": " + why};
}

/// Goes over the text once, record by record.
class CsvReader {
 public:
  explicit CsvReader(std::string_view text) : m_text(text) {}

  [[nodiscard]] bool at_end() const { return m_text.empty(); }

  Result<CsvRow> record() {
    CsvRow row{.line = m_line, .cells = {}};
    if (m_text.starts_with('\n') || m_text.starts_with("\r\n")) {
      return fail(wrong(m_line, "is empty"));
    }
    while (true) {
      ROG_TRY_ASSIGN(std::string cell, m_text.starts_with('"') ? quoted() : plain());
      row.cells.push_back(std::move(cell));
      if (!m_text.starts_with(',')) {
        break;
      }
      m_text.remove_prefix(1);
    }
    ROG_TRY(newline());
    return row;
  }

 private:
  Result<std::string> plain() {
    const std::size_t size = std::min(m_text.find_first_of(",\r\n\""), m_text.size());
    std::string cell(m_text.substr(0, size));
    m_text.remove_prefix(size);
    if (m_text.starts_with('"')) {
      return fail(wrong(m_line, "a quotation mark stands inside a cell that does not begin with one"));
    }
    return cell;
  }

  Result<std::string> quoted() {
    const std::size_t first_line = m_line;
    std::string cell;
    m_text.remove_prefix(1);
    while (true) {
      const std::size_t size = m_text.find('"');
      if (size == std::string_view::npos) {
        return fail(wrong(first_line, "a quotation mark is never closed"));
      }
      take_quoted(size, cell);
      m_text.remove_prefix(1);
      if (!m_text.starts_with('"')) {
        return cell;
      }
      cell += '"';
      m_text.remove_prefix(1);
    }
  }

  void take_quoted(std::size_t size, std::string& cell) {
    const std::string_view piece = m_text.substr(0, size);
    m_line += static_cast<std::size_t>(std::ranges::count(piece, '\n'));
    cell += piece;
    m_text.remove_prefix(size);
  }

  /// The end of a record: a newline of the kind that the first one was, or the end of the file.
  Result<void> newline() {
    if (m_text.empty()) {
      return {};
    }
    const std::string_view found = m_text.starts_with("\r\n") ? "\r\n" : m_text.starts_with('\n') ? "\n" : "";
    if (found.empty()) {
      return fail(wrong(m_line, m_text.starts_with('\r') ? "a carriage return stands alone"
                                                         : "something follows a closing quotation mark"));
    }
    if (m_newline.empty()) {
      m_newline = found;
    }
    if (found != m_newline) {
      return fail(wrong(m_line, "ends with another kind of newline than the first line"));
    }
    m_text.remove_prefix(found.size());
    ++m_line;
    return {};
  }

  std::string_view m_text;
  std::string_view m_newline;
  std::size_t m_line = 1;
};

Result<std::vector<std::string>> read_header(CsvReader& reader) {
  if (reader.at_end()) {
    return fail(ErrorCode::malformed, "is empty: the first line names the columns");
  }
  ROG_TRY_ASSIGN(CsvRow row, reader.record());
  std::vector<std::string> sorted = row.cells;
  std::ranges::sort(sorted);
  if (sorted.front().empty()) {
    return fail(wrong(1, "a column has no name"));
  }
  if (const auto twice = std::ranges::adjacent_find(sorted); twice != sorted.end()) {
    return fail(wrong(1, "two columns are called " + safe_text(*twice)));
  }
  return std::move(row.cells);
}

std::string cells_word(std::size_t count) { return std::to_string(count) + (count == 1 ? " cell" : " cells"); }

}  // namespace

std::optional<std::size_t> CsvTable::column(std::string_view name) const {
  const auto found = std::ranges::find(header, name);
  return found == header.end() ? std::nullopt : std::optional(static_cast<std::size_t>(found - header.begin()));
}

Result<CsvTable> parse_csv(ByteView bytes, CsvLimits limits) {
  std::string_view text = as_text(bytes);
  if (text.size() > limits.bytes) {
    return fail(ErrorCode::malformed, "is longer than " + human_size(limits.bytes));
  }
  if (!is_utf8(text) || text.contains('\0')) {
    return fail(ErrorCode::malformed, "is not a text in UTF-8");
  }
  if (text.starts_with(k_byte_order_mark)) {
    text.remove_prefix(k_byte_order_mark.size());
  }
  CsvReader reader(text);
  CsvTable table;
  ROG_TRY_ASSIGN(table.header, read_header(reader));
  while (!reader.at_end()) {
    ROG_TRY_ASSIGN(CsvRow row, reader.record());
    if (table.rows.size() + table.faults.size() == limits.rows) {
      return fail(wrong(row.line, "there are more than " + std::to_string(limits.rows) + " rows"));
    }
    if (row.cells.size() == table.header.size()) {
      table.rows.push_back(std::move(row));
    } else {
      table.faults.push_back({.line = row.line,
                              .why = "has " + cells_word(row.cells.size()) + ", the first line has " +
                                     std::to_string(table.header.size())});
    }
  }
  return table;
}

}  // namespace rogatory::base
