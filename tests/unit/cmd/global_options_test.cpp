#include "cmd/global_options.hpp"

#include <gtest/gtest.h>

#include <map>

namespace rogatory::cmd {
namespace {

Environment with(std::map<std::string, std::string> variables) {
  return [variables = std::move(variables)](const char* name) -> const char* {
    const auto found = variables.find(name);
    return found == variables.end() ? nullptr : found->second.c_str();
  };
}

std::string home_of(GlobalOptions options, const Environment& environment) {
  EXPECT_TRUE(settle(options, environment).has_value());
  return options.home;
}

TEST(GlobalOptions, FindTheHome) {
  GlobalOptions given;
  given.home = "here";
  const Environment all = with({{"ROGATORY_HOME", "r"}, {"XDG_DATA_HOME", "/x"}, {"HOME", "/h"}});
  EXPECT_EQ(home_of(given, all), "here");
  EXPECT_EQ(home_of({}, all), "r");
  EXPECT_EQ(home_of({}, with({{"ROGATORY_HOME", ""}, {"XDG_DATA_HOME", "/x"}, {"HOME", "/h"}})), "/x/rogatory");
  EXPECT_EQ(home_of({}, with({{"XDG_DATA_HOME", "relative"}, {"HOME", "/h"}})), "/h/.local/share/rogatory");
  EXPECT_EQ(home_of({}, with({})), "");
}

TEST(GlobalOptions, FindTheRecordsOfCommandsWithoutAHome) {
  const auto records = [](const Environment& environment) {
    GlobalOptions options;
    EXPECT_TRUE(settle(options, environment).has_value());
    return options.records;
  };
  EXPECT_EQ(records(with({{"XDG_STATE_HOME", "/x"}, {"HOME", "/h"}})), "/x/rogatory/unfinished");
  EXPECT_EQ(records(with({{"XDG_STATE_HOME", "relative"}, {"HOME", "/h"}})), "/h/.local/state/rogatory/unfinished");
  EXPECT_EQ(records(with({})), "");
}

TEST(GlobalOptions, FindTheOfficer) {
  GlobalOptions options;
  ASSERT_TRUE(settle(options, with({{"ROGATORY_OFFICER", "registry-2"}})).has_value());
  EXPECT_EQ(options.officer, "registry-2");
  options.officer = "clerk-1";
  ASSERT_TRUE(settle(options, with({{"ROGATORY_OFFICER", "registry-2"}})).has_value());
  EXPECT_EQ(options.officer, "clerk-1");
}

TEST(GlobalOptions, RefuseWhatTheyDoNotKnow) {
  for (const char* color : {"yes", "Auto", "on"}) {
    GlobalOptions options;
    options.color_text = color;
    EXPECT_EQ(settle(options, with({})).error().code(), ErrorCode::usage) << color;
  }
  for (const char* number : {"-1", "x", "3x", "99999999999", "-0", " 3", "+3"}) {
    GlobalOptions options;
    options.passphrase_fd_text = number;
    EXPECT_EQ(settle(options, with({})).error().code(), ErrorCode::usage) << number;
  }
}

TEST(GlobalOptions, RefuseContradictions) {
  GlobalOptions both;
  both.passphrase_fd_text = "3";
  both.passphrase_file = "f";
  EXPECT_EQ(settle(both, with({})).error().code(), ErrorCode::usage);
  GlobalOptions loud;
  loud.quiet = loud.verbose = true;
  EXPECT_EQ(settle(loud, with({})).error().code(), ErrorCode::usage);
}

TEST(Color, FollowsTheOptionThenTheEnvironmentThenTheTerminal) {
  const Environment plain = with({{"TERM", "xterm"}});
  EXPECT_TRUE(wants_color(ColorChoice::automatic, true, plain));
  EXPECT_FALSE(wants_color(ColorChoice::automatic, false, plain));
  EXPECT_FALSE(wants_color(ColorChoice::automatic, true, with({{"TERM", "dumb"}})));
  EXPECT_FALSE(wants_color(ColorChoice::automatic, true, with({})));
  EXPECT_FALSE(wants_color(ColorChoice::automatic, true, with({{"TERM", "xterm"}, {"NO_COLOR", "1"}})));
  EXPECT_TRUE(wants_color(ColorChoice::automatic, true, with({{"TERM", "xterm"}, {"NO_COLOR", ""}})));
  EXPECT_TRUE(wants_color(ColorChoice::automatic, false, with({{"CLICOLOR_FORCE", "1"}})));
  EXPECT_FALSE(wants_color(ColorChoice::automatic, false, with({{"CLICOLOR_FORCE", "0"}})));
  EXPECT_FALSE(wants_color(ColorChoice::automatic, true, with({{"CLICOLOR_FORCE", "1"}, {"NO_COLOR", "1"}})));
  EXPECT_TRUE(wants_color(ColorChoice::always, false, with({{"NO_COLOR", "1"}})));
  EXPECT_FALSE(wants_color(ColorChoice::never, true, with({{"CLICOLOR_FORCE", "1"}})));
}

}  // namespace
}  // namespace rogatory::cmd
