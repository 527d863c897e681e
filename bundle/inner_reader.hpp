// The tar inside a bundle, read strictly from a stream of plaintext: member by member, to the last zero of the padding.
#pragma once

#include "base/stream.hpp"
#include "base/tar.hpp"
#include "bundle/checks.hpp"

namespace rogatory::bundle {

/// next() -> member() and its data() to the end -> next() … until member() is null -> finish().
/// Faults: inner.order for wrong bytes or an early end, content.age where the source is altered or malformed, the
/// source's Error where it could not read. Memory is one buffer, wiped at the end.
class InnerReader {
 public:
  explicit InnerReader(base::ByteSource& plaintext);
  InnerReader(const InnerReader&) = delete;
  InnerReader& operator=(const InnerReader&) = delete;
  ~InnerReader();

  /// Goes past the fill of the present member, whose data has been read to its end, to the next header or the end.
  Checked<void> next();
  /// Null at the end.
  [[nodiscard]] const base::tar::Header* member() const { return m_at_end ? nullptr : &m_header; }
  /// More bytes of the present member, valid until the next call; none where all have been read.
  Checked<ByteView> data();
  /// All of a member of at most `limit` bytes.
  Checked<Bytes> read_small(std::size_t limit);
  /// Reads the second zero block and the padding, and checks that nothing follows.
  Checked<void> finish();

 private:
  Checked<ByteView> take(std::uint64_t most);
  Checked<base::tar::Block> take_block();
  Checked<void> skip_zeros(std::uint64_t count, std::string_view what);

  base::ByteSource& m_source;
  Bytes m_buffer;
  ByteView m_unread;
  std::uint64_t m_position = 0;
  base::tar::Header m_header;
  std::uint64_t m_left = 0;  // of the present member
  bool m_at_end = false;
};

}  // namespace rogatory::bundle
