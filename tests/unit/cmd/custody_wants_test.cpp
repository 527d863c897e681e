#include "cmd/custody_wants.hpp"

#include <gtest/gtest.h>

namespace rogatory::cmd {
namespace {

TEST(CustodyWants, SayWhoWantsItRecorded) {
  EXPECT_EQ(why(Want::access), "ISO/IEC 27037 and NIST SP 800-86 want recorded: who had access to it, when and where");
  EXPECT_EQ(why(Want::packaging), "INTERPOL wants recorded: packaging, labels and seals");
  EXPECT_EQ(why(Want::state), "The forms in use want recorded: its state");
}

TEST(CustodyWants, FindTheirRowByName) {
  for (const WantRow& row : wants()) {
    EXPECT_TRUE(why(row.want).ends_with(" recorded: " + std::string(row.what))) << row.what;
  }
}

}  // namespace
}  // namespace rogatory::cmd
