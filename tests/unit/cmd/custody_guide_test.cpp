#include "cmd/custody_guide.hpp"

#include <gtest/gtest.h>

#include "cmd/passphrase.hpp"
#include "tests/unit/cmd/test_terminal.hpp"

namespace rogatory::cmd {
namespace {

using Names = std::vector<std::string>;

constexpr CustodyQuestion k_where{.option = "--place", .text = "Where?", .want = Want::access};
constexpr CustodyQuestion k_when{.option = "--at", .text = "When?", .want = Want::access};
constexpr CustodyQuestion k_state{.option = "--condition", .text = "In which state?", .want = Want::state};

/// A guide before somebody who types `replies`; it takes every answer but "wrong".
struct GuideStage {
  base::BufferSink err;
  Screen screen{err, {}};
  TestTerminal terminal;
  Prompt prompt;
  Given taken;
  CustodyGuide guide;

  explicit GuideStage(std::vector<std::string> replies)
      : terminal(std::move(replies)),
        prompt(screen, {.terminal = terminal.path()}),
        guide(prompt, [this](std::string_view option, const std::string& answer) -> Result<void> {
          if (answer == "wrong") {
            return fail(Error(ErrorCode::usage, "not a time: wrong").next("write it as the clock showed it"));
          }
          taken[std::string(option)] = answer;
          return {};
        }) {}

  std::string said() { return std::string(base::as_text(err.bytes)); }
  std::size_t times_said(std::string_view text) {
    const std::string all = said();
    std::size_t count = 0;
    for (std::size_t at = all.find(text); at != std::string::npos; at = all.find(text, at + 1)) {
      ++count;
    }
    return count;
  }
};

TEST(CustodyGuide, TakesAnswersAsTheyAreTyped) {
  GuideStage stage({"  @Köln, \"Halle 3\" — 北京 \n"});
  EXPECT_FALSE(stage.guide.has_asked());
  ASSERT_TRUE(stage.guide.ask(k_where, {}).has_value());
  EXPECT_TRUE(stage.guide.has_asked());
  EXPECT_EQ(stage.taken, (Given{{"--place", "@Köln, \"Halle 3\" — 北京"}}));
  EXPECT_NE(stage.terminal.shown().find("Where? [not recorded] "), std::string::npos);
}

TEST(CustodyGuide, TakesNothingForAnEmptyAnswerAndSaysWhatThatMeans) {
  GuideStage stage({"\n", "  \n"});
  ASSERT_TRUE(stage.guide.ask(k_when, {.means = "now"}).has_value());
  ASSERT_TRUE(stage.guide.ask(k_where, {}).has_value());
  EXPECT_TRUE(stage.taken.empty());
  EXPECT_NE(stage.terminal.shown().find("When? [now] "), std::string::npos);
}

TEST(CustodyGuide, SaysWhyOnceForQuestionsOfOneReason) {
  GuideStage stage({"\n", "\n", "\n"});
  ASSERT_TRUE(stage.guide.ask(k_when, {.means = "now"}).has_value());
  ASSERT_TRUE(stage.guide.ask(k_where, {}).has_value());
  ASSERT_TRUE(stage.guide.ask(k_state, {}).has_value());
  EXPECT_EQ(stage.times_said(why(Want::access)), 1U);
  EXPECT_EQ(stage.times_said(why(Want::state)), 1U);
}

TEST(CustodyGuide, SaysWhatIsWrongAndAsksAgain) {
  GuideStage stage({"wrong\n", "\xff\n", "Lyon\n"});
  ASSERT_TRUE(stage.guide.ask(k_where, {}).has_value());
  EXPECT_EQ(stage.taken, (Given{{"--place", "Lyon"}}));
  EXPECT_EQ(stage.times_said("not a time: wrong; write it as the clock showed it"), 1U);
  EXPECT_EQ(stage.times_said("not UTF-8"), 1U);
}

TEST(CustodyGuide, TakesNoControlCharactersThatAnArrowKeyLeaves) {
  GuideStage stage({"Lyon\x1b[D\n", "Lyon\n"});
  ASSERT_TRUE(stage.guide.ask(k_where, {}).has_value());
  EXPECT_EQ(stage.taken, (Given{{"--place", "Lyon"}}));
  EXPECT_EQ(stage.times_said("control characters"), 1U);
}

TEST(CustodyGuide, GivesUpBehindTheThirdWrongAnswer) {
  GuideStage stage({"wrong\n", "wrong\n", "wrong\n", "Lyon\n"});
  const Result<void> asked = stage.guide.ask(k_where, {});
  ASSERT_FALSE(asked.has_value());
  EXPECT_EQ(asked.error().code(), ErrorCode::usage);
  EXPECT_TRUE(asked.error().sentence().starts_with("nothing was recorded: not a time")) << asked.error().sentence();
  EXPECT_EQ(asked.error().next_step(), "give --place on the line");
  EXPECT_TRUE(stage.taken.empty());
}

TEST(CustodyGuide, WantsAnAnswerWhereTheActIsNothingWithoutIt) {
  GuideStage stage({"\n", "Lyon\n"});
  ASSERT_TRUE(stage.guide.ask(k_where, {.is_allowed = false}).has_value());
  EXPECT_EQ(stage.taken, (Given{{"--place", "Lyon"}}));
  EXPECT_EQ(stage.times_said("this is needed"), 1U);
  EXPECT_EQ(stage.terminal.shown().find('['), std::string::npos);
}

TEST(CustodyGuide, EndsWithTheInput) {
  GuideStage stage({"\x04"});
  EXPECT_EQ(stage.guide.ask(k_where, {}).error().code(), ErrorCode::usage);
}

TEST(CustodyGuide, ShowsWhatIsSignedAndWhatIsLeftOutAndTakesAnEmptyLineForYes) {
  GuideStage stage({"\n", "\n", "\n"});
  ASSERT_TRUE(stage.guide.ask(k_when, {.means = "now"}).has_value());
  ASSERT_TRUE(stage.guide.ask(k_where, {}).has_value());
  ASSERT_TRUE(stage.guide.confirm("registry-2@fr-ca", {"stored by registry-2"}).has_value());
  EXPECT_EQ(stage.times_said("This will be signed by registry-2@fr-ca:\n  stored by registry-2\n"), 1U);
  EXPECT_EQ(stage.times_said("  not recorded: --place\n"), 1U);
  EXPECT_NE(stage.terminal.shown().find("Sign and record? [Y/n] "), std::string::npos);
}

TEST(CustodyGuide, SignsNothingBehindANo) {
  GuideStage stage({"n\n"});
  EXPECT_EQ(stage.guide.confirm("registry-2@fr-ca", {"stored by registry-2"}).error().code(), ErrorCode::refused);
}

/// A command as it stands between its three streams and the options that matter here.
struct Seat {
  GlobalOptions options;
  std::string input;
  bool out = true;
  bool err = true;

  explicit Seat(std::string standard_input) : input(std::move(standard_input)) {}

  [[nodiscard]] bool is_asked(const std::string& terminal) const {
    base::BufferSink sink;
    Screen screen(sink, {.is_terminal = err});
    Ui ui(sink, screen, {.out_is_terminal = out});
    Prompt prompt(screen, {.no_input = options.no_input, .yes = options.yes, .terminal = terminal});
    Passphrases passphrases(options, FileSystem::real(), prompt, ui);
    const base::Fd standard_input = *FileSystem::real().open(AT_FDCWD, input, O_RDONLY | O_NOCTTY);
    Context context{options, ui, prompt, passphrases, Progress::none(), FileSystem::real(), Clock::system()};
    context.standard_input = standard_input.get();
    return is_guided(context);
  }
};

TEST(CustodyGuide, AsksWhoSitsAtTheTerminal) {
  const TestTerminal terminal({});
  EXPECT_TRUE(Seat(terminal.path()).is_asked(terminal.path()));
}

TEST(CustodyGuide, AsksNobodyWhereAStreamIsNoTerminalOrAnOptionSaysSo) {
  const TestTerminal terminal({});
  std::vector<Seat> seats(6, Seat(terminal.path()));
  seats[0].input = "/dev/null";
  seats[1].out = false;
  seats[2].err = false;
  seats[3].options.no_input = true;
  seats[4].options.yes = true;
  seats[5].options.json = true;
  for (std::size_t i = 0; i < seats.size(); ++i) {
    EXPECT_FALSE(seats[i].is_asked(terminal.path())) << i;
  }
  EXPECT_FALSE(Seat(terminal.path()).is_asked("/nonexistent/tty"));
}

}  // namespace
}  // namespace rogatory::cmd
