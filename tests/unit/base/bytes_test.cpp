#include "base/bytes.hpp"

#include <gtest/gtest.h>

namespace rogatory::base {
namespace {

TEST(Base64, ReadsWhatItWrites) {
  for (std::size_t size = 0; size < 70; ++size) {
    Bytes bytes(size);
    for (std::size_t i = 0; i < size; ++i) {
      bytes[i] = static_cast<std::uint8_t>(i * 37 + size);
    }
    EXPECT_EQ(from_base64(to_base64(bytes)).value(), bytes);
    EXPECT_EQ(from_base64_unpadded(to_base64_unpadded(bytes)).value(), bytes);
  }
}

TEST(Base64, KnowsTheVectorsOfRfc4648) {
  EXPECT_EQ(to_base64(as_bytes("f")), "Zg==");
  EXPECT_EQ(to_base64(as_bytes("fo")), "Zm8=");
  EXPECT_EQ(to_base64(as_bytes("foobar")), "Zm9vYmFy");
  EXPECT_EQ(to_base64_unpadded(as_bytes("foob")), "Zm9vYg");
}

TEST(Base64, RefusesEverySecondSpelling) {
  for (const char* text : {"Zg=", "Zg", "Zh==", "Zg==\n", " Zg==", "Zg===", "====", "Z===", "Zm9vYmF", "Zm9=YmFy", "Zg=a"}) {
    EXPECT_FALSE(from_base64(text).has_value()) << text;
  }
  for (const char* text : {"Zg==", "Zh", "Z", "Zm9v\n", "Zm 9"}) {
    EXPECT_FALSE(from_base64_unpadded(text).has_value()) << text;
  }
}

TEST(Hex, AcceptsLowerCaseOnly) {
  EXPECT_EQ(from_hex("00ff1a").value(), (Bytes{0, 255, 26}));
  for (const char* text : {"0", "0G", "FF", "0x", " 0"}) {
    EXPECT_FALSE(from_hex(text).has_value()) << text;
  }
}

}  // namespace
}  // namespace rogatory::base
