#include "base/block_ring.hpp"

#include <algorithm>
#include <cstring>
#include <new>

namespace rogatory::base {

BlockRing::BlockRing(std::size_t blocks)
    : m_memory(static_cast<std::uint8_t*>(std::aligned_alloc(k_alignment, blocks * k_block))), m_sizes(blocks) {
  if (m_memory == nullptr) {
    throw std::bad_alloc();
  }
}

BlockRing::~BlockRing() {
  // Those never used would only now take memory.
  for (std::uint64_t i = 0; i < std::min<std::uint64_t>(m_filled + 1, m_sizes.size()); ++i) {
    ::explicit_bzero(block(i).data(), k_block);
  }
}

MutableByteView BlockRing::block(std::uint64_t number) const {
  return {m_memory.get() + number % m_sizes.size() * k_block, k_block};
}

Result<MutableByteView> BlockRing::free_block() {
  std::unique_lock lock(m_mutex);
  m_changed.wait(lock, [this] { return m_stopped || m_filled - m_taken < m_sizes.size(); });
  if (m_stopped) {
    return fail(*m_stopped);
  }
  return block(m_filled);
}

void BlockRing::push(std::size_t size) {
  ROG_ASSERT(size > 0 && size <= k_block);
  const std::lock_guard lock(m_mutex);
  m_sizes[m_filled % m_sizes.size()] = size;
  ++m_filled;
  m_changed.notify_all();
}

void BlockRing::close(Result<void> how) {
  const std::lock_guard lock(m_mutex);
  m_closed = std::move(how);
  m_changed.notify_all();
}

Result<void> BlockRing::wait_until_empty() {
  std::unique_lock lock(m_mutex);
  m_changed.wait(lock, [this] { return m_stopped || m_filled == m_taken; });
  if (m_stopped) {
    return fail(*m_stopped);
  }
  return {};
}

Result<ByteView> BlockRing::front() {
  std::unique_lock lock(m_mutex);
  m_changed.wait(lock, [this] { return m_stopped || m_closed || m_filled > m_taken; });
  if (m_stopped) {
    return fail(*m_stopped);
  }
  if (m_filled > m_taken) {
    return ByteView(block(m_taken)).first(m_sizes[m_taken % m_sizes.size()]);
  }
  if (m_closed && !*m_closed) {
    return fail(m_closed->error());
  }
  return ByteView();
}

void BlockRing::pop() {
  const std::lock_guard lock(m_mutex);
  ++m_taken;
  m_changed.notify_all();
}

void BlockRing::stop(Error error) {
  const std::lock_guard lock(m_mutex);
  if (!m_stopped) {
    m_stopped = std::move(error);
  }
  m_changed.notify_all();
}

}  // namespace rogatory::base
