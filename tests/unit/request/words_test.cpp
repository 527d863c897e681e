#include <gtest/gtest.h>

#include "request/act.hpp"
#include "request/limit.hpp"
#include "request/machine.hpp"
#include "request/side.hpp"

namespace rogatory::request {
namespace {

/// How many values have a word that is read back as the same value, from the first to the last.
template <class Value, class Parse>
int read_back(Value last, Parse parse) {
  int same = 0;
  for (int number = 0; number <= static_cast<int>(last); ++number) {
    const auto value = static_cast<Value>(number);
    const Result<Value> parsed = parse(text_of(value));
    same += parsed && *parsed == value ? 1 : 0;
  }
  return same;
}

TEST(Words, OfEveryListAreReadBackAsTheSameValue) {
  EXPECT_EQ(read_back(Side::provider, parse_side), 3);
  EXPECT_EQ(read_back(Role::def, parse_role), 11);
  EXPECT_EQ(read_back(Verified::unverified, parse_verified), 3);
  EXPECT_EQ(read_back(Unit::year, parse_unit), 6);
  EXPECT_EQ(read_back(Counting::national, parse_counting), 5);
  EXPECT_EQ(read_back(Effect::none, parse_effect), 15);
  EXPECT_EQ(read_back(Need::consultation, parse_need), 6);
}

TEST(Words, OfTheDesignAreSpelledAsThere) {
  EXPECT_EQ(text_of(Role::ca_r), "CA-R");
  EXPECT_EQ(text_of(Effect::notify_eurojust), "notify_eurojust");
  EXPECT_EQ(text_of(Standing::reported), "reported");
  EXPECT_EQ(text_of(Standing::agreed), "agreed");
}

TEST(Words, AreRefusedInAnyOtherSpelling) {
  const Result<Role> role = parse_role("ca-r");
  ASSERT_FALSE(role);
  EXPECT_EQ(role.error().code(), ErrorCode::malformed);
  EXPECT_EQ(role.error().sentence(), "no role in a request is called ca-r");
  EXPECT_EQ(role.error().next_step(), "one of: ISS, VAL, CA-R, DIP, CA-Q, EXE, CRT, MIN, POL, PRV, DEF");
  EXPECT_FALSE(parse_unit("days"));
  EXPECT_FALSE(parse_side(""));
}

}  // namespace
}  // namespace rogatory::request
