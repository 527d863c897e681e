#include "base/direct_writer.hpp"

#include <bit>

namespace rogatory::base {
namespace {

constexpr std::size_t k_alignment = 4096;

bool is_aligned(ByteView bytes, std::uint64_t offset) {
  return std::bit_cast<std::uintptr_t>(bytes.data()) % k_alignment == 0 && bytes.size() % k_alignment == 0 &&
         offset % k_alignment == 0;
}

}  // namespace

Result<void> DirectWriter::pwrite(ByteView bytes, std::uint64_t offset) {
  if (is_aligned(bytes, offset) && go_direct()) {
    return write_directly(bytes, offset);
  }
  ROG_TRY(go_buffered());
  return pwrite_all(m_fs, m_fd, bytes, offset, m_what);
}

Result<void> DirectWriter::write_directly(ByteView bytes, std::uint64_t offset) {
  while (!bytes.empty()) {
    const auto wrote = uninterrupted([&] { return m_fs.pwrite(m_fd, bytes, offset); });
    if (!wrote && wrote.error() != EINVAL) {
      return fail(errno_error(wrote.error(), "writing " + m_what));
    }
    // EINVAL: the flag was taken, but this device wants more than our alignment. A short write leaves a rest that is
    // not aligned any more. Both go on through the page cache.
    const std::size_t count = wrote.value_or(0);
    bytes = bytes.subspan(count);
    offset += count;
    if (!is_aligned(bytes, offset) || count == 0) {
      ROG_TRY(go_buffered());
      m_mode = count == 0 ? Mode::never_direct : m_mode;
      return pwrite_all(m_fs, m_fd, bytes, offset, m_what);
    }
  }
  return {};
}

bool DirectWriter::go_direct() {
  if (m_mode == Mode::buffered) {
    m_mode = m_fs.set_direct(m_fd, true) ? Mode::direct : Mode::never_direct;
    if (m_mode == Mode::never_direct) {
      static_cast<void>(m_fs.set_direct(m_fd, false));  // it may have been set all the same
    }
  }
  return m_mode == Mode::direct;
}

Result<void> DirectWriter::go_buffered() {
  if (m_mode == Mode::direct) {
    if (const SysResult<void> set = m_fs.set_direct(m_fd, false); !set) {
      return fail(errno_error(set.error(), "writing " + m_what));
    }
    m_mode = Mode::buffered;
  }
  return {};
}

}  // namespace rogatory::base
