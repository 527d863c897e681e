#include "registry/countries.hpp"

#include <gtest/gtest.h>

namespace rogatory::registry {
namespace {

TEST(Countries, AreThoseThatAreAssigned) {
  for (const char* const code : {"AD", "FR", "GB", "ZW", "XK"}) {
    EXPECT_TRUE(check_country(code)) << code;
  }
  for (const char* const code : {"XX", "ZZ", "UK", "EU", "AA", "", "F", "FRA", "D ", " A", "fr"}) {
    EXPECT_EQ(check_country(code).error().code(), ErrorCode::usage) << code;
  }
  EXPECT_EQ(check_country("UK").error().next_step(), "write GB");
}

}  // namespace
}  // namespace rogatory::registry
