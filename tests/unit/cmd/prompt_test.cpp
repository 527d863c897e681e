#include "cmd/prompt.hpp"

#include <gtest/gtest.h>

#include "base/progress.hpp"
#include "cmd/terminal.hpp"
#include "tests/unit/cmd/test_terminal.hpp"

namespace rogatory::cmd {
namespace {

struct Stage {
  base::BufferSink err;
  Screen screen{err, {}};
  TestTerminal terminal;
  Prompt prompt;
  explicit Stage(std::vector<std::string> replies, bool yes = false)
      : terminal(std::move(replies)), prompt(screen, {.yes = yes, .terminal = terminal.path()}) {}
};

TEST(Prompt, ReadsASecretWithoutEcho) {
  Stage stage({"open sesame\n"});
  EXPECT_EQ(stage.prompt.secret("Passphrase:").value().expose_text(), "open sesame");
  EXPECT_EQ(stage.terminal.echoed(), std::vector<bool>{false});
  EXPECT_TRUE(stage.terminal.echoes());
  EXPECT_EQ(stage.terminal.shown().find("sesame"), std::string::npos);
}

TEST(Prompt, ReadsATextWithEcho) {
  Stage stage({"Affaire Müller\n"});
  EXPECT_EQ(stage.prompt.text("Title:").value(), "Affaire Müller");
  EXPECT_EQ(stage.terminal.echoed(), std::vector<bool>{true});
}

TEST(Prompt, RefusesTextThatIsNotUtf8) {
  Stage stage({"\xff\n"});
  EXPECT_EQ(stage.prompt.text("Title:").error().code(), ErrorCode::malformed);
}

TEST(Prompt, TakesTheEndOfTheInputForNoAnswer) {
  Stage stage({"\x04"});
  EXPECT_EQ(stage.prompt.secret("Passphrase:").error().code(), ErrorCode::usage);
  EXPECT_TRUE(stage.terminal.echoes());
}

TEST(Prompt, IsInterruptedAndGivesTheEchoBack) {
  Stage stage({});
  base::g_interrupted = true;
  EXPECT_EQ(stage.prompt.secret("Passphrase:").error().code(), ErrorCode::interrupted);
  base::g_interrupted = false;
  EXPECT_TRUE(stage.terminal.echoes());
}

TEST(Prompt, GoesOnAfterYesOnly) {
  for (const char* yes : {"y\n", "yes\n", "Y\n"}) {
    EXPECT_TRUE(Stage({yes}).prompt.confirm("Go on?").has_value()) << yes;
  }
  for (const char* no : {"n\n", "\n", "yess\n", "no\n"}) {
    EXPECT_EQ(Stage({no}).prompt.confirm("Go on?").error().code(), ErrorCode::refused) << no;
  }
}

TEST(Prompt, GoesOnAfterAnEmptyLineWhereYesIsPresumed) {
  for (const char* yes : {"\n", "y\n", "yes\n"}) {
    EXPECT_TRUE(Stage({yes}).prompt.confirm("Sign?", Presumed::yes).has_value()) << yes;
  }
  for (const char* no : {"n\n", " \n", "nein\n"}) {
    EXPECT_EQ(Stage({no}).prompt.confirm("Sign?", Presumed::yes).error().code(), ErrorCode::refused) << no;
  }
}

TEST(Prompt, TakesYesFromTheCommandLine) { EXPECT_TRUE(Stage({}, true).prompt.confirm("Go on?").has_value()); }

TEST(Prompt, CannotAskWithoutATerminal) {
  base::BufferSink err;
  Screen screen(err, {});
  Prompt none(screen, {.terminal = "/nonexistent/tty"});
  EXPECT_FALSE(none.can_ask());
  EXPECT_EQ(none.text("Title:").error().code(), ErrorCode::usage);
  const Error error = none.confirm("Go on?").error();
  EXPECT_EQ(error.code(), ErrorCode::usage);
  EXPECT_EQ(error.next_step(), "give --yes if the answer is yes");
}

TEST(Prompt, AsksNothingWithNoInput) {
  const TestTerminal terminal({"x\n"});
  base::BufferSink err;
  Screen screen(err, {});
  Prompt prompt(screen, {.no_input = true, .terminal = terminal.path()});
  EXPECT_FALSE(prompt.can_ask());
  EXPECT_EQ(prompt.secret("Passphrase:").error().why(), "--no-input was given");
}

TEST(Prompt, ShowsNoForeignControlsInAQuestion) {
  Stage stage({"y\n"});
  EXPECT_TRUE(stage.prompt.confirm("Remove \x1b[2J?").has_value());
  EXPECT_EQ(stage.terminal.shown().find('\x1b'), std::string::npos);
}

}  // namespace
}  // namespace rogatory::cmd
