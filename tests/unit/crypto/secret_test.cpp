#include "crypto/secret.hpp"

#include <gtest/gtest.h>

#include <set>
#include <thread>
#include <vector>

#include "base/bytes.hpp"

namespace rogatory::crypto {
namespace {

SecretBytes secret(std::string_view text) { return SecretBytes::copy_of(base::as_bytes(text)); }

TEST(SecretBytes, MoveAndLeaveNothingBehind) {
  SecretBytes first = secret("a key");
  SecretBytes second = std::move(first);
  EXPECT_EQ(second.expose_text(), "a key");
  EXPECT_TRUE(first.empty());  // NOLINT(bugprone-use-after-move): what is left is what is tested
  second = secret("another");
  EXPECT_EQ(second.expose_text(), "another");
}

TEST(SecretBytes, SurviveBeingMovedToThemselves) {
  SecretBytes key = secret("a key");
  SecretBytes& same = key;
  key = std::move(same);
  EXPECT_EQ(key.expose_text(), "a key");
}

TEST(SecretBytes, AreClonedIntoMemoryOfTheirOwn) {
  SecretBytes key = secret("a key");
  const SecretBytes clone = key.clone();
  key.expose_mutable().front() = 'A';
  EXPECT_EQ(clone.expose_text(), "a key");
}

TEST(SecretBytes, MayBeEmpty) {
  for (const SecretBytes& empty : {SecretBytes(), SecretBytes::make(0), SecretBytes::random(0), secret("")}) {
    EXPECT_TRUE(empty.empty());
    EXPECT_EQ(empty.expose_text(), "");
    EXPECT_TRUE(equal_secret(empty.expose(), {}));
  }
  wipe({});
}

TEST(SecretBytes, OfMemoryUsedBeforeAreZeroAndTheirOwn) {
  for (const std::size_t size : {std::size_t{16}, std::size_t{32}, std::size_t{65536}, std::size_t{70000}}) {
    {
      const SecretBytes filled = SecretBytes::random(size);
    }
    std::vector<SecretBytes> many;
    for (int i = 0; i < 40; ++i) {
      many.push_back(SecretBytes::make(size));
      EXPECT_EQ(base::as_text(many.back().expose()), std::string(size, '\0')) << size;
      many.back().expose_mutable().front() = static_cast<std::uint8_t>(i);
    }
    for (int i = 0; i < 40; ++i) {
      EXPECT_EQ(many[static_cast<std::size_t>(i)].expose().front(), i);
    }
  }
}

TEST(SecretBytes, MayOutliveTheThreadThatMadeThem) {
  SecretBytes key;
  std::thread([&] { key = secret("a key"); }).join();
  EXPECT_EQ(key.expose_text(), "a key");
  std::thread([&] { const SecretBytes gone = std::move(key); }).join();
  static const SecretBytes ends_with_the_program = secret("another");
}

TEST(Wipe, LeavesZeros) {
  Bytes bytes = base::to_bytes("a key");
  wipe(bytes);
  EXPECT_EQ(bytes, Bytes(5));
}

TEST(EqualSecret, ComparesSizeAndEveryByte) {
  const Bytes key = base::to_bytes("a key");
  EXPECT_TRUE(equal_secret(key, key));
  EXPECT_FALSE(equal_secret(key, ByteView(key).first(4)));
  for (std::size_t at = 0; at < key.size(); ++at) {
    Bytes other = key;
    other[at] ^= 1;
    EXPECT_FALSE(equal_secret(key, other)) << at;
  }
}

TEST(RandomBytes, HaveTheirSizeAndDiffer) {
  EXPECT_TRUE(random_bytes(0).empty());
  EXPECT_EQ(random_bytes(32).size(), 32U);
  EXPECT_NE(random_bytes(32), random_bytes(32));
  EXPECT_EQ(random_hex(16).size(), 32U);
}

TEST(RandomBatches, GiveNoBytesTwice) {
  RandomBatches random;
  EXPECT_TRUE(random.bytes(0).empty());
  std::set<Bytes> given;
  for (std::size_t i = 0; i < 1000; ++i) {  // over many batches, and not in their multiples
    const Bytes bytes = random.bytes(31);
    EXPECT_EQ(bytes.size(), 31U);
    EXPECT_NE(bytes, Bytes(31)) << "what was given out is wiped, and never given again";
    given.insert(bytes);
  }
  EXPECT_EQ(given.size(), 1000U);
  EXPECT_EQ(random.bytes(RandomBatches::k_batch).size(), RandomBatches::k_batch);
  EXPECT_NE(RandomBatches().bytes(32), RandomBatches().bytes(32));
}

}  // namespace
}  // namespace rogatory::crypto
