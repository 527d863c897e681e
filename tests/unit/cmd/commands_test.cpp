#include "cmd/commands.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <regex>
#include <set>

#include "cmd/help_text.hpp"

namespace rogatory::cmd {
namespace {

// The statuses of names.md.
const std::set<int> k_statuses{0, 1, 2, 3, 4, 5, 10, 11, 12, 20, 21, 22, 23, 24, 25, 30, 31, 40, 41, 50, 130};

TEST(Commands, AreGroupedUnderAKnownNoun) {
  for (const CommandRow& row : commands()) {
    const auto noun = std::ranges::find(nouns(), row.noun, &NounRow::noun);
    ASSERT_NE(noun, nouns().end()) << row.noun;
    EXPECT_EQ(noun->summary.empty(), row.verb.empty()) << row.noun << ": a noun with verbs has a summary of its own";
  }
}

TEST(Commands, HaveOneLineSummariesAndAManPage) {
  for (const CommandRow& row : commands()) {
    EXPECT_TRUE(std::regex_match(std::string(row.page), std::regex("rogatory(-[a-z]+)?\\(1\\)"))) << spoken_name(row);
    ASSERT_FALSE(row.summary.empty()) << spoken_name(row);
    EXPECT_LE(row.summary.size(), 64U) << spoken_name(row);
    EXPECT_FALSE(row.summary.ends_with('.')) << spoken_name(row);
    EXPECT_EQ(row.summary.find('\n'), std::string_view::npos) << spoken_name(row);
  }
}

TEST(Commands, ExplainTheirOptionsExamplesAndExitStatus) {
  for (const CommandRow& row : commands()) {
    const std::unique_ptr<Command> command = row.make();
    Options options;
    command->setup(options);
    const Help help = command->help();
    EXPECT_FALSE(help.about.empty()) << spoken_name(row);
    for (const OptionInfo& info : options.infos()) {
      EXPECT_FALSE(info.help.empty()) << spoken_name(row) << " " << info.names;
    }
    EXPECT_FALSE(help.examples.empty()) << spoken_name(row);
    for (const Example& example : help.examples) {
      EXPECT_NE(example.line.find("rogatory"), std::string_view::npos) << spoken_name(row);
    }
    for (const ExitLine& line : exit_lines(help)) {
      EXPECT_TRUE(k_statuses.contains(line.status)) << spoken_name(row) << " " << line.status;
    }
  }
}

TEST(Commands, DoNotHideOptionsThatEveryCommandTakes) {
  for (const CommandRow& row : commands()) {
    Options options;
    GlobalOptions globals;
    options.globals(globals);  // a clash throws
    EXPECT_NO_THROW(row.make()->setup(options)) << spoken_name(row);
  }
}

TEST(Commands, TakeSeveralWordsInTheLastArgumentOnly) {
  for (const CommandRow& row : commands()) {
    Options options;
    const std::unique_ptr<Command> command = row.make();
    command->setup(options);
    bool ended = false;
    bool optional = false;
    for (const OptionInfo& info : options.infos()) {
      if (info.is_argument) {
        EXPECT_FALSE(ended) << spoken_name(row) << ": " << info.names << " can never be reached";
        EXPECT_FALSE(optional && info.is_required) << spoken_name(row) << ": " << info.names;
        ended = info.is_repeatable;
        optional = !info.is_required;
      }
    }
  }
}

TEST(Commands, AreFoundByTheirWords) {
  EXPECT_EQ(find_command("help", "")->noun, "help");
  EXPECT_EQ(find_command("help", "x"), nullptr);
  EXPECT_EQ(find_command("hel", ""), nullptr);
  EXPECT_TRUE(commands_of("nothing").empty());
}

TEST(Help, EndsWithExitStatusAndTheManual) {
  for (const CommandRow& row : commands()) {
    const std::string text = command_help(row, Painter(false));
    EXPECT_TRUE(text.starts_with("USAGE\n  rogatory " + spoken_name(row))) << text;
    EXPECT_NE(text.find("\nEXIT STATUS\n  0"), std::string::npos) << text;
    EXPECT_TRUE(text.ends_with("The manual is " + std::string(row.page) + ".\n")) << text;
  }
}

TEST(Help, SortsTheExitStatusAndKeepsTheCommandsOwnWords) {
  const std::vector<ExitLine> lines = exit_lines({.about = "", .examples = {}, .exits = {{20, "x"}, {0, "sealed"}}});
  ASSERT_EQ(lines.size(), 5U);
  EXPECT_EQ(lines.front().meaning, "sealed");
  EXPECT_EQ(lines.at(3).status, 20);
  EXPECT_EQ(lines.back().status, 130);
}

TEST(Help, WrapsByColumns) {
  EXPECT_EQ(wrapped("aa bb cc", 2, 7), "  aa bb\n  cc\n");
  EXPECT_EQ(wrapped("a\n\nb", 0, 80), "a\n\nb\n");
  EXPECT_EQ(wrapped("longerthanthewidth x", 0, 5), "longerthanthewidth\nx\n");
  EXPECT_EQ(wrapped("日本 日本", 0, 8), "日本\n日本\n");
}

}  // namespace
}  // namespace rogatory::cmd
