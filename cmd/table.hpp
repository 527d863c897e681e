// A table for people: columns aligned by what a terminal shows, not by bytes.
#pragma once

#include <string>
#include <vector>

#include "cmd/text_piece.hpp"

namespace rogatory::cmd {

enum class Align : std::uint8_t { left, right };

struct Column {
  std::string title;
  Align align = Align::left;
};

class Table {
 public:
  explicit Table(std::vector<Column> columns);

  /// Cells may be foreign text; they are made safe here. As many as there are columns.
  void row(std::vector<Piece> cells);
  [[nodiscard]] bool empty() const { return m_rows.empty(); }

  /// The titles and the rows, one line each, columns two spaces apart. Nothing where there are no rows. Lines are not
  /// cut: what is evidence is shown whole.
  [[nodiscard]] std::string render(const Painter& painter) const;

 private:
  struct Cell {
    Piece piece;
    std::size_t width = 0;
  };
  void render_row(std::string& text, const std::vector<Cell>& cells, const Painter& painter) const;

  std::vector<Column> m_columns;
  std::vector<std::size_t> m_widths;
  std::vector<std::vector<Cell>> m_rows;
};

}  // namespace rogatory::cmd
