// Chunks and the stream of them: what is released, when, and what a damaged payload is called.
#include <gtest/gtest.h>

#include <algorithm>
#include <thread>

#include "crypto/age.hpp"

namespace rogatory::crypto::age {
namespace {

const std::size_t k_sizes[] = {0, 1, 17, 65535, 65536, 65537, 131071, 131072, 131073, 200000};

Bytes pattern(std::size_t size) {
  Bytes bytes(size);
  for (std::size_t i = 0; i < size; ++i) {
    bytes[i] = static_cast<std::uint8_t>(i * 7 + i / 251);
  }
  return bytes;
}

const SecretBytes& file_key() {
  static const SecretBytes key = new_file_key();
  return key;
}

struct Chunk {
  std::size_t size;
  bool last;
};

// A payload of these chunks, numbered in this order, whether or not a writer would make it so.
Bytes payload_of(const std::vector<Chunk>& chunks) {
  Bytes payload = random_bytes(k_nonce);
  const ChunkCipher cipher(file_key(), payload);
  std::uint64_t index = 0;
  for (const Chunk& chunk : chunks) {
    Bytes sealed(chunk.size + k_tag);
    cipher.seal(index++, chunk.last, pattern(chunk.size), sealed);
    payload.insert(payload.end(), sealed.begin(), sealed.end());
  }
  return payload;
}

struct Released {
  std::size_t size = 0;
  std::optional<ErrorCode> code;  // nothing at a good end
};

Released release(ByteView payload) {
  base::SpanSource source(payload);
  PayloadReader reader(file_key(), source);
  Released released;
  Bytes buffer(1000);
  while (true) {
    const Result<std::size_t> got = reader.read(buffer);
    if (!got) {
      released.code = got.error().code();
      const Result<std::size_t> again = reader.read(buffer);
      EXPECT_FALSE(again) << "a broken payload gave more";
      return released;
    }
    if (*got == 0) {
      EXPECT_EQ(reader.read(buffer).value_or(1), 0U);
      return released;
    }
    released.size += *got;
  }
}

Bytes written(ByteView plaintext, std::size_t step) {
  base::BufferSink sink;
  PayloadWriter writer(file_key(), sink);
  while (!plaintext.empty()) {
    const ByteView piece = plaintext.first(std::min(step, plaintext.size()));
    EXPECT_TRUE(writer.write(piece));
    plaintext = plaintext.subspan(piece.size());
  }
  EXPECT_TRUE(writer.finish());
  return sink.bytes;
}

TEST(AgePayload, ReadsBackWhatWasWrittenAtEverySizeAndStep) {
  for (const std::size_t size : k_sizes) {
    const Bytes plaintext = pattern(size);
    for (const std::size_t step : {1000U, 65536U, 65537U, 1000000U}) {
      const Bytes payload = written(plaintext, step);
      EXPECT_EQ(payload.size(), payload_size(size));
      base::SpanSource source(payload);
      PayloadReader reader(file_key(), source);
      const Result<Bytes> read = base::read_all(reader, size);
      ASSERT_TRUE(read) << size << ": " << read.error().sentence();
      EXPECT_TRUE(*read == plaintext) << size << " by " << step;
    }
  }
}

TEST(AgePayload, SizeIsKnownBeforehand) {
  EXPECT_EQ(payload_size(0), 32U);
  EXPECT_EQ(payload_size(1), 33U);
  EXPECT_EQ(payload_size(65536), 16U + 65536 + 16);
  EXPECT_EQ(payload_size(65537), 16U + 65537 + 32);
  EXPECT_EQ(payload_size(std::uint64_t{1} << 40U), 16 + (std::uint64_t{1} << 40U) + (std::uint64_t{1} << 28U));
}

TEST(AgePayload, IsRefusedWhereverItIsCutShort) {
  const Bytes payload = written(pattern(131072 + 50), 1000000);
  std::vector<std::size_t> cuts;
  for (std::size_t cut = 0; cut < payload.size(); cut += 509) {
    cuts.push_back(cut);
  }
  for (std::size_t chunk_end = k_nonce; chunk_end < payload.size(); chunk_end += k_chunk + k_tag) {
    for (std::size_t near = chunk_end - 2; near <= chunk_end + k_tag + 2; ++near) {
      cuts.push_back(near);
    }
  }
  for (const std::size_t cut : cuts) {
    const Released released = release(ByteView(payload).first(cut));
    ASSERT_TRUE(released.code) << cut;
    EXPECT_LE(released.size, cut / (k_chunk + k_tag) * k_chunk) << cut;
  }
}

TEST(AgePayload, CutBetweenChunksIsMalformed) {
  const Bytes payload = written(pattern(200000), 1000000);
  for (std::size_t chunks = 0; chunks <= 3; ++chunks) {
    const Released released = release(ByteView(payload).first(k_nonce + chunks * (k_chunk + k_tag)));
    EXPECT_EQ(released.code, ErrorCode::malformed) << chunks;
    EXPECT_EQ(released.size, chunks * k_chunk);
  }
  for (std::size_t size = 0; size < k_nonce; ++size) {
    EXPECT_EQ(release(ByteView(payload).first(size)).code, ErrorCode::malformed) << size;
  }
}

TEST(AgePayload, WithAnyBitChangedIsAlteredAndReleasesNothingOfThatChunk) {
  const Bytes payload = written(pattern(65536 + 40), 1000000);
  for (std::size_t at = 0; at < payload.size(); at += at < 40 || at > 65560 ? 1 : 1009) {
    Bytes changed = payload;
    changed[at] ^= static_cast<std::uint8_t>(1U << (at % 8));
    const Released released = release(changed);
    EXPECT_EQ(released.code, ErrorCode::altered) << at;
    EXPECT_EQ(released.size, at < k_nonce + k_chunk + k_tag ? 0U : k_chunk) << at;
  }
}

TEST(AgePayload, FollowedByOneByteIsMalformed) {
  for (const std::size_t size : {0U, 1U, 65535U, 65536U, 70000U}) {
    Bytes payload = written(pattern(size), 1000000);
    payload.push_back(0);
    const Released released = release(payload);
    EXPECT_TRUE(released.code == ErrorCode::malformed || released.code == ErrorCode::altered) << size;
  }
  Bytes after_full_chunk = payload_of({{65536, true}});
  after_full_chunk.push_back(0);
  EXPECT_EQ(release(after_full_chunk).code, ErrorCode::malformed);
}

// Each is a payload that no writer makes, built with the right key.
TEST(AgePayload, ThatNoWriterMakesIsRefused) {
  struct Case {
    const char* what;
    std::vector<Chunk> chunks;
    ErrorCode code;
    std::size_t released;
  };
  const Case cases[] = {
      {"a short chunk that is not the last", {{10, false}}, ErrorCode::altered, 0},
      {"a full chunk and no last", {{65536, false}}, ErrorCode::malformed, 65536},
      {"a short chunk before the last", {{10, false}, {10, true}}, ErrorCode::altered, 0},
      {"an empty last chunk after a full one", {{65536, false}, {0, true}}, ErrorCode::malformed, 65536},
      {"two last chunks", {{65536, true}, {10, true}}, ErrorCode::malformed, 65536},
      {"a last chunk in the middle", {{65536, false}, {65536, true}, {65536, false}}, ErrorCode::malformed, 131072},
      {"an empty chunk that is not the last", {{0, false}}, ErrorCode::altered, 0},
      {"no chunk", {}, ErrorCode::malformed, 0},
  };
  for (const Case& test : cases) {
    const Released released = release(payload_of(test.chunks));
    EXPECT_EQ(released.code, test.code) << test.what;
    EXPECT_EQ(released.size, test.released) << test.what;
  }
}

TEST(AgePayload, WithChunksSwappedIsAltered) {
  Bytes payload = payload_of({{65536, false}, {65536, false}, {5, true}});
  const auto first = payload.begin() + k_nonce;
  std::swap_ranges(first, first + k_chunk + k_tag, first + k_chunk + k_tag);
  EXPECT_EQ(release(payload).code, ErrorCode::altered);
}

TEST(AgePayload, PassesOnTheErrorOfItsSink) {
  class FullDisk : public base::ByteSink {
   public:
    Result<void> write(ByteView) override { return fail(ErrorCode::no_space, "full"); }
  };
  FullDisk disk;
  PayloadWriter writer(file_key(), disk);
  EXPECT_TRUE(writer.write(pattern(65536)));  // kept back
  const Result<void> result = writer.finish();
  ASSERT_FALSE(result);
  EXPECT_EQ(result.error().code(), ErrorCode::no_space);
}

TEST(ChunkCipher, WorksInPlace) {
  const ChunkCipher cipher(file_key(), Bytes(k_nonce));
  Bytes buffer = pattern(5000);
  buffer.resize(5000 + k_tag);
  Bytes sealed(buffer.size());
  cipher.seal(7, false, ByteView(buffer).first(5000), sealed);
  cipher.seal(7, false, ByteView(buffer).first(5000), buffer);
  EXPECT_EQ(buffer, sealed);
  ASSERT_TRUE(cipher.open(7, false, buffer, MutableByteView(buffer).first(5000)));
  buffer.resize(5000);
  EXPECT_EQ(buffer, pattern(5000));
}

TEST(ChunkCipher, LeavesNothingOfThePlaintextWhereTheTagIsWrong) {
  const ChunkCipher cipher(file_key(), Bytes(k_nonce));
  Bytes sealed(5000 + k_tag);
  cipher.seal(0, true, pattern(5000), sealed);
  Bytes into(5000, 0xee);
  EXPECT_FALSE(cipher.open(0, false, sealed, into));
  EXPECT_EQ(into, Bytes(5000, 0));
  EXPECT_FALSE(cipher.open(1, true, sealed, into));
  EXPECT_FALSE(cipher.open(std::uint64_t{1} << 63U, true, sealed, into));
  EXPECT_TRUE(cipher.open(0, true, sealed, into));
}

TEST(ChunkCipher, CountsChunksInAllBytesOfTheNonce) {
  const ChunkCipher cipher(file_key(), Bytes(k_nonce));
  Bytes sealed(10 + k_tag);
  Bytes into(10);
  for (unsigned shift = 0; shift < 64; shift += 8) {
    cipher.seal(std::uint64_t{1} << shift, false, pattern(10), sealed);
    for (unsigned other = 0; other < 64; other += 8) {
      EXPECT_EQ(cipher.open(std::uint64_t{1} << other, false, sealed, into), shift == other);
    }
  }
}

TEST(ChunkCipher, MayBeUsedByManyThreadsAtOnce) {
  const ChunkCipher cipher(file_key(), Bytes(k_nonce));
  const Bytes plaintext = pattern(k_chunk);
  constexpr std::uint64_t k_chunks = 64;
  std::vector<Bytes> sealed(k_chunks, Bytes(k_chunk + k_tag));
  std::vector<int> good(k_chunks, 0);
  {
    std::vector<std::jthread> threads;
    for (std::uint64_t first = 0; first < 4; ++first) {
      threads.emplace_back([&, first] {
        Bytes into(k_chunk);
        for (std::uint64_t i = first; i < k_chunks; i += 4) {
          cipher.seal(i, false, plaintext, sealed[i]);
          good[i] = cipher.open(i, false, sealed[i], into) && into == plaintext ? 1 : 0;
        }
      });
    }
  }
  EXPECT_EQ(std::ranges::count(good, 1), static_cast<std::ptrdiff_t>(k_chunks));
  Bytes alone(k_chunk + k_tag);
  cipher.seal(41, false, plaintext, alone);
  EXPECT_EQ(sealed[41], alone);
}

}  // namespace
}  // namespace rogatory::crypto::age
