#include "base/sparse.hpp"

#include <algorithm>
#include <cstring>

namespace rogatory::base {

bool is_zero(ByteView bytes) {
  // The first byte is zero and each byte equals the one before it.
  return bytes.empty() || (bytes[0] == 0 && std::memcmp(bytes.data(), bytes.data() + 1, bytes.size() - 1) == 0);
}

SparseWriter::SparseWriter(FileSystem& fs, int fd, std::string what)
    : m_fs(fs), m_fd(fd), m_what(std::move(what)), m_writer(fs, fd, m_what) {
  m_pending.reserve(k_block);
}

Result<void> SparseWriter::write(ByteView bytes) {
  if (!m_pending.empty()) {
    ROG_TRY_ASSIGN(bytes, fill_pending(bytes));
  }
  // Whole blocks go from the caller's memory to the file without a copy.
  const std::size_t whole = bytes.size() / k_block * k_block;
  ROG_TRY(write_blocks(bytes.first(whole)));
  const ByteView rest = bytes.subspan(whole);
  m_pending.insert(m_pending.end(), rest.begin(), rest.end());
  return {};
}

Result<void> SparseWriter::finish() {
  if (!is_zero(m_pending)) {
    ROG_TRY(m_writer.pwrite(m_pending, m_written));
  }
  if (const auto cut = uninterrupted([&] { return m_fs.truncate(m_fd, size()); }); !cut) {
    return fail(errno_error(cut.error(), "setting the size of " + m_what));
  }
  return {};
}

/// Completes the block that was begun, as far as `bytes` go, and returns the rest of them.
Result<ByteView> SparseWriter::fill_pending(ByteView bytes) {
  const std::size_t count = std::min(bytes.size(), k_block - m_pending.size());
  const ByteView more = bytes.first(count);
  m_pending.insert(m_pending.end(), more.begin(), more.end());
  if (m_pending.size() == k_block) {
    ROG_TRY(write_blocks(m_pending));
    m_pending.clear();
  }
  return bytes.subspan(count);
}

/// Neighbouring blocks that are not zero are written in one call.
Result<void> SparseWriter::write_blocks(ByteView blocks) {
  std::size_t begin = 0;
  for (std::size_t at = 0; at < blocks.size(); at += k_block) {
    if (is_zero(blocks.subspan(at, k_block))) {
      ROG_TRY(m_writer.pwrite(blocks.subspan(begin, at - begin), m_written + begin));
      begin = at + k_block;
    }
  }
  ROG_TRY(m_writer.pwrite(blocks.subspan(begin), m_written + begin));
  m_written += blocks.size();
  return {};
}

}  // namespace rogatory::base
