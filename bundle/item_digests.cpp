#include "bundle/item_digests.hpp"

namespace rogatory::bundle {

Result<ItemDigester> ItemDigester::create(const AlsoHash& also) {
  std::vector<crypto::LegacyHasher> hashers;
  for (const crypto::LegacyHash algorithm : also) {
    ROG_TRY_ASSIGN(crypto::LegacyHasher hasher, crypto::LegacyHasher::create(algorithm));
    hashers.push_back(std::move(hasher));
  }
  return ItemDigester(std::move(hashers));
}

void ItemDigester::update(ByteView bytes) {
  m_sha256.update(bytes);
  for (crypto::LegacyHasher& hasher : m_also) {
    hasher.update(bytes);
  }
}

ItemDigests ItemDigester::finish() {
  ItemDigests digests{m_sha256.finish(), {}};
  for (crypto::LegacyHasher& hasher : m_also) {
    digests.also.emplace(name_of(hasher.algorithm()), hasher.finish());
  }
  return digests;
}

}  // namespace rogatory::bundle
