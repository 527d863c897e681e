#include "cmd/dispatch.hpp"

#include <gtest/gtest.h>

namespace rogatory::cmd {
namespace {

using Kind = Dispatched::Kind;
using Words = std::vector<std::string>;

TEST(Dispatch, SkipsGlobalOptionsBeforeTheCommand) {
  const Dispatched found = dispatch({"--home", "help", "--json", "completion", "bash", "--quiet"}).value();
  ASSERT_EQ(found.kind, Kind::command);
  EXPECT_EQ(found.row->noun, "completion");
  EXPECT_EQ(found.arguments, (Words{"--home", "help", "--json", "bash", "--quiet"}));
}

TEST(Dispatch, TakesAValueBehindAnEqualsSign) {
  const Dispatched found = dispatch({"--home=x", "completion"}).value();
  EXPECT_EQ(found.row->noun, "completion");
  EXPECT_EQ(found.arguments, Words{"--home=x"});
}

TEST(Dispatch, ShowsAllWhereNothingIsAsked) {
  EXPECT_EQ(dispatch({}).value().kind, Kind::overview);
  EXPECT_FALSE(dispatch({}).value().asked_for_help);
  EXPECT_TRUE(dispatch({"--help"}).value().asked_for_help);
  EXPECT_EQ(dispatch({"--", "completion"}).value().kind, Kind::overview);
}

TEST(Dispatch, AsksTheCommandForHelpWhereverHelpStands) {
  const Dispatched found = dispatch({"--help", "completion"}).value();
  EXPECT_EQ(found.kind, Kind::command);
  EXPECT_EQ(found.arguments, Words{"--help"});
  EXPECT_EQ(dispatch({"completion", "--help"}).value().arguments, Words{"--help"});
}

TEST(Dispatch, AnswersVersionBeforeAnythingElse) {
  EXPECT_EQ(dispatch({"--version"}).value().kind, Kind::version);
  EXPECT_EQ(dispatch({"--json", "--version"}).value().kind, Kind::version);
}

TEST(Dispatch, RefusesUnknownWordsAndSaysWhatWasMeant) {
  const Error error = dispatch({"complation"}).error();
  EXPECT_EQ(error.code(), ErrorCode::usage);
  EXPECT_EQ(error.why(), "did you mean completion?");
  EXPECT_EQ(error.next_step(), "rogatory help");
  EXPECT_EQ(dispatch({"comp"}).error().why(), "did you mean completion?");
  EXPECT_EQ(dispatch({"zzzzzz"}).error().why(), "");
}

TEST(Dispatch, RefusesAnOptionOfACommandBeforeIt) {
  EXPECT_EQ(dispatch({"--case", "completion"}).error().code(), ErrorCode::usage);
  EXPECT_EQ(dispatch({"--home"}).error().sentence(), "--home needs a value: DIR");
}

TEST(Dispatch, SeesJsonUpToTwoDashes) {
  EXPECT_TRUE(asks_for_json({"x", "--json"}));
  EXPECT_FALSE(asks_for_json({"x", "--", "--json"}));
  EXPECT_FALSE(asks_for_json({}));
}

}  // namespace
}  // namespace rogatory::cmd
