// Secrets in guarded memory, and randomness.
#pragma once

#include <array>
#include <cstddef>
#include <string_view>

#include "base/bytes.hpp"

namespace rogatory::crypto {

/// Bytes that nobody else should see: sodium_malloc (guard pages, locked where the system allows, not in core dumps),
/// wiped when given up, move-only. Every place that looks inside says expose(), so a search finds them all.
/// Page-granular: for keys and passphrases, not for bulk data. A thread keeps a few wiped ones for its next secrets.
class SecretBytes {
 public:
  SecretBytes() = default;
  /// `size` zero bytes.
  static SecretBytes make(std::size_t size);
  /// A copy. The caller's copy is the caller's to wipe (wipe() below).
  static SecretBytes copy_of(ByteView bytes);
  static SecretBytes random(std::size_t size);

  SecretBytes(SecretBytes&& other) noexcept;
  SecretBytes& operator=(SecretBytes&& other) noexcept;
  SecretBytes(const SecretBytes&) = delete;
  SecretBytes& operator=(const SecretBytes&) = delete;
  ~SecretBytes();

  [[nodiscard]] ByteView expose() const { return {m_data, m_size}; }
  [[nodiscard]] MutableByteView expose_mutable() { return {m_data, m_size}; }
  [[nodiscard]] std::string_view expose_text() const;
  [[nodiscard]] std::size_t size() const { return m_size; }
  [[nodiscard]] bool empty() const { return m_size == 0; }
  /// A second copy, said aloud.
  [[nodiscard]] SecretBytes clone() const { return copy_of(expose()); }

 private:
  std::uint8_t* m_data = nullptr;
  std::size_t m_size = 0;
};

/// Overwrites a buffer in a way the compiler does not remove.
void wipe(MutableByteView bytes);

/// Wipes a buffer when the scope ends.
class WipeAtEnd {
 public:
  explicit WipeAtEnd(MutableByteView bytes) : m_bytes(bytes) {}
  WipeAtEnd(const WipeAtEnd&) = delete;
  WipeAtEnd& operator=(const WipeAtEnd&) = delete;
  ~WipeAtEnd() { wipe(m_bytes); }

 private:
  MutableByteView m_bytes;
};

/// Fills with bytes of the system's generator (libsodium's randombytes).
void fill_random(MutableByteView bytes);
Bytes random_bytes(std::size_t size);
std::string random_hex(std::size_t bytes);

/// Random bytes for many small needs, salts by the hundred thousand: taken from the generator a batch at a time, since
/// a system call for each costs more than the bytes. What was given out is wiped here at once, what is left at the end.
/// Not thread-safe; not to be used on both sides of a fork.
class RandomBatches {
 public:
  static constexpr std::size_t k_batch = 4096;

  RandomBatches() = default;
  RandomBatches(const RandomBatches&) = delete;
  RandomBatches& operator=(const RandomBatches&) = delete;
  ~RandomBatches();

  /// At most k_batch bytes; more is our own bug.
  Bytes bytes(std::size_t size);

 private:
  std::array<std::uint8_t, k_batch> m_batch{};
  std::size_t m_given = k_batch;  // of the batch, from its beginning
};

/// Compares in constant time; different sizes are different.
bool equal_secret(ByteView a, ByteView b);

/// Starts libsodium once; every function of crypto/ that needs it calls this. Aborts if it cannot start.
void ensure_sodium();

}  // namespace rogatory::crypto
