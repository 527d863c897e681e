// The door to zlib and libdeflate: RFC 1950 streams as git's objects are stored in. Everything is bounded by its
// caller. libdeflate takes whole streams only, and has them sooner: of what is stored and not squeezed it copies and
// sums.
#pragma once

#include <memory>

#include "base/bytes.hpp"

namespace rogatory::ledger {

/// CRC-32 as zlib and git's indexes have it.
std::uint32_t crc32_of(ByteView bytes);

enum class Squeeze : std::uint8_t {
  no,  ///< stored as it is in a stream, which costs its reader next to nothing
  yes,
};

/// Compresses whole pieces. Not thread-safe; move-only; keeps its 256 KiB of working memory between pieces.
class Deflater {
 public:
  Deflater();
  Deflater(Deflater&&) noexcept;
  Deflater& operator=(Deflater&&) noexcept;
  ~Deflater();

  /// `head` and `content` as one stream, appended to `to`.
  void deflate(ByteView head, ByteView content, Squeeze squeeze, Bytes& to);

 private:
  struct Impl;
  std::unique_ptr<Impl> m_impl;
};

/// Decompresses. Not thread-safe; move-only.
class Inflater {
 public:
  Inflater();
  Inflater(Inflater&&) noexcept;
  Inflater& operator=(Inflater&&) noexcept;
  ~Inflater();

  struct Step {
    std::size_t consumed = 0;
    std::size_t produced = 0;
    bool ended = false;  ///< the stream's end and checksum were seen
  };
  /// Begins another stream.
  void restart();
  /// As much as fits. malformed: no such stream.
  Result<Step> step(ByteView in, MutableByteView out);

  /// A stream of exactly `into.size()` bytes that stands whole at the front of `in`. false where none does; `into` then
  /// holds anything. What is wrong, and a stream of which `in` has only the beginning, is for step().
  bool inflate_front(ByteView in, MutableByteView into);

  /// A whole stream of at most `into.size()` bytes; returns how many. malformed: damaged, cut off, longer, or something
  /// follows.
  Result<std::size_t> inflate(ByteView stream, MutableByteView into);

 private:
  struct Impl;
  std::unique_ptr<Impl> m_impl;
};

}  // namespace rogatory::ledger
