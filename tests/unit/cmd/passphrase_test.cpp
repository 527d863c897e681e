#include "cmd/passphrase.hpp"

#include <gtest/gtest.h>
#include <unistd.h>

#include <array>

#include "tests/support/files.hpp"
#include "tests/support/temporary_directory.hpp"
#include "tests/unit/cmd/test_terminal.hpp"

namespace rogatory::cmd {
namespace {

using registry::PassphraseOwner;
using registry::PassphraseRequest;

const PassphraseRequest k_home{.owner = PassphraseOwner::home, .what = "the home fr-ca"};
const PassphraseRequest k_officer{.owner = PassphraseOwner::officer, .what = "officer a@fr-ca"};
const PassphraseRequest k_new_home{.owner = PassphraseOwner::home, .what = "the home fr-ca", .is_new = true};

struct Stage {
  base::BufferSink out;
  base::BufferSink err;
  Screen screen{err, {}};
  Ui ui{out, screen, {}};
  TestTerminal terminal;
  Prompt prompt;
  GlobalOptions options;
  Passphrases passphrases{options, FileSystem::real(), prompt, ui};

  explicit Stage(std::vector<std::string> replies = {})
      : terminal(std::move(replies)), prompt(screen, {.terminal = terminal.path()}) {}
  std::string said() const { return std::string(base::as_text(err.bytes)); }
  std::string get(const PassphraseRequest& request) {
    Result<crypto::SecretBytes> got = passphrases.get(request);
    return got ? std::string(got->expose_text()) : "error " + std::string(base::word(got.error().code()));
  }
};

std::pair<std::string, std::string> lines_of(std::string_view text) {
  const Result<PassphraseLines> lines = parse_passphrases(base::as_bytes(text));
  if (!lines) {
    return {"error", std::string(base::word(lines.error().code()))};
  }
  return {std::string(lines->home.expose_text()), std::string(lines->officer.expose_text())};
}

TEST(PassphraseLines, HoldOneOrTwo) {
  using Pair = std::pair<std::string, std::string>;
  EXPECT_EQ(lines_of("a\nb\n"), Pair("a", "b"));
  EXPECT_EQ(lines_of("a\nb"), Pair("a", "b"));
  EXPECT_EQ(lines_of("a\n"), Pair("a", "a"));
  EXPECT_EQ(lines_of("a"), Pair("a", "a"));
  EXPECT_EQ(lines_of("a\r\nb \r\n"), Pair("a\r", "b \r"));
}

TEST(PassphraseLines, RefuseEmptyAndSuperfluousLines) {
  for (const char* text : {"", "\n", "\nb\n", "a\n\n", "a\nb\n\n", "a\nb\nc\n", "\n\n"}) {
    EXPECT_EQ(lines_of(text).second, "malformed") << text;
  }
}

TEST(Passphrases, ComeFromAFile) {
  const test::TemporaryDirectory directory;
  test::write_file(directory / "p", "open sesame home\nopen sesame officer\n");
  Stage stage;
  stage.options.passphrase_file = directory / "p";
  EXPECT_EQ(stage.get(k_home), "open sesame home");
  EXPECT_EQ(stage.get(k_officer), "open sesame officer");
  EXPECT_EQ(stage.said(), "");
}

TEST(Passphrases, ComeFromADescriptorOnce) {
  std::array<int, 2> pipe{};
  ASSERT_EQ(::pipe(pipe.data()), 0);
  ASSERT_EQ(::write(pipe[1], "one passphrase\n", 15), 15);
  ::close(pipe[1]);
  Stage stage;
  stage.options.passphrase_fd = pipe[0];
  EXPECT_EQ(stage.get(k_home), "one passphrase");
  EXPECT_EQ(stage.get(k_officer), "one passphrase");
  ::close(pipe[0]);
}

TEST(Passphrases, CannotBeSaidOtherwiseByAFile) {
  const test::TemporaryDirectory directory;
  test::write_file(directory / "p", "x\n");
  Stage stage;
  stage.options.passphrase_file = directory / "p";
  PassphraseRequest again = k_home;
  again.attempt = 1;
  EXPECT_EQ(stage.get(again), "error wrong_key");
}

TEST(Passphrases, RefuseWhatIsNoRegularFile) {
  const test::TemporaryDirectory directory;
  ASSERT_EQ(::mkfifo((directory / "fifo").c_str(), 0600), 0);
  for (const std::string& path : {directory / "fifo", directory.path(), std::string("/dev/null")}) {
    Stage stage;
    stage.options.passphrase_file = path;
    EXPECT_EQ(stage.get(k_home), "error refused") << path;
  }
  Stage stage;
  stage.options.passphrase_file = directory / "none";
  EXPECT_EQ(stage.get(k_home), "error not_found");
  stage.options.passphrase_file.clear();
  stage.options.passphrase_fd = 9999;
  EXPECT_EQ(stage.get(k_home), "error failed");
}

TEST(Passphrases, RefuseMoreThan64KiB) {
  const test::TemporaryDirectory directory;
  Stage stage;
  stage.options.passphrase_file = directory / "p";
  test::write_file(directory / "p", std::string(65536, 'x'));
  EXPECT_EQ(stage.get(k_home).size(), 65536U);
  Stage longer;
  longer.options.passphrase_file = directory / "p";
  test::write_file(directory / "p", std::string(65537, 'x'));
  EXPECT_EQ(longer.get(k_home), "error malformed");
}

TEST(Passphrases, WarnOfAFileThatOthersMayRead) {
  const test::TemporaryDirectory directory;
  test::write_file(directory / "p", "a long passphrase\n");
  ASSERT_EQ(::chmod((directory / "p").c_str(), 0644), 0);
  Stage stage;
  stage.options.passphrase_file = directory / "p";
  EXPECT_EQ(stage.get(k_home), "a long passphrase");
  EXPECT_NE(stage.said().find("others may read"), std::string::npos) << stage.said();
}

TEST(Passphrases, AreAskedOnceForEachOwner) {
  Stage stage({"first\n", "second\n"});
  EXPECT_EQ(stage.get(k_home), "first");
  EXPECT_EQ(stage.get(k_home), "first");
  EXPECT_EQ(stage.get(k_officer), "second");
  EXPECT_EQ(stage.get(k_officer), "second");
  EXPECT_EQ(stage.get(k_home), "first");
}

TEST(Passphrases, AreAskedAgainAfterAWrongOne) {
  Stage stage({"wrong\n", "right\n"});
  EXPECT_EQ(stage.get(k_home), "wrong");
  PassphraseRequest again = k_home;
  again.attempt = 1;
  EXPECT_EQ(stage.get(again), "right");
  EXPECT_EQ(stage.get(k_home), "right");
  EXPECT_NE(stage.terminal.shown().find("That was not it."), std::string::npos);
}

TEST(Passphrases, AreAskedTwiceWhenNew) {
  Stage stage({"a long passphrase\n", "a long passphrse\n", "a long passphrase\n", "a long passphrase\n"});
  EXPECT_EQ(stage.get(k_new_home), "a long passphrase");
  EXPECT_EQ(stage.said(), "The two differ. Once more:\n");
  EXPECT_EQ(stage.get(k_home), "a long passphrase");
}

TEST(Passphrases, GiveUpWhereTheyNeverAgree) {
  EXPECT_EQ(Stage({"a\n", "b\n", "a\n", "b\n", "a\n", "b\n"}).get(k_new_home), "error usage");
}

TEST(Passphrases, WarnOnceOfAShortNewOne) {
  Stage stage({"short\n", "short\n"});
  EXPECT_EQ(stage.get(k_new_home), "short");
  EXPECT_NE(stage.said().find("shorter than 12 characters"), std::string::npos) << stage.said();
  Stage umlauts({"äöüäöüäöüäöü\n", "äöüäöüäöüäöü\n"});  // twelve characters in more bytes
  EXPECT_EQ(umlauts.get(k_new_home), "äöüäöüäöüäöü");
  EXPECT_EQ(umlauts.said(), "");
}

TEST(Passphrases, AreNeverEmpty) { EXPECT_EQ(Stage({"\n"}).get(k_home), "error usage"); }

TEST(Passphrases, NameTheOptionThatHelpsWhereNobodyCanBeAsked) {
  Stage stage;
  Prompt nobody(stage.screen, {.terminal = "/nonexistent/tty"});
  Passphrases passphrases(stage.options, FileSystem::real(), nobody, stage.ui);
  const Error error = passphrases.get(k_home).error();
  EXPECT_EQ(error.code(), ErrorCode::usage);
  EXPECT_EQ(error.next_step(), "give --passphrase-file FILE");
}

}  // namespace
}  // namespace rogatory::cmd
