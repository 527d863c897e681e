#include "cmd/table.hpp"

#include <algorithm>

#include "base/result.hpp"
#include "base/text.hpp"

namespace rogatory::cmd {

Table::Table(std::vector<Column> columns) : m_columns(std::move(columns)) {
  for (const Column& column : m_columns) {
    m_widths.push_back(base::display_width(column.title));
  }
}

void Table::row(std::vector<Piece> cells) {
  ROG_ASSERT(cells.size() == m_columns.size());
  for (std::size_t i = 0; i < cells.size(); ++i) {
    cells[i].text = base::safe_text(cells[i].text);
    m_widths[i] = std::max(m_widths[i], base::display_width(cells[i].text));
  }
  m_rows.push_back(std::move(cells));
}

std::string Table::render_row(const std::vector<Piece>& cells, const Painter& painter) const {
  std::string line;
  for (std::size_t i = 0; i < cells.size(); ++i) {
    const std::string padding(m_widths[i] - base::display_width(cells[i].text), ' ');
    const std::string painted = painter.paint(cells[i].text, cells[i].tone);
    line += m_columns[i].align == Align::right ? padding + painted : painted + padding;
    line += "  ";
  }
  line.erase(line.find_last_not_of(' ') + 1);
  return line + "\n";
}

std::string Table::render(const Painter& painter) const {
  if (m_rows.empty()) {
    return {};
  }
  std::vector<Piece> titles;
  titles.reserve(m_columns.size());
  for (const Column& column : m_columns) {
    titles.push_back({column.title, Tone::dim});
  }
  std::string text = render_row(titles, painter);
  for (const std::vector<Piece>& cells : m_rows) {
    text += render_row(cells, painter);
  }
  return text;
}

}  // namespace rogatory::cmd
