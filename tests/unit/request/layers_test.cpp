#include "request/layers.hpp"

#include <gtest/gtest.h>

#include <algorithm>

#include "request/machine_file.hpp"

namespace rogatory::request {
namespace {

const std::vector<std::string> k_all_protocols{"ets86", "ets98", "cets209", "cets212"};

RuleSet rules_between(const char* base, std::vector<std::string> layers, const char* from = "FR",
                      const char* to = "CH") {
  const InstrumentSet set = InstrumentSet::built_in();
  Result<RuleSet> rules =
      resolve_rules(set, {.base = base, .layers = std::move(layers), .requesting = from, .requested = to});
  EXPECT_TRUE(rules) << rules.error().sentence();
  return rules ? *std::move(rules) : RuleSet{};
}

TEST(Layers, GiveTheSameBytesInWhateverOrderTheProtocolsAreNamed) {
  std::vector<std::string> order = k_all_protocols;
  std::ranges::sort(order);
  const std::string bytes = document_of(rules_between("ets24", order)).canonical();
  int orders = 1;
  while (std::ranges::next_permutation(order).found) {
    EXPECT_EQ(document_of(rules_between("ets24", order)).canonical(), bytes);
    ++orders;
  }
  EXPECT_EQ(orders, 24);
  order.push_back("ets98");
  EXPECT_EQ(document_of(rules_between("ets24", order)).canonical(), bytes);
  EXPECT_EQ(rules_between("ets24", k_all_protocols).layers, k_all_protocols);
}

TEST(Layers, ReplaceTheFortyFiveDaysByThirtyUnderTheFourthProtocol) {
  EXPECT_EQ(find_limit(rules_between("ets24", {}), "leave")->n, 45);
  const RuleSet rules = rules_between("ets24", {"cets212"});
  ASSERT_NE(find_limit(rules, "leave"), nullptr);
  EXPECT_EQ(find_limit(rules, "leave")->n, 30);
  EXPECT_EQ(find_limit(rules, "leave")->source, "cets212");
  EXPECT_EQ(std::ranges::count(rules.law.limits, "leave", &Limit::id), 1);
}

TEST(Layers, TakeAwayTheArticlesThatAProtocolReplaces) {
  const RuleSet before = rules_between("ets24", {});
  EXPECT_EQ(find_ground(before, "lapse_of_time")->provision.ref, "10");
  EXPECT_NE(find_ground(before, "fiscal_offence"), nullptr);
  const RuleSet after = rules_between("ets24", k_all_protocols);
  EXPECT_EQ(find_ground(after, "fiscal_offence"), nullptr);
  EXPECT_EQ(find_ground(after, "lapse_of_time")->provision.source, "cets212");
  EXPECT_EQ(find_ground(after, "amnesty")->force, Force::shall);
  for (const RequiredDocument& document : after.law.documents) {
    EXPECT_EQ(document.form, "copy") << document.provision.ref;
  }
  for (const Channel& channel : after.law.channels) {
    EXPECT_FALSE(channel.provision.ref == "12(1)" && channel.provision.source == "ets98") << channel.type;
  }
}

TEST(Layers, SuspendProvisionalArrestOnlyUnderTheThirdProtocol) {
  EXPECT_TRUE(find_limit(rules_between("ets24", {"cets212"}), "provisional_arrest")->suspends.empty());
  const RuleSet rules = rules_between("ets24", {"cets209"});
  EXPECT_EQ(find_limit(rules, "provisional_arrest")->suspends.size(), 1U);
  EXPECT_EQ(find_limit(rules, "provisional_arrest_most")->n, 40);
}

TEST(Layers, AskForNoPapersInTheSimplifiedProcedureUnderTheThirdProtocolAlone) {
  const RuleSet rules = rules_between("ets24", {"cets209"});
  int seen = 0;
  for (const RequiredDocument& document : rules.law.documents) {
    const bool is_of_request = document.provision.ref.starts_with("12(2)");
    EXPECT_EQ(std::ranges::count(document.applies.unless, "simplified"), is_of_request ? 1 : 0) << document.name;
    EXPECT_EQ(document.form, document.name == "warrant" || document.name == "judgment" ? "authenticated_copy" : "copy");
    seen += is_of_request ? 1 : 0;
  }
  EXPECT_EQ(seen, 3);
}

TEST(Layers, ApplyALawOfTheStateOnWhoseSideTheLimitRuns) {
  EXPECT_EQ(find_limit(rules_between("eaw", {}, "FR", "SK"), "decision")->suspends.size(), 1U);
  const RuleSet other_way = rules_between("eaw", {}, "SK", "FR");
  EXPECT_TRUE(find_limit(other_way, "decision")->suspends.empty());
  EXPECT_EQ(other_way.law.declarations.size(), 1U);
  EXPECT_TRUE(rules_between("eaw", {}, "FR", "DE").law.declarations.empty());
}

/// ETS 24 with a declaration of Switzerland about the 18 days, as an instrument of its own.
RuleSet declared_between(const LimitChange& change, const char* from = "FR", const char* to = "CH") {
  Instrument treaty = *InstrumentSet::built_in().get("ets24").value();
  treaty.id = "declared";
  treaty.declarations = {
      {.provision = {.ref = "CH declaration", .text = "longer here", .verified = Verified::secondary},
       .state = "CH",
       .limits = {change},
       .grounds = {{.ground = "fiscal_offence", .force = Force::may}}}};
  InstrumentSet set = InstrumentSet::built_in();
  EXPECT_TRUE(set.add(treaty));
  Result<RuleSet> rules = resolve_rules(set, {.base = "declared", .layers = {}, .requesting = from, .requested = to});
  EXPECT_TRUE(rules) << rules.error().sentence();
  return rules ? *std::move(rules) : RuleSet{};
}

TEST(Layers, ChangeTheLengthTheEffectAndThePausesOfALimitByWhatAStateDeclared) {
  const LimitChange change{.id = "provisional_arrest",
                           .n = 30,
                           .effect = Effect::must_release,
                           .suspends = {{.from = "info_requested", .to = "supplemented", .ref = "CH declaration"}}};
  const Limit before = *find_limit(rules_between("ets24", {}), "provisional_arrest");
  const RuleSet rules = declared_between(change);
  const Limit after = *find_limit(rules, "provisional_arrest");
  EXPECT_EQ(before.n, 18);
  EXPECT_EQ(after.n, 30);
  EXPECT_EQ(after.effect, Effect::must_release);
  EXPECT_EQ(after.suspends.size(), before.suspends.size() + 1);
  EXPECT_EQ(after.text, before.text + "; CH, CH declaration: longer here");
  EXPECT_EQ(after.verified, Verified::secondary) << "the article was read, the declaration was not";
  EXPECT_EQ(find_limit(rules, "provisional_arrest_most")->verified, Verified::text) << "nobody changed that one";
  // It is not the other State's to declare, and frozen it is read back as it is.
  EXPECT_EQ(find_limit(declared_between(change, "CH", "FR"), "provisional_arrest")->n, 18);
  EXPECT_EQ(find_limit(declared_between(change, "FR", "DE"), "provisional_arrest")->n, 18);
  const std::string bytes = document_of(rules).canonical();
  EXPECT_EQ(find_limit(parse_rules(base::as_bytes(bytes)).value(), "provisional_arrest")->text, after.text);
}

TEST(Layers, ChangeAGroundOnlyWhereTheStateThatDeclaredItIsRequested) {
  const LimitChange none{.id = "provisional_arrest"};
  const Force before = find_ground(declared_between(none, "FR", "DE"), "fiscal_offence")->force;
  EXPECT_NE(before, Force::may);
  const RuleSet rules = declared_between(none);
  const Ground& after = *find_ground(rules, "fiscal_offence");
  EXPECT_EQ(after.force, Force::may);
  EXPECT_TRUE(after.provision.text.ends_with("; CH, CH declaration: longer here")) << after.provision.text;
  EXPECT_EQ(after.provision.verified, Verified::secondary);
  EXPECT_EQ(find_ground(declared_between(none, "CH", "FR"), "fiscal_offence")->force, before);
}

TEST(Layers, AreReadBackFromTheirFrozenBytes) {
  const RuleSet rules = rules_between("ets24", k_all_protocols);
  const std::string bytes = document_of(rules).canonical();
  const Result<RuleSet> again = parse_rules(base::as_bytes(bytes));
  ASSERT_TRUE(again) << again.error().sentence();
  EXPECT_EQ(document_of(*again).canonical(), bytes);
  EXPECT_EQ(hash_of(*again), hash_of(rules));
  EXPECT_NE(hash_of(rules_between("ets24", {"ets98"})), hash_of(rules));
  EXPECT_FALSE(parse_rules(base::as_bytes(" " + bytes)));
}

/// The frozen text of rules with each `from` replaced.
std::string changed(const RuleSet& rules, std::string_view from, std::string_view to) {
  std::string text = document_of(rules).canonical();
  std::size_t times = 0;
  for (std::size_t at = text.find(from); at != std::string::npos; at = text.find(from, at + to.size())) {
    text.replace(at, from.size(), to);
    ++times;
  }
  EXPECT_GT(times, 0U) << from;
  return text;
}

std::string refusal_of(const std::string& text) {
  const Result<RuleSet> rules = parse_rules(base::as_bytes(text));
  return rules ? "accepted" : rules.error().sentence();
}

TEST(Layers, FreezeTheMachineOfTheLaw) {
  const RuleSet rules = rules_between("ets24", k_all_protocols);
  EXPECT_EQ(rules.machine, *find_machine("extradition"));
  EXPECT_EQ(parse_rules(base::as_bytes(document_of(rules).canonical()))->machine, rules.machine);
  RuleSet other = rules;
  other.machine.transitions.back().ref = "another article";
  EXPECT_NE(hash_of(other), hash_of(rules));
}

TEST(Layers, AreToldByTheMachineThatCameWithThemAndNotByTheProgramsOwn) {
  RuleSet later = rules_between("ets24", {});
  later.machine.states.front().text = "as it was called then";
  const std::string text = document_of(later).canonical();
  EXPECT_EQ(parse_rules(base::as_bytes(text))->machine, later.machine);
  later.machine.id = later.law.machine = "auslieferung";
  const Result<RuleSet> foreign = parse_rules(base::as_bytes(document_of(later).canonical()));
  ASSERT_TRUE(foreign) << foreign.error().sentence();
  EXPECT_EQ(foreign->machine.id, "auslieferung");
  EXPECT_EQ(find_machine("auslieferung"), nullptr);
}

TEST(Layers, AreRefusedWhereLawAndMachineDoNotHoldTogether) {
  RuleSet rules = rules_between("ets24", {});
  rules.law.machine = "mla";
  EXPECT_EQ(refusal_of(document_of(rules).canonical()),
            "instrument ets24: machine: is mla, and the table is that of extradition");
  rules = rules_between("ets24", {});
  std::erase_if(rules.machine.transitions, [](const Transition& row) { return row.event == "provisional_arrest"; });
  EXPECT_NE(refusal_of(document_of(rules).canonical()), "accepted") << "a limit runs from it";
  rules = rules_between("ets24", {});
  rules.machine.start = "nowhere";
  EXPECT_EQ(refusal_of(document_of(rules).canonical()),
            "machine extradition: start nowhere: is not in the list of states");
  EXPECT_EQ(refusal_of(changed(rules, "\"machine\":{", "\"machina\":{")), "rules: machine is missing");
}

TEST(Layers, AreRefusedOnAnotherBaseOrAsABase) {
  const InstrumentSet set = InstrumentSet::built_in();
  const auto code = [&](const char* base, std::vector<std::string> layers) {
    const Result<RuleSet> rules =
        resolve_rules(set, {.base = base, .layers = std::move(layers), .requesting = "FR", .requested = "CH"});
    return rules ? "accepted" : std::string(word(rules.error().code()));
  };
  EXPECT_EQ(code("eaw", {"ets98"}), "refused");
  EXPECT_EQ(code("cets212", {}), "refused");
  EXPECT_EQ(code("no-such", {}), "not_found");
  EXPECT_EQ(code("ets24", {"no-such"}), "not_found");
}

TEST(Layers, NameEachRuleByTheInstrumentThatItComesFrom) {
  const InstrumentSet set = InstrumentSet::built_in();
  const RuleSet rules = rules_between("ets24", {"cets212"});
  const Provision leave = provision_of(*find_limit(rules, "leave"));
  EXPECT_EQ(name_of(rules, leave), "cets212 14(1)(b)");
  EXPECT_EQ(address_of(set, rules, leave), set.find("cets212")->text_url);
  EXPECT_EQ(address_of(InstrumentSet(), rules, leave), "") << "not the text that it replaced";
  const Provision arrest = provision_of(*find_limit(rules, "provisional_arrest"));
  EXPECT_EQ(name_of(rules, arrest), "ets24 16(4)");
  EXPECT_EQ(address_of(InstrumentSet(), rules, arrest), set.find("ets24")->text_url);
}

TEST(Layers, StandAboveAnArticleAndWhatIsBelowIt) {
  EXPECT_TRUE(is_below("12(2)(a)", "12"));
  EXPECT_TRUE(is_below("12(2)(a)", "12(2)"));
  EXPECT_TRUE(is_below("12", "12"));
  EXPECT_FALSE(is_below("12(20)", "12(2)"));
  EXPECT_FALSE(is_below("12(2)", "1"));
  EXPECT_FALSE(is_below("14", "14(1)"));
}

}  // namespace
}  // namespace rogatory::request
