// A table for people: columns aligned by what a terminal shows, not by bytes.
#pragma once

#include <cstdint>
#include <functional>
#include <initializer_list>
#include <span>
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
  void row(std::span<const Piece> cells);
  void row(std::initializer_list<Piece> cells) { row(std::span(cells.begin(), cells.size())); }
  void row(const std::vector<Piece>& cells) { row(std::span(cells)); }
  [[nodiscard]] bool empty() const { return m_blocks.empty(); }

  /// The titles and the rows, one line each, columns two spaces apart. Nothing where there are no rows. Lines are not
  /// cut: what is evidence is shown whole.
  [[nodiscard]] std::string render(const Painter& painter) const;
  /// The same, line by line.
  void render(const Painter& painter, const std::function<void(std::string_view line)>& take) const;

 private:
  struct Cell {
    std::uint32_t size = 0;   ///< in bytes
    std::uint32_t width = 0;  ///< in columns of a terminal
    Tone tone = Tone::plain;
  };
  /// Some rows, one cell behind the other: a list may have ten thousand, and as many strings would take longer.
  struct Block {
    std::vector<Cell> cells;
    std::string text;
    void put(const Piece& piece);
  };
  void render_block(std::string& line, const Block& block, const Painter& painter,
                    const std::function<void(std::string_view line)>& take) const;
  void render_row(std::string& line, std::span<const Cell> cells, std::string_view text, const Painter& painter) const;

  std::vector<Column> m_columns;
  std::vector<std::size_t> m_widths;
  std::vector<Block> m_blocks;
};

}  // namespace rogatory::cmd
