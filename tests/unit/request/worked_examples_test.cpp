// Every row of worked_examples.json is a test of its own.
#include <gtest/gtest.h>

#include <algorithm>
#include <ostream>
#include <set>

#include "request/due.hpp"
#include "request/machine_file.hpp"
#include "worked_example.hpp"

namespace rogatory::request {

void PrintTo(const WorkedExample& example, std::ostream* out) { *out << example.article << ": " << example.reasoning; }

namespace {

const WorkedExamples& all_examples() {
  static const WorkedExamples all = load_worked_examples();
  return all;
}

const std::vector<WorkedExample>& examples() { return all_examples().rows; }

const Limit& asked_of(const WorkedExample& example) { return *find_limit(example, example.asked); }

/// "eaw.decision_extension" is `decision_extension` of the law that the example names.
std::string id_in(const WorkedExample& example, const std::string& name) {
  return example.law.empty() ? name : name.substr(example.law.size() + 1);
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
  if (expect.on) {
    EXPECT_EQ(text_of(due.on), *expect.on);
  }
  if (expect.effect) {
    EXPECT_EQ(text_of(due.effect), *expect.effect);
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
    const Limit* const by = find_limit(example, id_in(example, *expect.extended));
    ASSERT_NE(by, nullptr);
    EXPECT_EQ(by->extends, example.asked);
    EXPECT_EQ(due.extended_ref, by->ref);
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
  std::vector<Due> all = evaluate_due(example.limits, example.acts, {clock, clock, clock}, example.now);
  std::erase_if(all, [&](const Due& one) { return one.limit != example.asked; });
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
      return asked_of(example).counting == counting;
    })) << text_of(counting);
  }
  EXPECT_TRUE(std::ranges::none_of(examples(), [](const WorkedExample& example) { return example.reasoning.empty(); }));
}

/// How many rows ask for the limit, or rest on it to make another longer.
std::ptrdiff_t rows_of(const std::string& instrument, const Limit& limit) {
  return std::ranges::count_if(examples(), [&](const WorkedExample& example) {
    const std::string id =
        limit.extends && example.expect.extended ? id_in(example, *example.expect.extended) : example.asked;
    const Limit* const used = example.law.empty() ? nullptr : find_limit(example, id);
    return used != nullptr && used->id == limit.id && used->source == instrument;
  });
}

TEST(WorkedExamples, AskTwiceForEveryLimitOfEveryInstrument) {
  const InstrumentSet set = InstrumentSet::built_in();
  for (const Instrument& instrument : set.all()) {
    for (const Limit& limit : instrument.limits) {
      EXPECT_GE(rows_of(instrument.id, limit), 2) << instrument.id << " " << limit.id;
    }
  }
}

/// "16(4)" of "CETS 209 16(4)": what the article of a row has to name.
std::string article_in(const Limit& limit) { return limit.ref.substr(limit.ref.rfind(' ') + 1); }

TEST(WorkedExamples, NameTheArticleTheSideAndTheEffectOfTheInstrument) {
  for (const WorkedExample& example : examples()) {
    if (!example.law.empty()) {
      EXPECT_NE(example.article.find(article_in(asked_of(example))), std::string::npos)
          << example.name << ": " << example.article << ", and the instrument says " << asked_of(example).ref;
      EXPECT_TRUE(example.expect.on && example.expect.effect) << example.name;
    }
  }
}

TEST(WorkedExamples, ActOnlyByEventsOfTheMachineOfTheirLaw) {
  for (const WorkedExample& example : examples()) {
    for (const Act& act : example.acts) {
      EXPECT_TRUE(example.law.empty() || has_event(all_examples().laws.at(example.law).machine, act.event))
          << example.name << ": " << act.event;
    }
  }
}

/// What is apart is of an instrument that is not brought, or counts what none of them has; once an instrument comes,
/// its rows ask for its own limits.
TEST(WorkedExamples, SetApartOnlyWhatNoBuiltInInstrumentHas) {
  const std::set<std::string> apart{"at_hu",  "budapest", "eio", "epoc",         "epocpr",     "ets182",  "ets30",
                                    "nassau", "test",     "us",  "us_argentina", "us_austria", "us_india"};
  const InstrumentSet set = InstrumentSet::built_in();
  std::set<std::string> families;
  for (const auto& [id, limit] : all_examples().apart) {
    families.insert(id.substr(0, id.find('.')));
    EXPECT_FALSE(limit.why.empty()) << id;
    EXPECT_TRUE(std::ranges::any_of(
        examples(),
        [&](const WorkedExample& example) { return example.law.empty() && find_limit(example, id) != nullptr; }))
        << id << " is used by no row";
  }
  EXPECT_EQ(families, apart);
  EXPECT_LE(all_examples().apart.size(), 37U);
  for (const std::string& family : families) {
    EXPECT_EQ(set.find(family), nullptr) << family << " is brought now: its rows have to ask for its limits";
  }
}

}  // namespace
}  // namespace rogatory::request
