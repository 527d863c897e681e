#include "cmd/custody_questions.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <set>

#include "base/file.hpp"
#include "base/text.hpp"

namespace rogatory::cmd {
namespace {

using ledger::CustodyAct;

using Names = std::vector<std::string>;

/// The options that are asked for, in order.
Names asked(CustodyAct act, const Given& given, bool is_digital = false, bool is_sealed = false) {
  Names names;
  for (const CustodyQuestion* question : questions_of(act)) {
    if (is_asked(act, *question, {given, is_digital, is_sealed})) {
      names.emplace_back(question->option);
    }
  }
  return names;
}

TEST(CustodyQuestions, AskOfEveryActWhoWhenAndWhere) {
  for (const ledger::CustodyActRow& row : ledger::custody_acts()) {
    const Names names = asked(row.act, {});
    ASSERT_GE(names.size(), 3U) << row.word;
    EXPECT_EQ(Names(names.begin(), names.begin() + 3), (Names{"--by", "--at", "--place"})) << row.word;
  }
}

TEST(CustodyQuestions, AskForWhatAnActNeedsOnceAndOfWhateverKindItIs) {
  for (const ledger::CustodyActRow& row : ledger::custody_acts()) {
    for (const bool is_digital : {false, true}) {
      std::size_t needed = 0;
      for (const CustodyQuestion* question : questions_of(row.act)) {
        const bool is_open = is_asked(row.act, *question, {{}, is_digital, false});
        needed += is_open && is_needed(row.act, *question) ? 1U : 0U;
      }
      EXPECT_EQ(needed, row.need == ledger::CustodyNeed::nothing ? 0U : 1U) << row.word;
    }
  }
}

TEST(CustodyQuestions, DoNotAskWhatAnOptionSaid) {
  const Given all{{"--by", "x"},   {"--at", "x"},      {"--place", "x"},     {"--to", "x"},
                  {"--seal", "x"}, {"--purpose", "x"}, {"--container", "x"}, {"--condition", "x"}};
  EXPECT_EQ(asked(CustodyAct::transferred_out, all), Names{});
  EXPECT_EQ(asked(CustodyAct::transferred_out, {{"--by", "x"}, {"--to", "x"}}),
            (Names{"--at", "--place", "--purpose", "--seal", "--container", "--condition"}));
}

TEST(CustodyQuestions, AskForHashesAndCopiesOfWhatIsDigitalAndForSealsOfTheRest) {
  EXPECT_EQ(asked(CustodyAct::received, {}, false),
            (Names{"--by", "--at", "--place", "--from", "--seal", "--seal-intact", "--condition"}));
  EXPECT_EQ(asked(CustodyAct::received, {}, true),
            (Names{"--by", "--at", "--place", "--from", "--condition", "--hash"}));
  EXPECT_EQ(asked(CustodyAct::checked_in, {}, true, true),
            (Names{"--by", "--at", "--place", "--seal", "--seal-intact", "--condition"}));
}

TEST(CustodyQuestions, AskFurtherWhereAnAnswerMakesItMatter) {
  const Names examined = asked(CustodyAct::examined, {}, true);
  EXPECT_EQ(std::ranges::count(examined, "--reason"), 0);
  EXPECT_EQ(std::ranges::count(examined, "--tool-version"), 0);
  EXPECT_EQ(asked(CustodyAct::examined, {{"--on", "working-copy"}, {"--tool", "Autopsy"}}, true),
            (Names{"--by", "--at", "--place", "--tool-version", "--tool-settings", "--purpose", "--warrant"}));
  const Names original = asked(CustodyAct::examined, {{"--on", "original"}}, true);
  EXPECT_EQ(std::ranges::count(original, "--reason"), 1);
}

TEST(CustodyQuestions, AreAllListed) {
  std::set<const CustodyQuestion*> used;
  for (const ledger::CustodyActRow& row : ledger::custody_acts()) {
    std::ranges::copy(questions_of(row.act), std::inserter(used, used.end()));
  }
  const std::vector<const CustodyQuestion*> listed = act_questions();
  EXPECT_EQ(used, std::set<const CustodyQuestion*>(listed.begin(), listed.end()));
  EXPECT_EQ(used.size(), listed.size());
}

// The two tables as rogatory-custody(1) has them.

std::string manual_wants() {
  std::string text = "[[ *wanted*\n:< *by*\n:< *recorded with*\n";
  for (const WantRow& row : wants()) {
    text +=
        "|  " + std::string(row.what) + "\n:  " + std::string(row.by) + "\n:  " + std::string(row.recorded_with) + "\n";
  }
  return text;
}

std::string manual_row(const CustodyQuestion& question, const std::string& of) {
  const std::string option(question.option);
  return "|  " + (option.starts_with("--") ? "*" + option + "*" : "_" + option + "_") +
         "\n:  " + std::string(question.text) + "\n:  " + of + "\n";
}

std::string manual_questions() {
  std::string text = "[[ *option*\n:< *question*\n:< *asked of*\n";
  for (const CustodyQuestion& question : registration_questions()) {
    text += manual_row(question, "*exhibit add*");
  }
  for (const CustodyQuestion* question : act_questions()) {
    Names acts;
    for (const ledger::CustodyActRow& row : ledger::custody_acts()) {
      const std::vector<const CustodyQuestion*> asked_of = questions_of(row.act);
      if (std::ranges::find(asked_of, question) != asked_of.end()) {
        acts.emplace_back(row.word);
      }
    }
    text +=
        manual_row(*question, acts.size() == ledger::custody_acts().size() ? "every event" : base::join(acts, ", "));
  }
  return text;
}

std::string manual_page() {
  const Bytes page =
      base::load_file(FileSystem::real(), ROGATORY_SOURCE_DIR "/man/rogatory-custody.1.scd", 1 << 20).value();
  return std::string(base::as_text(page));
}

TEST(CustodyQuestions, StandInTheManual) {
  const std::string page = manual_page();
  for (const std::string& table : {manual_wants(), manual_questions()}) {
    EXPECT_NE(page.find("\n\n" + table + "\n"), std::string::npos) << "rogatory-custody(1) should have:\n" << table;
  }
}

}  // namespace
}  // namespace rogatory::cmd
