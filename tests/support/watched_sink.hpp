// A sink that lets something happen in the middle of a reading.
#pragma once

#include <functional>
#include <string>

#include "base/stream.hpp"

namespace rogatory::test {

/// Keeps what it gets; `after_first`, which outlives it, is called once, after the first piece.
class WatchedSink : public base::FillableSink {
 public:
  explicit WatchedSink(const std::function<void()>& after_first) : m_after_first(after_first) {}

  Result<base::MutableByteView> space() override { return base::MutableByteView(m_buffer); }
  void added(std::size_t size) override {
    const bool first = bytes.empty() && size > 0;
    bytes += base::as_text(base::ByteView(m_buffer).first(size));
    if (first) {
      m_after_first();
    }
  }

  std::string bytes;

 private:
  const std::function<void()>& m_after_first;
  base::Bytes m_buffer = base::Bytes(1024 * 1024);
};

}  // namespace rogatory::test
