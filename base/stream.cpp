#include "base/stream.hpp"

#include <algorithm>

namespace rogatory::base {

Result<std::size_t> read_full(ByteSource& source, MutableByteView into) {
  std::size_t filled = 0;
  while (filled < into.size()) {
    ROG_TRY_ASSIGN(const std::size_t got, source.read(into.subspan(filled)));
    if (got == 0) {
      break;
    }
    filled += got;
  }
  return filled;
}

Result<Bytes> read_all(ByteSource& source, std::size_t limit) {
  constexpr std::size_t k_step = 65536;
  Bytes bytes;
  while (true) {
    const std::size_t before = bytes.size();
    bytes.resize(std::min(before + k_step, limit + 1));
    ROG_TRY_ASSIGN(const std::size_t got, read_full(source, MutableByteView(bytes).subspan(before)));
    bytes.resize(before + got);
    if (bytes.size() > limit) {
      return fail(ErrorCode::malformed, "longer than " + std::to_string(limit) + " bytes");
    }
    if (got == 0) {
      return bytes;
    }
  }
}

Result<void> FillableSink::write(ByteView bytes) {
  while (!bytes.empty()) {
    ROG_TRY_ASSIGN(const MutableByteView free, space());
    const std::size_t count = std::min(free.size(), bytes.size());
    std::copy_n(bytes.begin(), count, free.begin());
    added(count);
    bytes = bytes.subspan(count);
  }
  return {};
}

Result<std::size_t> SpanSource::read(MutableByteView into) {
  const std::size_t count = std::min(into.size(), m_left.size());
  std::copy_n(m_left.begin(), count, into.begin());
  m_left = m_left.subspan(count);
  return count;
}

Result<void> BufferSink::write(ByteView more) {
  bytes.insert(bytes.end(), more.begin(), more.end());
  return {};
}

}  // namespace rogatory::base
