#include "base/write_behind.hpp"

#include <system_error>

namespace rogatory::base {

WriteBehind::WriteBehind(ByteSink& into) {
  try {
    m_thread = std::jthread([this, &into] { run(into); });
  } catch (const std::system_error&) {
    m_ring.stop(Error(ErrorCode::failed, "no thread to write with is to be had"));
  }
}

WriteBehind::~WriteBehind() { m_ring.stop(Error(ErrorCode::interrupted, "the writing was given up")); }

void WriteBehind::run(ByteSink& into) {
  while (true) {
    const Result<ByteView> block = m_ring.front();
    if (!block || block->empty()) {
      return;
    }
    if (Result<void> written = into.write(*block); !written) {
      m_ring.stop(std::move(written).error());
      return;
    }
    m_ring.pop();
  }
}

Result<MutableByteView> WriteBehind::space() {
  if (m_block.empty()) {
    ROG_TRY_ASSIGN(m_block, m_ring.free_block());
  }
  return m_block.subspan(m_filled);
}

void WriteBehind::added(std::size_t size) {
  m_filled += size;
  if (m_filled == m_block.size()) {
    hand_over();
  }
}

Result<void> WriteBehind::flush() {
  if (m_filled > 0) {
    hand_over();
  }
  return m_ring.wait_until_empty();
}

void WriteBehind::hand_over() {
  m_ring.push(m_filled);
  m_block = {};
  m_filled = 0;
}

}  // namespace rogatory::base
