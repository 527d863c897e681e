// Writing a git pack, version 2, and its index, version 2 (gitformat-pack(5)). No deltas: what is encrypted has none,
// and a reader need not follow any.
//
//   pack   = "PACK" u32(2) u32(count) *(head zlib) SHA-1 of all before
//   head   = kind and size, least significant bits first: 1 bit more, 3 bits kind, 4 bits size; *(1 bit more, 7 bits)
//   index  = FF "tOc" u32(2) 256*u32(ids up to this first byte) ids CRC-32s offsets far pack's-SHA-1 own-SHA-1
//   offset = u32, or from 2 GiB on 80000000 + place in far, where a u64 is
#pragma once

#include <vector>

#include "base/stream.hpp"
#include "crypto/legacy_hash.hpp"
#include "ledger/deflate.hpp"
#include "ledger/git_objects.hpp"

namespace rogatory::ledger {

/// The three bits by which a pack says what an object is.
unsigned kind_in_pack(ObjectKind kind);

class PackWriter {
 public:
  /// Writes the head. `count` objects must follow; a pack cannot say it later.
  static Result<PackWriter> start(base::ByteSink& sink, std::uint32_t count);

  /// Each object once: that is the caller's to see to.
  Result<void> add(ObjectKind kind, const Oid& id, ByteView content);
  /// After the last object; returns the pack's SHA-1.
  Result<Oid> finish();
  /// The index of the finished pack.
  [[nodiscard]] Bytes index() const;

 private:
  struct Place {
    Oid id;
    std::uint32_t crc = 0;
    std::uint64_t offset = 0;
  };
  PackWriter(base::ByteSink& sink, std::uint32_t count, crypto::LegacyHasher hasher)
      : m_sink(&sink), m_count(count), m_hasher(std::move(hasher)) {}
  Result<void> put(ByteView bytes);

  base::ByteSink* m_sink;
  std::uint32_t m_count;
  crypto::LegacyHasher m_hasher;
  Deflater m_deflater;
  Bytes m_packed;
  std::uint64_t m_size = 0;
  std::vector<Place> m_places;
  Oid m_id;
};

}  // namespace rogatory::ledger
