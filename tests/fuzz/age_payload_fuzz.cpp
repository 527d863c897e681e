// The payload of an age file, as a stream. An input is a plan: how long the plaintext is, and what is done to its
// ciphertext afterwards. Whatever is done, the reader gives a beginning of that plaintext, and it comes to a good end
// only where the ciphertext is as it was.
//
//   input = size[3] *(edit[1] at[3])          numbers big-endian, taken modulo what there is
#include <algorithm>
#include <optional>

#include "crypto/age.hpp"
#include "tests/fuzz/fixed.hpp"
#include "tests/fuzz/target.hpp"

namespace rogatory::fuzz {
namespace {

namespace age = crypto::age;

constexpr std::size_t k_most_plaintext = 3 * age::k_chunk;
constexpr std::size_t k_most_edits = 16;
constexpr std::size_t k_sealed_chunk = age::k_chunk + age::k_tag;

/// Takes numbers off the front of the input; zeros where it has ended.
class Plan {
 public:
  explicit Plan(ByteView input) : m_left(input) {}
  [[nodiscard]] bool empty() const { return m_left.empty(); }
  std::size_t number(std::size_t bytes) {
    std::size_t value = 0;
    for (; bytes > 0; --bytes) {
      value = value << 8U | (m_left.empty() ? 0U : m_left.front());
      m_left = m_left.subspan(m_left.empty() ? 0 : 1);
    }
    return value;
  }

 private:
  ByteView m_left;
};

Bytes plaintext_of(std::size_t size) {
  Bytes plaintext(size);
  for (std::size_t i = 0; i < size; ++i) {
    plaintext[i] = static_cast<std::uint8_t>(i * 31 + i / 251);
  }
  return plaintext;
}

Bytes sealed(ByteView plaintext) {
  static const Bytes nonce(age::k_nonce, 5);
  static const age::ChunkCipher cipher(fixed_file_key(), nonce);
  Bytes payload = nonce;
  std::uint64_t index = 0;
  do {
    const ByteView chunk = plaintext.first(std::min(plaintext.size(), age::k_chunk));
    plaintext = plaintext.subspan(chunk.size());
    const std::size_t at = payload.size();
    payload.resize(at + chunk.size() + age::k_tag);
    cipher.seal(index++, plaintext.empty(), chunk, MutableByteView(payload).subspan(at));
  } while (!plaintext.empty());
  return payload;
}

using Edit = void (*)(Bytes& payload, std::size_t at);
/// Each is given a place within the payload, which is not empty.
constexpr std::array<Edit, 8> k_edits{
    [](Bytes& payload, std::size_t at) { payload[at] ^= std::uint8_t{1}; },
    [](Bytes& payload, std::size_t at) { payload[at] = 0; },
    [](Bytes& payload, std::size_t at) { payload.resize(at); },
    [](Bytes& payload, std::size_t at) { payload.resize(payload.size() + 1 + at % k_sealed_chunk); },
    [](Bytes& payload, std::size_t at) { payload.erase(payload.begin() + static_cast<std::ptrdiff_t>(at)); },
    // The chunk that holds `at`: taken out, said twice, put first.
    [](Bytes& payload, std::size_t at) {
      const std::size_t from = age::k_nonce + at / k_sealed_chunk * k_sealed_chunk;
      const std::size_t to = std::min(from + k_sealed_chunk, payload.size());
      if (from < to) {
        payload.erase(payload.begin() + static_cast<std::ptrdiff_t>(from),
                      payload.begin() + static_cast<std::ptrdiff_t>(to));
      }
    },
    [](Bytes& payload, std::size_t at) {
      const std::size_t from = std::min(age::k_nonce + at / k_sealed_chunk * k_sealed_chunk, payload.size());
      const std::size_t to = std::min(from + k_sealed_chunk, payload.size());
      const Bytes chunk(payload.begin() + static_cast<std::ptrdiff_t>(from),
                        payload.begin() + static_cast<std::ptrdiff_t>(to));
      payload.insert(payload.begin() + static_cast<std::ptrdiff_t>(to), chunk.begin(), chunk.end());
    },
    [](Bytes& payload, std::size_t at) {
      const std::size_t from = std::min(age::k_nonce + at / k_sealed_chunk * k_sealed_chunk, payload.size());
      std::rotate(payload.begin() + static_cast<std::ptrdiff_t>(std::min(age::k_nonce, from)),
                  payload.begin() + static_cast<std::ptrdiff_t>(from), payload.end());
    },
};

void edit(Bytes& payload, Plan& plan) {
  for (std::size_t i = 0; i < k_most_edits && !plan.empty(); ++i) {
    const Edit change = k_edits[plan.number(1) % k_edits.size()];
    const std::size_t at = plan.number(3);
    if (!payload.empty()) {
      change(payload, at % payload.size());
    }
  }
}

/// What comes out, in pieces of 1000 bytes so that chunks are given away in several; nothing where it ends in an error.
std::optional<std::size_t> read_through(ByteView payload, ByteView plaintext) {
  const crypto::SecretBytes file_key = fixed_file_key();
  base::SpanSource source(payload);
  age::PayloadReader reader(file_key, source);
  std::size_t total = 0;
  while (true) {
    std::array<std::uint8_t, 1000> piece;
    const Result<std::size_t> got = reader.read(piece);
    if (!got) {
      ROG_ASSERT(got.error().code() == ErrorCode::altered || got.error().code() == ErrorCode::malformed);
      ROG_ASSERT(!reader.read(piece).has_value());
      return std::nullopt;
    }
    if (*got == 0) {
      ROG_ASSERT(reader.read(piece).value() == 0);
      return total;
    }
    ROG_ASSERT(*got <= plaintext.size() - total);
    ROG_ASSERT(std::ranges::equal(ByteView(piece).first(*got), plaintext.subspan(total, *got)));
    total += *got;
  }
}

}  // namespace

bool accepts(ByteView input) {
  Plan plan(input);
  const Bytes plaintext = plaintext_of(plan.number(3) % (k_most_plaintext + 1));
  const Bytes honest = sealed(plaintext);
  ROG_ASSERT(honest.size() == age::payload_size(plaintext.size()));
  Bytes payload = honest;
  edit(payload, plan);
  const std::optional<std::size_t> read = read_through(payload, plaintext);
  ROG_ASSERT(read.has_value() == (payload == honest));
  ROG_ASSERT(!read || *read == plaintext.size());
  return read.has_value();
}

}  // namespace rogatory::fuzz
