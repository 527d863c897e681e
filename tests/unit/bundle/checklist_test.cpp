#include "bundle/checks.hpp"

#include <gtest/gtest.h>

namespace rogatory::bundle {
namespace {

using Names = std::vector<std::string_view>;

TEST(Checklist, ACheckThatFoundSomethingDidNotPassWhateverTheOrder) {
  Checklist checks;
  checks.found("seal.form", "first found");
  checks.made("seal.form");
  checks.made("part.hash");
  checks.found("part.hash", "found later");
  checks.made("container.end");
  EXPECT_EQ(checks.passed(), Names{"container.end"});
  EXPECT_FALSE(checks.clean());
}

TEST(Checklist, TellsInTheOrderOfTheTable) {
  Checklist checks;
  checks.found("officer.validity", "");
  checks.found("part.hash", "one");
  checks.found("container.order", "");
  checks.found("part.hash", "two");
  Names names;
  for (const Finding& found : checks.findings()) {
    names.push_back(found.check->name);
  }
  EXPECT_EQ(names, (Names{"container.order", "part.hash", "part.hash", "officer.validity"}));
  EXPECT_EQ(checks.findings()[2].detail, "two");
}

TEST(Checklist, IsCleanBeforeAnythingWasFound) {
  Checklist checks;
  EXPECT_TRUE(checks.clean());
  EXPECT_TRUE(checks.passed().empty());
}

TEST(Verdict, HasAWordOfItsOwn) {
  EXPECT_EQ(word(Verdict::pass), "PASS");
  EXPECT_EQ(word(Verdict::pass_outside), "PASS (outside)");
  EXPECT_EQ(word(Verdict::fail), "FAIL");
  EXPECT_EQ(word(Verdict::incomplete), "INCOMPLETE");
  EXPECT_EQ(word(Verdict::untrusted), "UNTRUSTED");
}

// names.md: 20 > 24 > 21 > 22.
TEST(Verdict, IsThatOfTheWorstFinding) {
  const Finding altered = finding("part.hash", "");
  const Finding malformed = finding("seal.form", "");
  const Finding incomplete = finding("part.missing", "");
  const Finding untrusted = finding("card.trust", "");
  EXPECT_EQ(worst(std::vector{untrusted, incomplete, malformed, altered}), ErrorCode::altered);
  EXPECT_EQ(worst(std::vector{untrusted, incomplete, malformed}), ErrorCode::malformed);
  EXPECT_EQ(worst(std::vector{untrusted, incomplete}), ErrorCode::incomplete);
  EXPECT_EQ(worst(std::vector{untrusted}), ErrorCode::untrusted);
  EXPECT_EQ(worst({}), ErrorCode::failed);
  EXPECT_EQ(verdict_of(std::vector{untrusted, incomplete}, true), Verdict::incomplete);
  EXPECT_EQ(verdict_of(std::vector{untrusted, malformed}, true), Verdict::fail);
}

}  // namespace
}  // namespace rogatory::bundle
