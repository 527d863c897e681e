#include "cmd/text_option.hpp"

#include <gtest/gtest.h>
#include <unistd.h>

#include <array>

#include "cmd/passphrase.hpp"
#include "tests/support/files.hpp"
#include "tests/support/temporary_directory.hpp"
#include "tests/unit/cmd/test_terminal.hpp"

namespace rogatory::cmd {
namespace {

struct Stage {
  base::BufferSink out;
  base::BufferSink err;
  Screen screen{err, {}};
  Ui ui{out, screen, {}};
  TestTerminal terminal;
  Prompt prompt;
  GlobalOptions options;
  Passphrases passphrases{options, FileSystem::real(), prompt, ui};
  std::array<int, 2> pipe{};
  Context context;

  explicit Stage(std::string_view standard_input = {}, std::vector<std::string> replies = {})
      : terminal(std::move(replies)),
        prompt(screen, {.terminal = terminal.path()}),
        context{options, ui, prompt, passphrases, Progress::none(), FileSystem::real(), Clock::system()} {
    EXPECT_EQ(::pipe(pipe.data()), 0);
    EXPECT_EQ(::write(pipe[1], standard_input.data(), standard_input.size()),
              static_cast<ssize_t>(standard_input.size()));
    ::close(pipe[1]);
    context.standard_input = pipe[0];
  }
  ~Stage() { ::close(pipe[0]); }

  std::string read(std::optional<std::string> given) {
    const Result<std::string> text = read_text(context, FreeText{std::move(given)}, "Note:");
    return text ? *text : "error " + std::string(base::word(text.error().code()));
  }
};

TEST(FreeText, IsTheTextItself) {
  EXPECT_EQ(Stage().read("Überstellung"), "Überstellung");
  EXPECT_EQ(Stage().read(""), "");
  EXPECT_EQ(Stage().read("@@home"), "@home");
}

TEST(FreeText, IsWhatWasAnsweredWhateverItBeginsWith) {
  for (const char* answer : {"-", "@home", "@@home", "plain"}) {
    Stage stage;
    EXPECT_EQ(read_text(stage.context, {.given = answer, .is_literal = true}, "Note:").value(), answer);
  }
}

TEST(FreeText, ComesFromAFileWithoutItsLastNewline) {
  const test::TemporaryDirectory directory;
  test::write_file(directory / "note", "two\nlines\n\n");
  EXPECT_EQ(Stage().read("@" + (directory / "note")), "two\nlines\n");
  EXPECT_EQ(Stage().read("@" + (directory / "none")), "error not_found");
  EXPECT_EQ(Stage().read("@" + directory.path()), "error refused");
}

TEST(FreeText, ComesFromStandardInputOnce) {
  Stage stage("from a pipe\n");
  EXPECT_EQ(stage.read("-"), "from a pipe");
  EXPECT_EQ(stage.read("-"), "error usage");
}

TEST(FreeText, IsAskedForWhereItWasNotGiven) {
  EXPECT_EQ(Stage("", {"typed\n"}).read({}), "typed");
  Stage stage;
  EXPECT_EQ(read_optional_text(stage.context, FreeText{}).value(), std::nullopt);
}

TEST(FreeText, RefusesWhatIsNotText) {
  const test::TemporaryDirectory directory;
  test::write_file(directory / "binary", std::string("a\0b", 3));
  test::write_file(directory / "latin1", "caf\xe9");
  test::write_file(directory / "long", std::string(1024 * 1024 + 1, 'x'));
  for (const char* name : {"binary", "latin1", "long"}) {
    EXPECT_EQ(Stage().read("@" + (directory / name)), "error malformed") << name;
  }
  EXPECT_EQ(Stage("\xff").read("-"), "error malformed");
}

}  // namespace
}  // namespace rogatory::cmd
