#include "cmd/custody_options.hpp"

#include <gtest/gtest.h>

namespace rogatory::cmd {
namespace {

struct CustodyLine {
  CustodyOptions options;
  Options line;
  CustodyLine() { options.setup(line); }
  Result<void> check(const std::vector<std::string>& words) {
    ROG_TRY(line.parse(words));
    return options.check();
  }
};

TEST(CustodyOptions, TakeTheIdOfARequestInEitherCase) {
  EXPECT_TRUE(CustodyLine().check({"--request", std::string(64, 'a')}).has_value());
  EXPECT_TRUE(CustodyLine().check({"--request", std::string(64, 'A')}).has_value());
}

TEST(CustodyOptions, RefuseWhatIsNoIdOfARequest) {
  for (const std::string& id : {std::string(), std::string(63, 'a'), std::string(65, 'a'), std::string(64, 'g'),
                                " " + std::string(64, 'a'), std::string("17 Js 42/26")}) {
    EXPECT_EQ(CustodyLine().check({"--request", id}).error().code(), ErrorCode::usage) << id;
  }
}

TEST(CustodyOptions, SayThatAShortFormOfARequestIsForPeople) {
  for (const char* id : {"R-0123456789", "r-0123456789", "D-0123456789"}) {
    EXPECT_TRUE(CustodyLine().check({"--request", id}).error().why().starts_with("R-… and D-… are")) << id;
  }
}

TEST(CustodyOptions, LookAtAnAnswerBeforeItIsTaken) {
  const std::string hash = "media:md5:" + std::string(32, '0');
  EXPECT_TRUE(CustodyOptions::check_value("--at", "2026-11-24T10:00:00+01:00").has_value());
  EXPECT_EQ(CustodyOptions::check_value("--at", "2026-11-24T10:00:00").error().code(), ErrorCode::usage);
  EXPECT_TRUE(CustodyOptions::check_value("--hash", hash).has_value());
  EXPECT_EQ(CustodyOptions::check_value("--hash", hash + "0").error().code(), ErrorCode::usage);
  EXPECT_TRUE(CustodyOptions::check_value("--place", "2026").has_value());
}

}  // namespace
}  // namespace rogatory::cmd
