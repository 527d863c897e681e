#include "base/csv.hpp"

#include <gtest/gtest.h>

namespace rogatory::base {
namespace {

using namespace std::string_view_literals;
using Cells = std::vector<std::string>;

constexpr CsvLimits k_limits{.bytes = 200, .rows = 3};

Result<CsvTable> parse(std::string_view text) { return parse_csv(as_bytes(text), k_limits); }

/// The sentence of the error, or what the text was read as.
std::string refused(std::string_view text) {
  const Result<CsvTable> table = parse(text);
  if (table) {
    return "accepted";
  }
  EXPECT_EQ(table.error().code(), ErrorCode::malformed);
  return table.error().sentence();
}

TEST(Csv, RefusesAnEmptyFile) {
  EXPECT_EQ(refused(""), "is empty: the first line names the columns");
  EXPECT_EQ(refused("\xEF\xBB\xBF"), "is empty: the first line names the columns");
}

TEST(Csv, RefusesAQuotationMarkThatIsNeverClosed) {
  EXPECT_EQ(refused("a,b\n1,\"2\n"), "line 2: a quotation mark is never closed");
  EXPECT_EQ(refused("a,b\n1,\"2\"\"\n"), "line 2: a quotation mark is never closed");
}

TEST(Csv, RefusesWhatFollowsAClosingQuotationMark) {
  EXPECT_EQ(refused("a,b\n1,\"2\" \n"), "line 2: something follows a closing quotation mark");
  EXPECT_EQ(refused("a,b\n\"1\"x,2\n"), "line 2: something follows a closing quotation mark");
}

TEST(Csv, RefusesAQuotationMarkInsideAPlainCell) {
  EXPECT_EQ(refused("a,b\n1,2\"3\n"), "line 2: a quotation mark stands inside a cell that does not begin with one");
}

TEST(Csv, RefusesNewlinesOfTwoKinds) {
  EXPECT_EQ(refused("a,b\n1,2\r\n"), "line 2: ends with another kind of newline than the first line");
  EXPECT_EQ(refused("a,b\r\n1,2\n"), "line 2: ends with another kind of newline than the first line");
  EXPECT_EQ(refused("a,b\r1,2\r"), "line 1: a carriage return stands alone");
  EXPECT_EQ(refused("a,b\r"), "line 1: a carriage return stands alone");
}

TEST(Csv, RefusesEmptyLines) {
  EXPECT_EQ(refused("\na,b\n"), "line 1: is empty");
  EXPECT_EQ(refused("a,b\n\n1,2\n"), "line 2: is empty");
  EXPECT_EQ(refused("a,b\r\n1,2\r\n\r\n"), "line 3: is empty");
}

TEST(Csv, RefusesColumnsWithoutANameOrWithTheSame) {
  EXPECT_EQ(refused("a,,b\n"), "line 1: a column has no name");
  EXPECT_EQ(refused("a,b,a\n"), "line 1: two columns are called a");
}

TEST(Csv, RefusesWhatIsNotText) {
  EXPECT_EQ(refused("a,b\n\xFF,2\n"), "is not a text in UTF-8");
  EXPECT_EQ(refused("a,b\n\0,2\n"sv), "is not a text in UTF-8");
}

TEST(Csv, CountsTheLinesInsideQuotedCells) {
  EXPECT_EQ(refused("a,b\n\"1\n2\",3\n4,5\"\n"),
            "line 4: a quotation mark stands inside a cell that does not begin with one");
}

TEST(Csv, HoldsItsLimitsToTheByteAndTheRow) {
  const std::string full = "a\n" + std::string(k_limits.bytes - 2, 'x');
  EXPECT_TRUE(parse(full));
  EXPECT_EQ(refused(full + "x"), "is longer than 200 bytes");
  EXPECT_TRUE(parse("a\n1\n2\n3\n"));
  EXPECT_EQ(refused("a\n1\n2\n3\n4\n"), "line 5: there are more than 3 rows");
  EXPECT_EQ(refused("a\n1,1\n2,2\n3,3\n4,4\n"), "line 5: there are more than 3 rows");
}

TEST(Csv, NamesEachLineWithAnotherNumberOfCells) {
  const Result<CsvTable> table = parse("a,b\n1\n1,2\n1,2,3\n");
  ASSERT_TRUE(table);
  ASSERT_EQ(table->rows.size(), 1U);
  EXPECT_EQ(table->rows[0].line, 3U);
  ASSERT_EQ(table->faults.size(), 2U);
  EXPECT_EQ(table->faults[0].line, 2U);
  EXPECT_EQ(table->faults[0].why, "has 1 cell, the first line has 2");
  EXPECT_EQ(table->faults[1].line, 4U);
  EXPECT_EQ(table->faults[1].why, "has 3 cells, the first line has 2");
}

TEST(Csv, ReadsQuotedCellsAsTheyAre) {
  const Result<CsvTable> table = parse("a,b\r\n\"x, \"\"y\"\"\r\nz\",\"\"\r\n");
  ASSERT_TRUE(table);
  ASSERT_EQ(table->rows.size(), 1U);
  EXPECT_EQ(table->rows[0].cells, (Cells{"x, \"y\"\r\nz", ""}));
}

TEST(Csv, KeepsSpacesAndOtherSeparators) {
  const Result<CsvTable> table = parse("a,b\n x ,1;2\n");
  ASSERT_TRUE(table);
  EXPECT_EQ(table->rows[0].cells, (Cells{" x ", "1;2"}));
}

TEST(Csv, NeedsNoNewlineAtTheEnd) {
  const Result<CsvTable> table = parse("a,b\n1,");
  ASSERT_TRUE(table);
  ASSERT_EQ(table->rows.size(), 1U);
  EXPECT_EQ(table->rows[0].cells, (Cells{"1", ""}));
}

TEST(Csv, LeavesTheByteOrderMarkOutOfTheFirstName) {
  const Result<CsvTable> table = parse("\xEF\xBB\xBFid,country\nfr-ca,FR\n");
  ASSERT_TRUE(table);
  EXPECT_EQ(table->column("id"), 0U);
  EXPECT_EQ(table->column("country"), 1U);
  EXPECT_EQ(table->column("role"), std::nullopt);
}

}  // namespace
}  // namespace rogatory::base
