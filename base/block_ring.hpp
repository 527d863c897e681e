// A bounded queue of blocks between two threads: one fills them, the other takes them in the same order.
#pragma once

#include <condition_variable>
#include <cstdlib>
#include <memory>
#include <mutex>
#include <optional>
#include <vector>

#include "base/bytes.hpp"

namespace rogatory::base {

/// Blocks are aligned to k_alignment, so that they can be written around the page cache, and take memory only once they
/// are used. Each side is for one thread; the destructor runs when neither works any more. What was in the blocks is
/// wiped then, since it may be plaintext.
class BlockRing {
 public:
  static constexpr std::size_t k_alignment = 4096;
  static constexpr std::size_t k_block = 512 * 1024;

  /// `blocks` of k_block bytes each.
  explicit BlockRing(std::size_t blocks);
  BlockRing(const BlockRing&) = delete;
  BlockRing& operator=(const BlockRing&) = delete;
  ~BlockRing();

  /// The filling side. Waits for a free block and gives all of it.
  Result<MutableByteView> free_block();
  /// Hands over the first `size` bytes of that block, at least 1.
  void push(std::size_t size);
  /// No more blocks come; an Error reaches the other side after the blocks that were pushed.
  void close(Result<void> how);
  /// Waits until the other side has had every block.
  Result<void> wait_until_empty();

  /// The taking side. Waits for the oldest block; no bytes at the end; the Error of close().
  Result<ByteView> front();
  /// Gives the oldest block back.
  void pop();

  /// Either side: nothing more is to be done. From now on every call that waits fails with the first such Error.
  void stop(Error error);

 private:
  struct Free {
    void operator()(std::uint8_t* memory) const { std::free(memory); }
  };
  [[nodiscard]] MutableByteView block(std::uint64_t number) const;

  // Blocks [m_taken, m_filled) hold bytes, counted without end; the others are free.
  std::unique_ptr<std::uint8_t, Free> m_memory;
  std::vector<std::size_t> m_sizes;
  std::mutex m_mutex;
  std::condition_variable m_changed;
  std::uint64_t m_taken = 0;
  std::uint64_t m_filled = 0;
  std::optional<Result<void>> m_closed;
  std::optional<Error> m_stopped;
};

}  // namespace rogatory::base
