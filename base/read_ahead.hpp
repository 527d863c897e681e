// A source that is read by a thread of its own, a few blocks ahead of whoever needs the bytes.
#pragma once

#include <thread>

#include "base/block_ring.hpp"
#include "base/stream.hpp"

namespace rogatory::base {

/// To be read from one thread. Errors of the source come after the bytes before them. The destructor stops the reading.
class ReadAhead : public ByteSource {
 public:
  static constexpr std::size_t k_blocks = 16;

  /// `from` is read from another thread until the end, an Error or the destructor, and outlives this.
  explicit ReadAhead(ByteSource& from);
  ReadAhead(const ReadAhead&) = delete;
  ReadAhead& operator=(const ReadAhead&) = delete;
  ~ReadAhead() override;

  Result<std::size_t> read(MutableByteView into) override;
  /// Reads what is left and drops it.
  Result<void> drain();

 private:
  void run(ByteSource& from);

  BlockRing m_ring{k_blocks};
  std::size_t m_used = 0;  // bytes of the front block that were given away
  std::jthread m_thread;   // last: it starts when everything else is there, and ends first
};

}  // namespace rogatory::base
