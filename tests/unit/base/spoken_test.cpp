#include "base/spoken.hpp"

#include <gtest/gtest.h>

namespace rogatory::base {
namespace {

TEST(Spoken, HasTheWordsOfAName) {
  EXPECT_EQ(spoken("provisionally_arrested"), "provisionally arrested");
  EXPECT_EQ(spoken("re-arrest at 10:00"), "re-arrest at 10:00");
  EXPECT_EQ(spoken("_a__b_"), " a  b ");
  EXPECT_EQ(spoken(""), "");
}

}  // namespace
}  // namespace rogatory::base
