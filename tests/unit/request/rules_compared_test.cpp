#include "request/rules_compared.hpp"

#include <gtest/gtest.h>

#include <algorithm>

namespace rogatory::request {
namespace {

class RulesCompared : public ::testing::Test {
 protected:
  RulesCompared() {
    Result<RuleSet> rules =
        resolve_rules(set, {.base = "ets24", .layers = {"ets86", "cets212"}, .requesting = "FR", .requested = "CH"});
    EXPECT_TRUE(rules) << rules.error().sentence();
    frozen = *std::move(rules);
  }

  /// As another side reads it: from the bytes that were frozen.
  [[nodiscard]] RulesComparison compared() const {
    const Result<RuleSet> read = parse_rules(base::as_bytes(document_of(frozen).canonical()));
    EXPECT_TRUE(read) << read.error().sentence();
    return compare_rules(set, *read, requesting, requested);
  }
  void differs_in(const std::vector<std::string>& differences) const {
    const RulesComparison found = compared();
    EXPECT_EQ(found.here, differences.empty() ? RulesHere::same : RulesHere::different);
    EXPECT_EQ(found.differences, differences);
  }

  InstrumentSet set = InstrumentSet::built_in();
  RuleSet frozen;
  std::string requesting = "FR", requested = "CH";  ///< of the parties
};

TEST_F(RulesCompared, AreTheSameOfEveryInstrumentThatIsBrought) {
  differs_in({});
  EXPECT_EQ(sentence_of(compared()), "");
  for (const Instrument& one : set.all()) {
    if (!one.layered_on) {
      requesting = "DE";
      requested = "IT";
      frozen = *resolve_rules(set, {.base = one.id, .layers = {}, .requesting = "DE", .requested = "IT"});
      differs_in({});
    }
  }
}

TEST_F(RulesCompared, NameALimitThatWasMadeLonger) {
  const auto limit = std::ranges::find(frozen.law.limits, "leave", &Limit::id);
  ASSERT_NE(limit, frozen.law.limits.end());
  limit->n = 400;
  differs_in({"limit leave, " + limit->ref + ", is another"});
  EXPECT_EQ(sentence_of(compared()),
            "its rules are not those that this home has: limit leave, " + limit->ref + ", is another");
}

TEST_F(RulesCompared, NameARuleThatWasLeftOutAndAGroundThatWasPutIn) {
  const auto speciality = std::ranges::find(frozen.law.rules, "speciality", &Rule::topic);
  ASSERT_NE(speciality, frozen.law.rules.end());
  const std::string ref = speciality->provision.ref;
  std::erase_if(frozen.law.rules,
                [&](const Rule& rule) { return rule.topic == "speciality" && rule.provision.ref == ref; });
  frozen.law.grounds.push_back(frozen.law.grounds.front());
  frozen.law.grounds.back().ground = "inconvenience";
  const std::string ground_ref = frozen.law.grounds.back().provision.ref;
  differs_in({"ground inconvenience, " + ground_ref + ", is not among those of this home",
              "rule speciality, " + ref + ", is missing"});
}

TEST_F(RulesCompared, NameAStepOfTheMachineThatAnotherMayMake) {
  Transition& step = frozen.machine.transitions.front();
  const std::string label = "step " + step.event + ", " + step.ref + ",";
  step.roles = {Role::pol};
  differs_in({label + " is another"});
}

TEST_F(RulesCompared, NameWhatIsNoTable) {
  frozen.law.citation = "ETS No. 24 as it ought to be";
  frozen.machine.title = "another";
  differs_in({"its citation is another", "its title is another"});
}

TEST_F(RulesCompared, AreOthersWhereTheyWereFrozenForOtherStates) {
  requested = "DE";
  const RulesComparison found = compared();
  EXPECT_EQ(found.here, RulesHere::different);
  EXPECT_EQ(std::ranges::count(found.differences, "its requested State is another"), 1);
  EXPECT_EQ(std::ranges::count(found.differences, "its requesting State is another"), 0);
}

TEST_F(RulesCompared, SayWhatTheyCannotBeComparedWith) {
  frozen.law.id = "aa-bb-extradition";
  const RulesComparison found = compared();
  EXPECT_EQ(found.here, RulesHere::not_at_hand);
  EXPECT_TRUE(found.differences.empty());
  EXPECT_NE(found.why.find("there is no instrument aa-bb-extradition"), std::string::npos) << found.why;
  EXPECT_NE(sentence_of(found).find("cannot be compared"), std::string::npos);
}

TEST_F(RulesCompared, AreToldWithThreeOfManyDifferences) {
  for (Limit& limit : frozen.law.limits) {
    limit.text += " (or so)";
  }
  const RulesComparison found = compared();
  ASSERT_GT(found.differences.size(), 3U);
  const std::string sentence = sentence_of(found);
  EXPECT_NE(sentence.find(found.differences[2]), std::string::npos);
  EXPECT_EQ(sentence.find(found.differences[3]), std::string::npos);
  EXPECT_NE(sentence.find("; and " + std::to_string(found.differences.size() - 3) + " more"), std::string::npos);
}

}  // namespace
}  // namespace rogatory::request
