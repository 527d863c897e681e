#include "ledger/git_objects.hpp"

#include <algorithm>
#include <cstring>

#include "crypto/legacy_hash.hpp"

namespace rogatory::ledger {

std::string Oid::hex() const { return base::to_hex(bytes); }

Result<Oid> Oid::from_hex(std::string_view text) {
  if (text.size() != 40) {
    return fail(ErrorCode::malformed, "not the id of a git object");
  }
  ROG_TRY_ASSIGN(const Bytes raw, base::from_hex(text));
  return from_raw(raw);
}

Oid Oid::from_raw(ByteView raw) {
  Oid id;
  ROG_ASSERT(raw.size() == id.bytes.size());
  std::ranges::copy(raw, id.bytes.begin());
  return id;
}

std::size_t OidHash::operator()(const Oid& id) const {
  std::size_t front = 0;  // as good as any hash of it
  std::memcpy(&front, id.bytes.data(), sizeof front);
  return front;
}

std::string_view text_of(ObjectKind kind) {
  switch (kind) {
    case ObjectKind::blob:
      return "blob";
    case ObjectKind::tree:
      return "tree";
    case ObjectKind::commit:
      return "commit";
  }
  ROG_ASSERT(false);
}

Oid oid_of(ObjectKind kind, ByteView content) {
  // One for each thread: to fetch the algorithm costs more than to hash an entry. OpenSSL gives SHA-1 as a hash in its
  // FIPS provider too; a machine that forbids even that cannot have git.
  thread_local Result<crypto::LegacyHasher> hasher = crypto::LegacyHasher::create(crypto::LegacyHash::sha1);
  ROG_ASSERT(hasher.has_value());
  const std::string head = std::string(text_of(kind)) + " " + std::to_string(content.size());
  hasher->update(ByteView(base::as_bytes(std::string_view(head.c_str(), head.size() + 1))));
  hasher->update(content);
  return *Oid::from_hex(hasher->finish());
}

}  // namespace rogatory::ledger
