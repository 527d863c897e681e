// The digests of an item, in one pass over its bytes: SHA-256 always, and those that match a foreign report where
// asked.
#pragma once

#include <map>
#include <set>
#include <string>
#include <vector>

#include "crypto/hash.hpp"
#include "crypto/legacy_hash.hpp"

namespace rogatory::bundle {

/// Which digests there are beside the SHA-256.
using AlsoHash = std::set<crypto::LegacyHash>;

struct ItemDigests {
  crypto::Sha256 sha256;
  std::map<std::string, std::string> also;  ///< as ItemRecord::hashes: name to lower-case hexadecimal
};

/// Not thread-safe; move-only.
class ItemDigester {
 public:
  /// failed where this machine does not give one of them (LegacyHasher).
  static Result<ItemDigester> create(const AlsoHash& also);

  void update(ByteView bytes);
  /// Of everything since the last finish(); then starts anew.
  ItemDigests finish();

 private:
  explicit ItemDigester(std::vector<crypto::LegacyHasher> also) : m_also(std::move(also)) {}

  crypto::Hasher m_sha256;
  std::vector<crypto::LegacyHasher> m_also;
};

}  // namespace rogatory::bundle
