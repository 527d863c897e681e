#include "cmd/options.hpp"

#include <gtest/gtest.h>

namespace rogatory::cmd {
namespace {

using Words = std::vector<std::string>;

/// One of each kind.
struct Sample {
  bool verify = false;
  std::string case_name = "unset";
  std::optional<std::string> output;
  std::string kind = "digital";
  Words to;
  std::optional<std::uint64_t> number;
  FreeText note;
  Words paths;
  GlobalOptions globals;
  Options options;

  Sample() {
    options.globals(globals);
    options.flag("--verify", verify, "");
    options.text("--case", case_name, "CASE", "");
    options.text("-o,--output", output, "FILE", "");
    options.choice("--kind", kind, {"physical", "digital"}, "KIND", "");
    options.list("--to", to, "WHOM", "");
    options.number("--number", number, 1, 999, "N", "");
    options.text("--note", note, "");
    options.arguments("PATH", paths, "");
  }
  Result<Options::Asked> parse(const Words& words) { return options.parse(words); }
  Error refused(const Words& words) {
    Result<Options::Asked> result = parse(words);
    EXPECT_FALSE(result.has_value());
    return result ? Error(ErrorCode::failed, "not refused") : result.error();
  }
};

TEST(Options, FillsItsTargets) {
  Sample s;
  ASSERT_TRUE(
      s.parse({"a", "--verify", "--case=X", "-o", "f", "--number", "7", "--json", "b", "--home", "h"}).has_value());
  EXPECT_TRUE(s.verify && s.globals.json);
  EXPECT_EQ(s.case_name, "X");
  EXPECT_EQ(s.output, "f");
  EXPECT_EQ(s.number, 7U);
  EXPECT_EQ(s.globals.home, "h");
  EXPECT_EQ(s.kind, "digital");
  EXPECT_EQ(s.paths, (Words{"a", "b"}));
}

TEST(Options, GivesAListOneValueEachTime) {
  Sample s;
  ASSERT_TRUE(s.parse({"--to", "x", "a", "--to", "y", "b"}).has_value());
  EXPECT_EQ(s.to, (Words{"x", "y"}));
  EXPECT_EQ(s.paths, (Words{"a", "b"}));
}

TEST(Options, LeavesBracketsAndOddWordsAlone) {
  Sample s;
  ASSERT_TRUE(s.parse({"[a,b]", "++", "--to", "[c]", "--case", "[d]", "--to=[e]", "\x1f[f]", "-"}).has_value());
  EXPECT_EQ(s.paths, (Words{"[a,b]", "++", "\x1f[f]", "-"}));
  EXPECT_EQ(s.to, (Words{"[c]", "[e]"}));
  EXPECT_EQ(s.case_name, "[d]");
}

TEST(Options, TakesAnEmptyValueForWhatItIs) {
  Sample s;
  ASSERT_TRUE(s.parse({"--note=", "--case=", "a"}).has_value());
  EXPECT_EQ(s.note.given, "");
  EXPECT_EQ(s.case_name, "");
  EXPECT_EQ(s.paths, (Words{"a"}));
}

// Else an unset variable of a script would act in the default home.
TEST(Options, RefusesAnEmptyValueOfWhatEveryCommandTakes) {
  for (const char* word : {"--home=", "--as=", "--passphrase-file=", "--passphrase-fd="}) {
    Sample s;
    const auto parsed = s.parse({word, "a"});
    ASSERT_FALSE(parsed.has_value()) << word;
    EXPECT_EQ(parsed.error().code(), ErrorCode::usage) << word;
  }
}

TEST(Options, TakesDashedWordsAfterTwoDashes) {
  Sample s;
  ASSERT_TRUE(s.parse({"--verify", "--", "--case=", "-x", "[y]"}).has_value());
  EXPECT_EQ(s.paths, (Words{"--case=", "-x", "[y]"}));
}

TEST(Options, TakesADashedWordAsAValue) {
  Sample s;
  ASSERT_TRUE(s.parse({"--note", "--verify", "a"}).has_value());
  EXPECT_EQ(s.note.given, "--verify");
  EXPECT_FALSE(s.verify);
}

TEST(Options, RefusesUnknownOptionsAndSaysWhatWasMeant) {
  const Error error = Sample().refused({"--verfy", "a"});
  EXPECT_EQ(error.code(), ErrorCode::usage);
  EXPECT_EQ(error.sentence(), "unknown option '--verfy'");
  EXPECT_EQ(error.why(), "did you mean --verify?");
  EXPECT_EQ(Sample().refused({"--jsno", "a"}).why(), "did you mean --json?");
  EXPECT_EQ(Sample().refused({"-x", "a"}).sentence(), "unknown option '-x'");
}

TEST(Options, NamesAMisspelledOptionBeforeAMissingWord) {
  EXPECT_EQ(Sample().refused({"--verfy"}).sentence(), "unknown option '--verfy'");
  EXPECT_EQ(Sample().refused({}).sentence(), "PATH is required");
}

TEST(Options, RefusesAValueTwice) {
  EXPECT_EQ(Sample().refused({"a", "--case", "x", "--case", "y"}).sentence(), "--case is given more than once");
}

TEST(Options, RefusesAMissingValue) {
  EXPECT_EQ(Sample().refused({"a", "--case"}).code(), ErrorCode::usage);
  EXPECT_EQ(Sample().refused({"a", "--verify=no"}).code(), ErrorCode::usage);
}

TEST(Options, RefusesWhatAChoiceDoesNotKnow) {
  const Error error = Sample().refused({"a", "--kind", "soft"});
  EXPECT_EQ(error.sentence(), "--kind does not know 'soft'");
  EXPECT_EQ(error.next_step(), "one of: physical, digital");
}

TEST(Options, RefusesNumbersOutOfBoundsOrOddlySpelled) {
  for (const char* text : {"0", "1000", "-1", "+1", "0x10", "1e2", "01", " 1", "1 ", "", "99999999999999999999"}) {
    EXPECT_EQ(Sample().refused({"a", "--number", text}).code(), ErrorCode::usage) << text;
  }
  Sample s;
  ASSERT_TRUE(s.parse({"a", "--number", "999"}).has_value());
  EXPECT_EQ(s.number, 999U);
}

TEST(Options, RefusesSuperfluousWords) {
  std::string only;
  Options options;
  options.argument("FILE", only, "");
  const Result<Options::Asked> result = options.parse({"a", "b"});
  ASSERT_FALSE(result.has_value());
  EXPECT_EQ(result.error().sentence(), "unexpected argument 'b'");
}

TEST(Options, AnswersHelpWhateverIsMissing) {
  EXPECT_EQ(Sample().parse({"--help"}).value(), Options::Asked::help);
  EXPECT_EQ(Sample().parse({"-h"}).value(), Options::Asked::help);
  EXPECT_EQ(Sample().parse({"--version"}).value(), Options::Asked::version);
  EXPECT_EQ(Sample().parse({"a"}).value(), Options::Asked::run);
}

TEST(Options, NoteWhatWasGivenUnderEachOfItsNames) {
  Sample s;
  Given given;
  s.options.note_given(given);
  ASSERT_TRUE(s.parse({"a", "--verify", "--output=f", "--to", "x", "--to", "y", "--note", "@n", "b"}).has_value());
  EXPECT_EQ(given, (Given{{"-o", "f"}, {"--output", "f"}, {"--to", "y"}, {"--note", "@n"}, {"PATH", "b"}}));
}

TEST(Options, TakeAnAnswerAsIfItHadStoodOnTheLine) {
  Sample s;
  Given given;
  s.options.note_given(given);
  ASSERT_TRUE(s.parse({"--to", "x", "p"}).has_value());
  ASSERT_TRUE(s.options.put("-o", "f").has_value());
  ASSERT_TRUE(s.options.put("--number", "7").has_value());
  ASSERT_TRUE(s.options.put("--to", "y").has_value());
  EXPECT_EQ(s.output, "f");
  EXPECT_EQ(s.number, 7U);
  EXPECT_EQ(s.to, (Words{"y"}));
  EXPECT_EQ(given, (Given{{"-o", "f"}, {"--output", "f"}, {"--number", "7"}, {"--to", "y"}, {"PATH", "p"}}));
}

TEST(Options, RefuseAnAnswerOfAnotherFormAndKeepWhatWas) {
  Sample s;
  Given given;
  s.options.note_given(given);
  EXPECT_EQ(s.options.put("--kind", "paper").error().sentence(), "--kind does not know 'paper'");
  EXPECT_EQ(s.options.put("--number", "1000").error().code(), ErrorCode::usage);
  EXPECT_EQ(s.kind, "digital");
  EXPECT_TRUE(given.empty());
}

TEST(Options, TakeAnAnswerOfFreeTextForTheTextItself) {
  Sample s;
  ASSERT_TRUE(s.parse({"--note", "@file", "p"}).has_value());
  EXPECT_FALSE(s.note.is_literal);
  ASSERT_TRUE(s.options.put("--note", "-").has_value());
  EXPECT_EQ(s.note.given, "-");
  EXPECT_TRUE(s.note.is_literal);
}

}  // namespace
}  // namespace rogatory::cmd
