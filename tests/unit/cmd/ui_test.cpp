#include "cmd/ui.hpp"

#include <gtest/gtest.h>

namespace rogatory::cmd {
namespace {

/// A Ui whose two streams are buffers.
struct Stage {
  base::BufferSink out;
  base::BufferSink err;
  Screen screen;
  Ui ui;

  explicit Stage(Ui::Options options = {}, Screen::Options screen_options = {})
      : screen(err, screen_options), ui(out, screen, options) {}
  std::string said() const { return std::string(base::as_text(err.bytes)); }
  std::string results() {
    EXPECT_TRUE(ui.finish().has_value());
    return std::string(base::as_text(out.bytes));
  }
};

/// As /dev/full.
class FullSink : public base::ByteSink {
 public:
  Result<void> write(ByteView) override { return fail(ErrorCode::no_space, "no space left"); }
};

TEST(Ui, WritesTextOrOneDocument) {
  Stage text;
  text.ui.line("found");
  text.ui.document(Json::Object{{"found", Json(true)}});
  EXPECT_EQ(text.results(), "found\n");

  Stage json({.json = true});
  json.ui.line("found");
  json.ui.document(Json::Object{{"found", Json(true)}});
  EXPECT_EQ(json.results(), "{\n  \"found\": true\n}\n");
}

TEST(Ui, LetsNoForeignTextCommandTheTerminal) {
  Stage stage;
  stage.ui.line("a\x1b[2Jb\nc");
  stage.ui.line({{"\x1b]0;x\a", Tone::good}});
  stage.ui.note("n\r");
  stage.ui.warn("w\x1b");
  EXPECT_EQ(stage.results(), "a\\x1b[2Jb\\x0ac\n\\x1b]0;x\\x07\n");
  EXPECT_EQ(stage.said(), "n\\x0d\nwarning: w\\x1b\n");
}

TEST(Ui, LetsNoJsonCommandTheTerminal) {
  const Json value = Json::Object{{"name", Json("\x1b[2J \u009b2J \u202etxt.exe \U000e0001 \x7f é 日")}};
  const std::string text = harmless_json(value);
  EXPECT_EQ(text, "{\n  \"name\": \"\\u001b[2J \\u009b2J \\u202etxt.exe \\udb40\\udc01 \\u007f é 日\"\n}");
  EXPECT_EQ(base::parse_json(base::as_bytes(text), 1000).value(), value);
}

TEST(Ui, PaintsOnlyWhereColoursAreWanted) {
  Stage plain;
  plain.ui.line({{"PASS", Tone::good}, {" (outside)"}});
  EXPECT_EQ(plain.results(), "PASS (outside)\n");
  Stage colored({.color = true});
  colored.ui.line({{"PASS", Tone::good}, {" (outside)"}});
  EXPECT_EQ(colored.results(), "\x1b[1;32mPASS\x1b[0m (outside)\n");
}

TEST(Ui, KeepsNotesFromAQuietRunAndDetailsFromAPlainOne) {
  Stage quiet({.quiet = true});
  quiet.ui.note("n");
  quiet.ui.detail("d");
  quiet.ui.warn("w");
  EXPECT_EQ(quiet.said(), "warning: w\n");
  Stage verbose({.verbose = true});
  verbose.ui.detail("d");
  EXPECT_EQ(verbose.said(), "d\n");
}

TEST(Ui, SaysEventsAsJsonLinesWhereAsked) {
  Stage stage({.json = true, .verbose = true}, {.json_events = true});
  stage.ui.warn("w\n");
  EXPECT_EQ(stage.said(), "{\"event\":\"warning\",\"message\":\"w\\\\x0a\"}\n");
}

TEST(Ui, SaysAnErrorInThreeParts) {
  Stage stage;
  const Error error = Error(ErrorCode::not_found, "no home").because("nothing is at x\x1b").next("rogatory init");
  EXPECT_EQ(stage.ui.report(error), 10);
  EXPECT_EQ(stage.said(), "rogatory: no home\n  nothing is at x\\x1b\n  next: rogatory init\n");
}

TEST(Ui, SaysAnErrorAsTheOneDocument) {
  Stage stage({.json = true});
  stage.ui.document(Json::Object{{"half", Json("done")}});
  EXPECT_EQ(stage.ui.report(Error(ErrorCode::altered, "x")), 20);
  EXPECT_EQ(stage.results(), "{\n  \"error\": {\n    \"code\": \"altered\",\n    \"message\": \"x\"\n  }\n}\n");
  EXPECT_EQ(stage.said(), "");
}

TEST(Ui, FailsWhereStdoutTakesNothing) {
  FullSink full;
  base::BufferSink err;
  Screen screen(err, {});
  Ui ui(full, screen, {});
  ui.line("result");
  const Result<void> finished = ui.finish();
  ASSERT_FALSE(finished.has_value());
  EXPECT_EQ(finished.error().code(), ErrorCode::failed);
  EXPECT_FALSE(ui.ok());
}

TEST(Ui, SaysAJsonErrorOnStderrWhereStdoutTakesNothing) {
  FullSink full;
  base::BufferSink err;
  Screen screen(err, {});
  Ui ui(full, screen, {.json = true});
  EXPECT_EQ(ui.report(Error(ErrorCode::altered, "x")), 20);
  EXPECT_EQ(base::as_text(err.bytes), "rogatory: x\n");
}

TEST(Ui, WritesNoBinaryToATerminal) {
  Stage terminal({.out_is_terminal = true});
  EXPECT_EQ(terminal.ui.bytes(base::as_bytes("a\x1b")).error().code(), ErrorCode::refused);
  EXPECT_EQ(terminal.ui.bytes(base::as_bytes("\xff")).error().code(), ErrorCode::refused);
  EXPECT_TRUE(terminal.ui.bytes(base::as_bytes("a\tb\n")).has_value());
  Stage pipe;
  EXPECT_TRUE(pipe.ui.bytes(base::as_bytes("a\x1b")).has_value());
  EXPECT_EQ(pipe.results(), "a\x1b");
}

TEST(Screen, KeepsLinesAboveTheStatus) {
  base::BufferSink err;
  Screen screen(err, {.is_terminal = true});
  screen.set_status("50%");
  screen.line({{"note"}});
  screen.clear_status();
  EXPECT_EQ(base::as_text(err.bytes), "\r\x1b[K50%\r\x1b[Knote\n50%\r\x1b[K");
}

TEST(Screen, ShowsNoStatusInAFile) {
  base::BufferSink err;
  Screen screen(err, {});
  screen.set_status("50%");
  screen.clear_status();
  EXPECT_TRUE(err.bytes.empty());
}

TEST(Table, AlignsByWhatATerminalShows) {
  Table table({{"name"}, {"size", Align::right}});
  table.row({{"日本"}, {"1"}});
  table.row({{"e\u0301a"}, {"1000"}});
  table.row({{"a\n"}, {"20", Tone::bad}});
  EXPECT_EQ(table.render(Painter(false)), "name   size\n日本      1\ne\u0301a     1000\na\\x0a    20\n");
}

TEST(Table, ShowsThousandsOfRowsInTheirOrder) {
  Table table({{"n", Align::right}, {"text"}});
  std::string expected = "   n  text\n";
  for (int i = 1000; i < 4000; ++i) {
    const std::string number = std::to_string(i);
    const bool is_odd = i % 2 == 1;
    table.row({{number}, {is_odd ? "\\" : ""}});
    expected += number + (is_odd ? "  \\x5c\n" : "\n");
  }
  EXPECT_EQ(table.render(Painter(false)), expected);
}

TEST(Table, PaintsCellsButNotTheSpaceBetween) {
  Table table({{"a"}, {"b"}});
  table.row({{"x", Tone::strong}, {"", Tone::bad}});
  EXPECT_EQ(table.render(Painter(true)), "\x1b[2ma\x1b[0m  \x1b[2mb\x1b[0m\n\x1b[1mx\x1b[0m\n");
}

TEST(Table, ShowsNothingWithoutRows) { EXPECT_EQ(Table({{"name"}}).render(Painter(true)), ""); }

}  // namespace
}  // namespace rogatory::cmd
