#include "cmd/table.hpp"

#include <algorithm>

#include "base/result.hpp"
#include "base/text.hpp"
#include "base/utf8.hpp"

namespace rogatory::cmd {
namespace {

constexpr std::size_t k_cells_in_block = 2048;

/// Whether it is safe as it is, and as wide as it is long: nearly all there is.
bool is_plain(std::string_view text) { return base::printable_ascii(text) == text.size() && !text.contains('\\'); }

}  // namespace

Table::Table(std::vector<Column> columns) : m_columns(std::move(columns)) {
  for (const Column& column : m_columns) {
    m_widths.push_back(base::display_width(column.title));
  }
}

void Table::Block::put(const Piece& piece) {
  const std::size_t before = text.size();
  std::size_t width = piece.text.size();
  if (is_plain(piece.text)) {
    text += piece.text;
  } else {
    const std::string safe = base::safe_text(piece.text);
    text += safe;
    width = base::display_width(safe);
  }
  cells.push_back({.size = static_cast<std::uint32_t>(text.size() - before),
                   .width = static_cast<std::uint32_t>(width),
                   .tone = piece.tone});
}

void Table::row(std::span<const Piece> pieces) {
  ROG_ASSERT(pieces.size() == m_columns.size());
  if (m_blocks.empty() || m_blocks.back().cells.size() >= k_cells_in_block) {
    m_blocks.emplace_back();
  }
  Block& block = m_blocks.back();
  for (std::size_t i = 0; i < pieces.size(); ++i) {
    block.put(pieces[i]);
    m_widths[i] = std::max<std::size_t>(m_widths[i], block.cells.back().width);
  }
}

void Table::render_row(std::string& line, std::span<const Cell> cells, std::string_view text,
                       const Painter& painter) const {
  line.clear();
  for (std::size_t i = 0; i < cells.size(); ++i) {
    const std::size_t padding = m_widths[i] - cells[i].width;
    const bool is_right = m_columns[i].align == Align::right;
    line.append(is_right ? padding : 0, ' ');
    painter.paint(line, text.substr(0, cells[i].size), cells[i].tone);
    line.append((is_right ? 0 : padding) + 2, ' ');
    text.remove_prefix(cells[i].size);
  }
  line.erase(line.find_last_not_of(' ') + 1);
  line += '\n';
}

void Table::render_block(std::string& line, const Block& block, const Painter& painter,
                         const std::function<void(std::string_view line)>& take) const {
  std::string_view text = block.text;
  for (std::span<const Cell> left = block.cells; !left.empty(); left = left.subspan(m_columns.size())) {
    const std::span<const Cell> cells = left.first(m_columns.size());
    render_row(line, cells, text, painter);
    take(line);
    for (const Cell& cell : cells) {
      text.remove_prefix(cell.size);
    }
  }
}

void Table::render(const Painter& painter, const std::function<void(std::string_view line)>& take) const {
  if (m_blocks.empty()) {
    return;
  }
  Block titles;
  for (const Column& column : m_columns) {
    titles.put({column.title, Tone::dim});
  }
  std::string line;
  render_block(line, titles, painter, take);
  for (const Block& block : m_blocks) {
    render_block(line, block, painter, take);
  }
}

std::string Table::render(const Painter& painter) const {
  std::string text;
  render(painter, [&text](std::string_view line) { text += line; });
  return text;
}

}  // namespace rogatory::cmd
