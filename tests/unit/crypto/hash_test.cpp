#include "crypto/hash.hpp"

#include <gtest/gtest.h>

namespace rogatory::crypto {
namespace {

TEST(Sha256, KnowsTheVectorsOfFips180) {
  EXPECT_EQ(sha256("abc").hex(), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
  EXPECT_EQ(sha256("").hex(), "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
}

TEST(Hasher, StartsAnewAfterFinish) {
  Hasher hasher;
  hasher.update(base::as_bytes("a"));
  hasher.update(base::as_bytes("bc"));
  EXPECT_EQ(hasher.finish(), sha256("abc"));
  EXPECT_EQ(hasher.finish(), sha256(""));
}

}  // namespace
}  // namespace rogatory::crypto
