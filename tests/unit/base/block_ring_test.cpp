#include "base/block_ring.hpp"

#include <gtest/gtest.h>

#include <bit>
#include <thread>

#include "base/read_ahead.hpp"
#include "base/write_behind.hpp"

namespace rogatory::base {
namespace {

constexpr std::size_t k_block = BlockRing::k_block;

/// `size` bytes that differ from block to block, whatever the place where reading begins.
Bytes pattern(std::size_t size) {
  Bytes bytes(size);
  for (std::size_t i = 0; i < size; ++i) {
    bytes[i] = static_cast<std::uint8_t>((i * 7 + i / 4093) & 255U);
  }
  return bytes;
}

/// Gives its bytes in pieces of odd sizes; after them the end, or an Error.
class OddSource : public ByteSource {
 public:
  explicit OddSource(ByteView bytes, std::optional<Error> error = std::nullopt)
      : m_left(bytes), m_error(std::move(error)) {}
  Result<std::size_t> read(MutableByteView into) override {
    if (m_left.empty() && m_error) {
      return fail(*m_error);
    }
    const std::size_t count = std::min({into.size(), m_left.size(), ++m_calls * 3001 % 70'000 + 1});
    std::copy_n(m_left.begin(), count, into.begin());
    m_left = m_left.subspan(count);
    return count;
  }

 private:
  ByteView m_left;
  std::optional<Error> m_error;
  std::size_t m_calls = 0;
};

/// Keeps what it gets; fails from the nth call on.
class FailingSink : public ByteSink {
 public:
  explicit FailingSink(int nth) : m_left(nth) {}
  Result<void> write(ByteView more) override {
    if (--m_left <= 0) {
      return fail(ErrorCode::no_space, "the disk is full");
    }
    bytes.insert(bytes.end(), more.begin(), more.end());
    return {};
  }
  Bytes bytes;

 private:
  int m_left;
};

TEST(BlockRing, GivesAlignedBlocksInTheirOrder) {
  BlockRing ring(2);
  for (std::uint8_t i = 0; i < 5; ++i) {
    const MutableByteView block = ring.free_block().value();
    EXPECT_EQ(block.size(), k_block);
    EXPECT_EQ(std::bit_cast<std::uintptr_t>(block.data()) % BlockRing::k_alignment, 0U);
    block[0] = i;
    ring.push(1U + i);
    EXPECT_EQ(ring.front().value().size(), 1U + i);
    EXPECT_EQ(ring.front().value()[0], i);
    ring.pop();
  }
  ring.close({});
  EXPECT_TRUE(ring.front().value().empty());
}

TEST(BlockRing, StopsASideThatWaits) {
  BlockRing ring(1);
  ASSERT_TRUE(ring.free_block());
  ring.push(1);
  std::jthread other([&] { ring.stop(Error(ErrorCode::no_space, "the disk is full")); });
  const Result<MutableByteView> block = ring.free_block();
  ASSERT_FALSE(block);
  EXPECT_EQ(block.error().code(), ErrorCode::no_space);
  EXPECT_EQ(ring.front().error().code(), ErrorCode::no_space);
  EXPECT_EQ(ring.wait_until_empty().error().code(), ErrorCode::no_space);
}

TEST(BlockRing, KeepsTheFirstErrorOfTwo) {
  BlockRing ring(1);
  ring.stop(Error(ErrorCode::no_space, "the disk is full"));
  ring.stop(Error(ErrorCode::interrupted, "given up"));
  EXPECT_EQ(ring.free_block().error().code(), ErrorCode::no_space);
}

TEST(ReadAhead, GivesWhatTheSourceGives) {
  for (const std::size_t size : {std::size_t{0}, std::size_t{1}, k_block - 1, k_block, k_block + 1, 7 * k_block + 5}) {
    const Bytes bytes = pattern(size);
    OddSource source(bytes);
    ReadAhead ahead(source);
    EXPECT_EQ(read_all(ahead, size).value(), bytes) << size;
    std::uint8_t one = 0;
    EXPECT_EQ(ahead.read({&one, 1}).value(), 0U) << "the end stays the end";
  }
}

TEST(ReadAhead, GivesTheBytesBeforeAnError) {
  const Bytes bytes = pattern(k_block + 10);
  OddSource source(bytes, Error(ErrorCode::altered, "a wrong tag"));
  ReadAhead ahead(source);
  Bytes got(bytes.size());
  EXPECT_EQ(read_full(ahead, got).value(), bytes.size());
  EXPECT_EQ(got, bytes);
  std::uint8_t one = 0;
  EXPECT_EQ(ahead.read({&one, 1}).error().code(), ErrorCode::altered);
}

TEST(ReadAhead, DrainsToTheEndOrTheError) {
  const Bytes bytes = pattern(9 * k_block);
  OddSource whole(bytes);
  EXPECT_TRUE(ReadAhead(whole).drain());
  OddSource broken(bytes, Error(ErrorCode::failed, "a bad sector"));
  EXPECT_EQ(ReadAhead(broken).drain().error().code(), ErrorCode::failed);
}

TEST(ReadAhead, CanBeLeftInTheMiddle) {
  const Bytes bytes = pattern(20 * k_block);
  OddSource source(bytes);
  ReadAhead ahead(source);
  std::uint8_t one = 0;
  EXPECT_EQ(ahead.read({&one, 1}).value(), 1U);
}

TEST(WriteBehind, WritesEverythingInOrder) {
  for (const std::size_t size : {std::size_t{0}, std::size_t{1}, k_block, 6 * k_block + 77}) {
    const Bytes bytes = pattern(size);
    BufferSink sink;
    WriteBehind behind(sink);
    for (std::size_t at = 0; at < size; at += 50'001) {
      ASSERT_TRUE(behind.write(ByteView(bytes).subspan(at, std::min<std::size_t>(50'001, size - at))));
    }
    ASSERT_TRUE(behind.flush());
    EXPECT_EQ(sink.bytes, bytes) << size;
  }
}

TEST(WriteBehind, GoesOnAfterAFlush) {
  BufferSink sink;
  WriteBehind behind(sink);
  ASSERT_TRUE(behind.write(as_bytes("one ")));
  ASSERT_TRUE(behind.flush());
  EXPECT_EQ(as_text(sink.bytes), "one ");
  ASSERT_TRUE(behind.write(as_bytes("two")));
  ASSERT_TRUE(behind.flush());
  EXPECT_EQ(as_text(sink.bytes), "one two");
}

TEST(WriteBehind, ReportsTheSinksErrorSoonerOrLater) {
  const Bytes block = pattern(k_block);
  FailingSink sink(3);
  WriteBehind behind(sink);
  Result<void> written;
  for (int i = 0; i < 100 && written; ++i) {
    written = behind.write(block);
  }
  ASSERT_FALSE(written) << "a hundred blocks went into a full disk";
  EXPECT_EQ(written.error().code(), ErrorCode::no_space);
  EXPECT_EQ(behind.flush().error().code(), ErrorCode::no_space) << "and it stays an error";
  EXPECT_EQ(sink.bytes.size(), 2 * k_block);
}

TEST(WriteBehind, ReportsAnErrorOfTheLastBlockAtTheFlush) {
  FailingSink sink(1);
  WriteBehind behind(sink);
  ASSERT_TRUE(behind.write(as_bytes("x")));
  EXPECT_EQ(behind.flush().error().code(), ErrorCode::no_space);
}

}  // namespace
}  // namespace rogatory::base
