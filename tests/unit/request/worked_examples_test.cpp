// Every row of worked_examples.json is a test of its own.
#include <gtest/gtest.h>

#include <algorithm>
#include <ostream>

#include "request/due.hpp"
#include "worked_example.hpp"

namespace rogatory::request {

void PrintTo(const WorkedExample& example, std::ostream* out) { *out << example.article << ": " << example.reasoning; }

namespace {

const std::vector<WorkedExample>& examples() {
  static const std::vector<WorkedExample> all = load_worked_examples();
  return all;
}

std::string short_text(const End& end) { return date_text(end.date) + " " + end.hour; }

void expect_others(const std::vector<DueOther>& others, const std::vector<ExpectedOther>& expected) {
  ASSERT_EQ(others.size(), expected.size());
  for (std::size_t i = 0; i < others.size(); ++i) {
    EXPECT_EQ(text_of(others[i].why), expected[i].why);
    EXPECT_EQ(short_text(others[i].earliest), expected[i].earliest);
    EXPECT_EQ(short_text(others[i].latest), expected[i].latest);
  }
}

void expect_stop(const Due& due, const ExpectedDue& expect) {
  if (!expect.stop && !expect.timeliness) {
    return;
  }
  ASSERT_TRUE(due.stop);
  if (expect.stop) {
    EXPECT_EQ(due.stop->by.event, *expect.stop);
  }
  if (expect.timeliness) {
    EXPECT_EQ(text_of(due.stop->timeliness), *expect.timeliness);
  }
}

void expect_due(const Due& due, const WorkedExample& example) {
  const ExpectedDue& expect = example.expect;
  EXPECT_EQ(due.earliest.transform(short_text), expect.earliest);
  EXPECT_EQ(due.latest.transform(short_text), expect.latest);
  if (expect.state) {
    EXPECT_EQ(text_of(due.state), *expect.state);
  }
  if (expect.warn) {
    EXPECT_EQ(due.warn.transform([](UtcTime at) { return at.text(); }), *expect.warn);
  }
  if (expect.days_left) {
    EXPECT_EQ(due.days_left, *expect.days_left);
  }
  if (expect.reported) {
    EXPECT_EQ(due.reported_only, *expect.reported);
  }
  if (expect.others) {
    expect_others(due.others, *expect.others);
  }
  if (expect.caveat) {
    EXPECT_TRUE(std::ranges::any_of(due.caveats, [&](const std::string& one) { return one.contains(*expect.caveat); }))
        << *expect.caveat;
  }
  if (expect.extended) {
    ASSERT_TRUE(due.extended_by);
    EXPECT_EQ(due.extended_ref, example.limits.at(1).ref);
  } else {
    EXPECT_FALSE(due.extended_by);
  }
  expect_stop(due, expect);
}

class WorkedExampleTest : public testing::TestWithParam<WorkedExample> {};

TEST_P(WorkedExampleTest, ComesToItsDate) {
  const WorkedExample& example = GetParam();
  const Zone zone = Zone::load(example.zone).value();
  const std::optional<Calendar> calendar =
      example.calendar ? std::optional(built_in_calendar(*example.calendar).value()) : std::nullopt;
  const SideClock clock{&zone, calendar ? &*calendar : nullptr};
  const std::vector<Due> all = evaluate_due(example.limits, example.acts, {clock, clock, clock}, example.now);
  const auto due = std::ranges::find(all, example.occurrence, [](const Due& one) { return one.started_by.occurrence; });
  ASSERT_NE(due, all.end()) << example.reasoning;
  SCOPED_TRACE(example.reasoning + "\n  counted: " + due->explanation);
  expect_due(*due, example);
  if (example.expect.count) {
    EXPECT_EQ(std::ssize(all), *example.expect.count);
  }
  EXPECT_FALSE(due->explanation.empty());
}

INSTANTIATE_TEST_SUITE_P(All, WorkedExampleTest, testing::ValuesIn(examples()),
                         [](const auto& row) { return row.param.name; });

TEST(WorkedExamples, AreAtLeast120AndOfEveryRuleOfCounting) {
  EXPECT_GE(examples().size(), 120U);
  for (const Counting counting :
       {Counting::eu1182, Counting::calendar_days, Counting::months, Counting::hours, Counting::national}) {
    EXPECT_TRUE(std::ranges::any_of(examples(), [&](const WorkedExample& example) {
      return example.limits.at(0).counting == counting;
    })) << text_of(counting);
  }
  EXPECT_TRUE(std::ranges::none_of(examples(), [](const WorkedExample& example) { return example.reasoning.empty(); }));
}

}  // namespace
}  // namespace rogatory::request
