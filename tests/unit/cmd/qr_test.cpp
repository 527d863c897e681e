#include "cmd/qr.hpp"

#include <gtest/gtest.h>

#include <fstream>

#include "tests/support/run.hpp"
#include "tests/support/temporary_directory.hpp"

namespace rogatory::cmd {
namespace {

using Grid = std::vector<std::vector<bool>>;

/// The modules of the code with its margin, read back from the characters; true is drawn.
Grid modules_of(const std::vector<std::string>& lines) {
  Grid grid;
  for (const std::string& line : lines) {
    std::vector<bool> upper;
    std::vector<bool> lower;
    for (std::size_t at = 0; at < line.size();) {
      const std::string_view block = std::string_view(line).substr(at, line[at] == ' ' ? 1 : 3);
      upper.push_back(block == "\u2580" || block == "\u2588");
      lower.push_back(block == "\u2584" || block == "\u2588");
      at += block.size();
    }
    grid.push_back(std::move(upper));
    grid.push_back(std::move(lower));
  }
  return grid;
}

TEST(Qr, DrawsFinderPatternsInThreeCornersAndAMargin) {
  const Grid grid = modules_of(qr_lines("rogatory", QrInk::dark).value());
  const std::size_t width = grid.front().size();
  ASSERT_EQ((width - 8 - 17) % 4, 0U);  // a version is 17 + 4n modules wide
  const auto is_finder = [&](std::size_t top, std::size_t left) {
    for (std::size_t i = 0; i < 7; ++i) {
      if (!grid[top][left + i] || !grid[top + 6][left + i] || !grid[top + i][left] || !grid[top + i][left + 6]) {
        return false;
      }
    }
    return !grid[top + 1][left + 1] && grid[top + 3][left + 3];
  };
  EXPECT_TRUE(is_finder(4, 4));
  EXPECT_TRUE(is_finder(4, width - 11));
  EXPECT_TRUE(is_finder(width - 11, 4));
  EXPECT_FALSE(is_finder(width - 11, width - 11));
  for (std::size_t i = 0; i < width; ++i) {
    for (std::size_t margin = 0; margin < 4; ++margin) {
      EXPECT_FALSE(grid[margin][i] || grid[i][margin] || grid[width - 1 - margin][i] || grid[i][width - 1 - margin]);
    }
  }
}

TEST(Qr, DrawsLightModulesAsTheOpposite) {
  const Grid dark = modules_of(qr_lines("rogatory", QrInk::dark).value());
  const Grid light = modules_of(qr_lines("rogatory", QrInk::light).value());
  const std::size_t width = dark.front().size();
  for (std::size_t row = 0; row < width; ++row) {
    for (std::size_t column = 0; column < width; ++column) {
      EXPECT_NE(dark[row][column], light[row][column]);
    }
  }
}

TEST(Qr, IsReadByAStockScanner) {
  if (test::run("command -v zbarimg").status != 0) {
    GTEST_SKIP() << "zbarimg is not installed";
  }
  const std::string text = "SHA256:uNiVztksCsDhcc0u9e8BrxJXVWVfMZZSuFtkVKnjzLE";
  const Grid grid = modules_of(qr_lines(text, QrInk::dark).value());
  const std::size_t width = grid.front().size();
  constexpr std::size_t k_scale = 4;
  const test::TemporaryDirectory directory;
  std::ofstream image(directory / "code.pbm");
  image << "P1\n" << width * k_scale << " " << width * k_scale << "\n";
  for (std::size_t row = 0; row < width * k_scale; ++row) {
    for (std::size_t column = 0; column < width * k_scale; ++column) {
      image << (grid[row / k_scale][column / k_scale] ? "1 " : "0 ");
    }
    image << "\n";
  }
  image.close();
  const test::Ran ran = test::run("zbarimg --quiet --raw " + (directory / "code.pbm") + " 2>/dev/null");
  EXPECT_EQ(ran.output, text + "\n");
}

TEST(Qr, RefusesWhatDoesNotFit) {
  EXPECT_EQ(qr_lines("", QrInk::dark).error().code(), ErrorCode::usage);
  EXPECT_TRUE(qr_lines(std::string(2331, 'x'), QrInk::dark).has_value());
  EXPECT_EQ(qr_lines(std::string(2332, 'x'), QrInk::dark).error().code(), ErrorCode::usage);
}

TEST(Qr, PaintsBlackOnWhiteWhereColoursAreWanted) {
  EXPECT_TRUE(qr_block("x", true).value().starts_with("\x1b[30;107m"));
  EXPECT_EQ(qr_block("x", false).value().find('\x1b'), std::string::npos);
}

}  // namespace
}  // namespace rogatory::cmd
