// Every forgery of the tamper matrix, judged in process: with a key at hand, and by the outside alone.
#include <gtest/gtest.h>

#include <algorithm>
#include <set>

#include "tests/matrix/forge.hpp"
#include "tests/matrix/matrix.hpp"

namespace rogatory::test {

void PrintTo(const Row& row, std::ostream* out) { *out << row.what; }

}  // namespace rogatory::test

namespace rogatory::bundle {
namespace {

using test::Cell;
using test::Row;
using test::Workshop;

using Names = std::vector<std::string>;

/// What is left of the checks for whoever has no key.
Names outside_only(Names checks) {
  std::erase_if(checks, [](const std::string& check) {
    return check.starts_with("content.") || check.starts_with("inner.") || check.starts_with("context.") ||
           check.starts_with("item");
  });
  return checks;
}

class TamperMatrix : public testing::TestWithParam<Row> {};

TEST_P(TamperMatrix, IsDetectedByItsNamedChecks) {
  const Row& row = GetParam();
  ASSERT_FALSE(row.cells.empty());
  ASSERT_FALSE(row.outcome.checks.empty());
  Workshop workshop;
  const crypto::Trust& trust = workshop.court(row.outcome.court).trust;
  for (const Cell& cell : row.cells) {
    SCOPED_TRACE(cell.id);
    const Bytes file = cell.forge(workshop);
    const Report opened = test::verify_bytes(file, trust, &workshop.ours.evidence());
    EXPECT_EQ(test::failed_checks(opened.findings), row.outcome.checks);
    EXPECT_EQ(opened.exit_status(), row.outcome.status);
    const Report closed = test::verify_bytes(file, trust, nullptr);
    EXPECT_EQ(test::failed_checks(closed.findings), outside_only(row.outcome.checks));
    EXPECT_NE(closed.verdict, Verdict::pass);
  }
}

std::string id_of_row(const testing::TestParamInfo<Row>& info) { return info.param.id; }
INSTANTIATE_TEST_SUITE_P(, TamperMatrix, testing::ValuesIn(test::tamper_matrix()), id_of_row);

TEST(TheTamperMatrix, BeginsWithABundleThatPasses) {
  Workshop workshop;
  const auto verdict = [&](const Bytes& file) {
    return test::verify_bytes(file, workshop.court(test::CourtId::pinned).trust, &workshop.ours.evidence()).verdict;
  };
  EXPECT_EQ(verdict(workshop.bundle.bytes()), Verdict::pass);
  EXPECT_EQ(verdict(test::RawBundle::take_apart(workshop.bundle.bytes()).bytes()), Verdict::pass);
}

TEST(TheTamperMatrix, ForgetsNoMember) {
  const Workshop workshop;
  const auto paths = [](const std::vector<test::RawMember>& members) {
    Names names;
    std::ranges::transform(members, std::back_inserter(names), &test::RawMember::path);
    return names;
  };
  EXPECT_EQ(paths(workshop.bundle.members), test::outer_members());
  EXPECT_EQ(paths(workshop.content.members), test::inner_members());
}

TEST(TheTamperMatrix, DoesEverythingToEveryMember) {
  std::set<std::string> ids;
  for (const Row& row : test::tamper_matrix()) {
    for (const Cell& cell : row.cells) {
      EXPECT_TRUE(ids.insert(cell.id).second) << cell.id << " is there twice";
    }
  }
  const auto expect_all = [&](const std::string& what, const Names& members, std::size_t from) {
    for (std::size_t i = from; i < members.size(); ++i) {
      EXPECT_TRUE(ids.contains(what + " " + members[i])) << what << " " << members[i];
    }
  };
  for (const char* what : {"without", "renamed", "twice", "reordered", "header bit"}) {
    const std::size_t from = std::string(what) == "reordered" ? 1 : 0;  // nothing precedes the first
    expect_all(what, test::outer_members(), from);
    expect_all("inside, " + std::string(what), test::inner_members(), from);
  }
}

TEST(TheTamperMatrix, MakesEveryCheckFail) {
  std::set<std::string> named{"chain.previous"};  // needs an earlier bundle at hand, which nobody can yet give
  for (const Row& row : test::tamper_matrix()) {
    named.insert(row.outcome.checks.begin(), row.outcome.checks.end());
  }
  for (const Check& check : all_checks()) {
    EXPECT_TRUE(named.contains(std::string(check.name))) << check.name;
  }
}

TEST(TheTamperMatrix, SaysWhyTheRecipePasses) {
  std::set<test::Reason> used;
  for (const Row& row : test::tamper_matrix()) {
    const test::Recipe& recipe = row.outcome.recipe;
    EXPECT_NE(recipe.because.has_value(), recipe.stops_at > 0) << row.id;
    if (recipe.because) {
      used.insert(*recipe.because);
    }
  }
  EXPECT_EQ(used.size(), test::all_reasons().size());
  for (std::size_t i = 0; i < test::all_reasons().size(); ++i) {
    EXPECT_EQ(static_cast<std::size_t>(test::all_reasons()[i].reason), i) << "their numbers are their places";
  }
}

}  // namespace
}  // namespace rogatory::bundle
