#include "registry/exhibit_lines.hpp"

#include <gtest/gtest.h>

namespace rogatory::registry {
namespace {

using ledger::ExhibitKind;
using ledger::ExhibitRow;
using ledger::ExhibitState;
using ledger::Holder;

/// ExhibitRow has no ==.
auto members(const ExhibitRow& row) {
  return std::tuple(row.exhibit, row.title, row.kind, row.now.state, row.now.custodian, row.now.place, row.now.seal,
                    row.findings, row.steps, row.witnessed);
}

ExhibitRow telephone() {
  ExhibitRow row{.exhibit = {.authority = "fr-ca", .number = 7},
                 .title = "Telephone of the driver",
                 .kind = ExhibitKind::physical,
                 .now = {},
                 .findings = 2,
                 .steps = 300,
                 .witnessed = false};
  row.now.state = ExhibitState::held;
  row.now.custodian = Holder{.authority = "fr-ca", .name = "Lt. Martin"};
  row.now.place = "Lyon";
  row.now.seal = "4007";
  return row;
}

std::vector<ExhibitRow> read(ByteView bytes) {
  std::vector<ExhibitRow> rows;
  EXPECT_TRUE(read_exhibit_lines(bytes, [&rows](const ExhibitRow& row) { rows.push_back(row); }));
  return rows;
}

Bytes written(const std::vector<ExhibitRow>& rows) {
  ExhibitLines lines;
  for (const ExhibitRow& row : rows) {
    lines.add(row);
  }
  return lines.bytes();
}

void expect_kept(const std::vector<ExhibitRow>& rows) {
  const std::vector<ExhibitRow> kept = read(written(rows));
  ASSERT_EQ(kept.size(), rows.size());
  for (std::size_t i = 0; i < rows.size(); ++i) {
    EXPECT_EQ(members(kept[i]), members(rows[i])) << i;
  }
}

TEST(ExhibitLines, KeepWhateverChangesFromOneToTheNext) {
  const ExhibitRow row = telephone();
  std::vector<ExhibitRow> rows{row, ExhibitRow(), row};
  const auto next = [&](auto change) {
    ExhibitRow other = row;
    change(other);
    rows.push_back(other);
    rows.push_back(row);
  };
  next([](ExhibitRow& one) { one.exhibit.authority = "de-ca"; });
  next([](ExhibitRow& one) { one.exhibit.number = 999'999; });
  next([](ExhibitRow& one) { one.title.reset(); });
  next([](ExhibitRow& one) { one.title = std::string(16 * 1024, 'x'); });
  next([](ExhibitRow& one) { one.title = std::string("a\0b\n", 4); });
  next([](ExhibitRow& one) { one.kind.reset(); });
  next([](ExhibitRow& one) { one.now.state = ExhibitState::gone; });
  next([](ExhibitRow& one) { one.now.custodian.reset(); });
  next([](ExhibitRow& one) { one.now.custodian->name = ""; });
  next([](ExhibitRow& one) { one.now.custodian->authority = ""; });
  next([](ExhibitRow& one) { one.now.place.reset(); });
  next([](ExhibitRow& one) { one.now.seal = ""; });
  next([](ExhibitRow& one) { one.findings = 0; });
  next([](ExhibitRow& one) { one.steps = std::uint64_t{1} << 62U; });
  next([](ExhibitRow& one) { one.witnessed = true; });
  expect_kept(rows);
}

TEST(ExhibitLines, AreShortWhereLittleChanges) {
  std::vector<ExhibitRow> rows(100, telephone());
  for (std::size_t i = 0; i < rows.size(); ++i) {
    rows[i].exhibit.number = i + 1;
  }
  EXPECT_LT(written(rows).size(), 200U);
  expect_kept(rows);
}

TEST(ExhibitLines, AreNoneWhereThereIsNothing) { EXPECT_TRUE(read({}).empty()); }

TEST(ExhibitLines, GiveNoLineThatIsCutOff) {
  const Bytes whole = written({telephone()});
  for (std::size_t size = 1; size < whole.size(); ++size) {
    const Result<void> done =
        read_exhibit_lines(ByteView(whole).first(size), [](const ExhibitRow&) { FAIL() << "half a line was given"; });
    ASSERT_FALSE(done.has_value()) << size;
    EXPECT_EQ(done.error().code(), ErrorCode::malformed) << size;
  }
}

TEST(ExhibitLines, RefuseWhatIsNotWrittenThatWay) {
  const auto refused = [](const Bytes& bytes) {
    const Result<void> done = read_exhibit_lines(bytes, [](const ExhibitRow&) {});
    return !done && done.error().code() == ErrorCode::malformed;
  };
  EXPECT_TRUE(refused({0x80, 0x20})) << "a bit that means nothing";
  EXPECT_TRUE(refused({0x08, 0x02, 'x'})) << "no kind";
  EXPECT_TRUE(refused({0x10, 0x02, 'x'})) << "no state";
  EXPECT_TRUE(refused({0x20, 0x02, 'x'})) << "a custodian's authority without a name";
  EXPECT_TRUE(refused({0x04, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0x01})) << "a number without an end";
}

}  // namespace
}  // namespace rogatory::registry
