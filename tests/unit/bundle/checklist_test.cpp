#include "bundle/checklist.hpp"

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

}  // namespace
}  // namespace rogatory::bundle
