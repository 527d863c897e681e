// A sink that is written by a thread of its own, a few blocks behind whoever makes the bytes.
#pragma once

#include <thread>

#include "base/block_ring.hpp"
#include "base/stream.hpp"

namespace rogatory::base {

/// To be filled from one thread. Every block but the last before a flush() is full. An Error of `into` comes back from
/// a later call; after it nothing more is written. The destructor drops what was not flushed.
class WriteBehind : public FillableSink {
 public:
  static constexpr std::size_t k_blocks = 16;

  /// `into` is written from another thread, and outlives this. Between a flush() and the next bytes it is the caller's.
  explicit WriteBehind(ByteSink& into);
  WriteBehind(const WriteBehind&) = delete;
  WriteBehind& operator=(const WriteBehind&) = delete;
  ~WriteBehind() override;

  Result<MutableByteView> space() override;
  void added(std::size_t size) override;
  /// Waits until `into` has taken everything.
  Result<void> flush();

 private:
  void hand_over();
  void run(ByteSink& into);

  BlockRing m_ring{k_blocks};
  MutableByteView m_block;   // the block that is being filled; none: the next one is yet to be had
  std::size_t m_filled = 0;  // of it
  std::jthread m_thread;     // last: it starts when everything else is there, and ends first
};

}  // namespace rogatory::base
