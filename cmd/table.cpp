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

void Table::row(std::vector<Piece> pieces) {
  ROG_ASSERT(pieces.size() == m_columns.size());
  std::vector<Cell>& cells = m_rows.emplace_back();
  cells.reserve(pieces.size());
  for (std::size_t i = 0; i < pieces.size(); ++i) {
    std::string safe = base::safe_text(pieces[i].text);
    const std::size_t width = base::display_width(safe);
    cells.push_back({.piece = {std::move(safe), pieces[i].tone}, .width = width});
    m_widths[i] = std::max(m_widths[i], width);
  }
}

void Table::render_row(std::string& text, const std::vector<Cell>& cells, const Painter& painter) const {
  for (std::size_t i = 0; i < cells.size(); ++i) {
    const std::size_t padding = m_widths[i] - cells[i].width;
    const bool is_right = m_columns[i].align == Align::right;
    text.append(is_right ? padding : 0, ' ');
    text += painter.paint(cells[i].piece.text, cells[i].piece.tone);
    text.append((is_right ? 0 : padding) + 2, ' ');
  }
  text.erase(text.find_last_not_of(' ') + 1);
  text += '\n';
}

std::string Table::render(const Painter& painter) const {
  if (m_rows.empty()) {
    return {};
  }
  std::vector<Cell> titles;
  titles.reserve(m_columns.size());
  for (const Column& column : m_columns) {
    titles.push_back({.piece = {column.title, Tone::dim}, .width = base::display_width(column.title)});
  }
  std::string text;
  render_row(text, titles, painter);
  for (const std::vector<Cell>& cells : m_rows) {
    render_row(text, cells, painter);
  }
  return text;
}

}  // namespace rogatory::cmd
