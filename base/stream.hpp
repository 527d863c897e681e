// The two ends that bulk bytes flow between. Writers push into a ByteSink, readers pull from a ByteSource.
#pragma once

#include "base/bytes.hpp"

namespace rogatory::base {

/// Takes bytes, all of them or an Error. Not thread-safe.
class ByteSink {
 public:
  virtual ~ByteSink() = default;
  virtual Result<void> write(ByteView bytes) = 0;
};

/// A sink whose own memory can be filled, which saves a copy. Not thread-safe.
class FillableSink : public ByteSink {
 public:
  /// Where the next bytes may be put, at least one; valid until the next call of any kind.
  virtual Result<MutableByteView> space() = 0;
  /// That many bytes were put there, from its beginning.
  virtual void added(std::size_t size) = 0;

  /// By way of space().
  Result<void> write(ByteView bytes) override;
};

/// Gives bytes. Not thread-safe.
class ByteSource {
 public:
  virtual ~ByteSource() = default;
  /// Fills from the front of `into` and returns how many bytes were put there: at least 1, or 0 at the end
  /// (and again 0 afterwards). `into` must not be empty.
  virtual Result<std::size_t> read(MutableByteView into) = 0;
};

/// Reads until `into` is full or the source ends; returns how many bytes were read.
Result<std::size_t> read_full(ByteSource& source, MutableByteView into);

/// Reads all that is left, at most `limit` bytes; more than that is malformed ("longer than … bytes").
Result<Bytes> read_all(ByteSource& source, std::size_t limit);

/// A source over bytes that the caller keeps alive.
class SpanSource : public ByteSource {
 public:
  explicit SpanSource(ByteView bytes) : m_left(bytes) {}
  Result<std::size_t> read(MutableByteView into) override;

 private:
  ByteView m_left;
};

/// A sink that keeps what it got.
class BufferSink : public ByteSink {
 public:
  Result<void> write(ByteView bytes) override;
  Bytes bytes;
};

}  // namespace rogatory::base
