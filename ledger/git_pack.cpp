#include "ledger/git_pack.hpp"

#include <algorithm>

#include "ledger/git_loose.hpp"

namespace rogatory::ledger {
namespace {

constexpr std::uint64_t k_far = std::uint64_t{1} << 31;

void put_u32(Bytes& to, std::uint64_t number) {
  for (int shift = 24; shift >= 0; shift -= 8) {
    to.push_back(static_cast<std::uint8_t>(number >> shift));
  }
}

void put_head(Bytes& to, ObjectKind kind, std::uint64_t size) {
  std::uint64_t byte = (std::uint64_t{kind_in_pack(kind)} << 4) | (size & 15);
  for (size >>= 4; size != 0; size >>= 7) {
    to.push_back(static_cast<std::uint8_t>(byte | 0x80));
    byte = size & 127;
  }
  to.push_back(static_cast<std::uint8_t>(byte));
}

Oid sha1(ByteView bytes) {
  Result<crypto::LegacyHasher> hasher = crypto::LegacyHasher::create(crypto::LegacyHash::sha1);
  ROG_ASSERT(hasher.has_value());  // it was there for the pack
  hasher->update(bytes);
  return *Oid::from_hex(hasher->finish());
}

}  // namespace

unsigned kind_in_pack(ObjectKind kind) {
  switch (kind) {
    case ObjectKind::commit:
      return 1;
    case ObjectKind::tree:
      return 2;
    case ObjectKind::blob:
      return 3;
  }
  ROG_ASSERT(false);
}

Result<PackWriter> PackWriter::start(base::ByteSink& sink, std::uint32_t count) {
  ROG_TRY_ASSIGN(crypto::LegacyHasher hasher, crypto::LegacyHasher::create(crypto::LegacyHash::sha1));
  PackWriter pack(sink, count, std::move(hasher));
  Bytes head = base::to_bytes("PACK");
  put_u32(head, 2);
  put_u32(head, count);
  ROG_TRY(pack.put(head));
  return pack;
}

Result<void> PackWriter::put(ByteView bytes) {
  m_hasher.update(bytes);
  m_size += bytes.size();
  return m_sink->write(bytes);
}

Result<void> PackWriter::add(ObjectKind kind, const Oid& id, ByteView content) {
  m_packed.clear();
  put_head(m_packed, kind, content.size());
  m_deflater.deflate({}, content, squeeze_of(kind), m_packed);
  m_places.push_back({.id = id, .crc = crc32_of(m_packed), .offset = m_size});
  return put(m_packed);
}

Result<Oid> PackWriter::finish() {
  ROG_ASSERT(m_places.size() == m_count);
  m_id = *Oid::from_hex(m_hasher.finish());
  ROG_TRY(m_sink->write(m_id.bytes));
  std::ranges::sort(m_places, {}, &Place::id);
  return m_id;
}

Bytes PackWriter::index() const {
  Bytes index = {0xFF, 't', 'O', 'c'};
  index.reserve(1072 + m_places.size() * 28);
  put_u32(index, 2);
  auto place = m_places.begin();
  for (unsigned first = 0; first < 256; ++first) {
    place = std::find_if(place, m_places.end(), [first](const Place& one) { return one.id.bytes[0] > first; });
    put_u32(index, static_cast<std::uint64_t>(place - m_places.begin()));
  }
  for (const Place& one : m_places) {
    index.insert(index.end(), one.id.bytes.begin(), one.id.bytes.end());
  }
  for (const Place& one : m_places) {
    put_u32(index, one.crc);
  }
  Bytes far;
  for (const Place& one : m_places) {
    const bool is_far = one.offset >= k_far;
    put_u32(index, is_far ? k_far + far.size() / 8 : one.offset);
    if (is_far) {
      put_u32(far, one.offset >> 32);
      put_u32(far, one.offset & 0xFFFF'FFFF);
    }
  }
  index.insert(index.end(), far.begin(), far.end());
  index.insert(index.end(), m_id.bytes.begin(), m_id.bytes.end());
  const Oid own = sha1(index);
  index.insert(index.end(), own.bytes.begin(), own.bytes.end());
  return index;
}

}  // namespace rogatory::ledger
