#include "request/step_basis.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <set>

namespace rogatory::request {
namespace {

Machine machine_of(const char* base, std::vector<std::string> layers) {
  const InstrumentSet set = InstrumentSet::built_in();
  const Result<RuleSet> rules =
      resolve_rules(set, {.base = base, .layers = std::move(layers), .requesting = "FR", .requested = "CH"});
  EXPECT_TRUE(rules) << rules.error().sentence();
  return rules ? machine_under(*rules) : Machine{};
}

std::set<std::string> refs_of(const Machine& machine, std::string_view event) {
  std::set<std::string> refs;
  for (const Transition& row : machine.transitions) {
    if (row.event == event) {
      refs.insert(row.ref);
    }
  }
  return refs;
}

using Refs = std::set<std::string>;

TEST(StepBasis, IsAnArticleOfTheRulesOrPracticeAsAnotherInstrumentWroteItDown) {
  const Machine untoc = machine_of("untoc-mla", {});
  EXPECT_EQ(refs_of(untoc, "sent"), Refs{"UNTOC 18(13)-(14)"});
  EXPECT_EQ(refs_of(untoc, "translated"), Refs{"UNTOC 18(14)"}) << "ETS 30 16 binds nobody here";
  EXPECT_EQ(refs_of(untoc, "forwarded"), Refs{"practice, as in ETS 30 18"});
  EXPECT_EQ(refs_of(untoc, "closed"), Refs{"practice"});
}

TEST(StepBasis, IsOfAProtocolOnlyWhereItIsLaidOn) {
  EXPECT_EQ(refs_of(machine_of("ets24", {}), "consent_revoked"), Refs{"practice, as in CETS 209 4(5)"});
  EXPECT_EQ(refs_of(machine_of("ets24", {"cets209"}), "consent_revoked"), Refs{"CETS 209 4(5)"});
  EXPECT_EQ(refs_of(machine_of("ets24", {}), "assurances_requested"), Refs{"ETS 24 11"});
  EXPECT_EQ(refs_of(machine_of("ets24", {"ets98"}), "assurances_requested"), Refs{"ETS 24 11; ETS 98 3"});
}

TEST(StepBasis, IsNeverOfATreatyThatOnlySharesTheMachine) {
  InstrumentSet set = InstrumentSet::built_in();
  Instrument treaty = **set.get("ets24");
  treaty.id = "aa-bb-extradition";
  ASSERT_TRUE(set.add(treaty));
  const Result<RuleSet> rules =
      resolve_rules(set, {.base = treaty.id, .layers = {}, .requesting = "FR", .requested = "CH"});
  ASSERT_TRUE(rules) << rules.error().sentence();
  for (const Transition& row : machine_under(*rules).transitions) {
    EXPECT_TRUE(row.ref.starts_with("practice")) << row.event << ": " << row.ref;
  }
}

TEST(StepBasis, ChangesNothingElse) {
  const InstrumentSet set = InstrumentSet::built_in();
  for (const Instrument& one : set.all()) {
    if (one.layered_on) {
      continue;
    }
    const Result<RuleSet> rules =
        resolve_rules(set, {.base = one.id, .layers = {}, .requesting = "FR", .requested = "DE"});
    ASSERT_TRUE(rules) << rules.error().sentence();
    Machine told = machine_under(*rules);
    for (std::size_t i = 0; i < told.transitions.size(); ++i) {
      told.transitions[i].ref = rules->machine.transitions[i].ref;
    }
    EXPECT_EQ(told, rules->machine) << one.id;
  }
}

}  // namespace
}  // namespace rogatory::request
