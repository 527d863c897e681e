#include "base/read_ahead.hpp"

#include <algorithm>
#include <system_error>

namespace rogatory::base {

ReadAhead::ReadAhead(ByteSource& from) {
  try {
    m_thread = std::jthread([this, &from] { run(from); });
  } catch (const std::system_error&) {
    m_ring.close(fail(ErrorCode::failed, "no thread to read with is to be had"));
  }
}

ReadAhead::~ReadAhead() { m_ring.stop(Error(ErrorCode::interrupted, "the reading was given up")); }

void ReadAhead::run(ByteSource& from) {
  while (true) {
    Result<MutableByteView> block = m_ring.free_block();
    if (!block) {
      return;
    }
    std::size_t filled = 0;
    while (filled < block->size()) {
      const Result<std::size_t> got = from.read(block->subspan(filled));
      if (!got || *got == 0) {
        if (filled > 0) {
          m_ring.push(filled);
        }
        m_ring.close(got ? Result<void>() : fail(got.error()));
        return;
      }
      filled += *got;
    }
    m_ring.push(filled);
  }
}

Result<std::size_t> ReadAhead::read(MutableByteView into) {
  ROG_TRY_ASSIGN(const ByteView block, m_ring.front());
  const ByteView unread = block.subspan(m_used);
  if (unread.empty()) {
    return std::size_t{0};
  }
  const std::size_t count = std::min(into.size(), unread.size());
  std::copy_n(unread.begin(), count, into.begin());
  m_used += count;
  if (m_used == block.size()) {
    m_ring.pop();
    m_used = 0;
  }
  return count;
}

Result<void> ReadAhead::drain() {
  while (true) {
    ROG_TRY_ASSIGN(const ByteView block, m_ring.front());
    if (block.empty()) {
      return {};
    }
    m_ring.pop();
    m_used = 0;
  }
}

}  // namespace rogatory::base
