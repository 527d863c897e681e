#include "crypto/merkle.hpp"

#include <bit>
#include <utility>

namespace rogatory::crypto {
namespace {

Sha256 hash_with_prefix(std::uint8_t prefix, ByteView first, ByteView second) {
  // One digest context a thread: trees of a million leaves are two million small hashes.
  thread_local Hasher hasher;
  hasher.update({&prefix, 1});
  hasher.update(first);
  hasher.update(second);
  return hasher.finish();
}

// RFC 9162 section 2.1.1: the largest power of two smaller than `size` (at least 2), where a tree is split.
std::size_t split_point(std::size_t size) { return std::bit_floor(size - 1); }

bool is_odd(std::uint64_t number) { return (number & 1U) != 0; }

// One level up on the way from a leaf to the root, in the numbering of RFC 9162: `first` is the node's place in its
// level, `last` the place of the level's last node.
struct Position {
  std::uint64_t first;
  std::uint64_t last;

  [[nodiscard]] bool sibling_is_left() const { return is_odd(first) || first == last; }
  void up() {
    first >>= 1U;
    last >>= 1U;
  }
  // A node without a right sibling is promoted: skip the levels where it has none on the left either.
  void skip_promotions() {
    while (!is_odd(first) && first != 0) {
      up();
    }
  }
};

std::unexpected<Error> wrong_length() {
  return fail(ErrorCode::malformed, "the proof has another length than this place in a tree of this size needs");
}

// RFC 9162 section 2.1.4.2 for 0 < size1 < size2.
Result<void> check_growth(std::uint64_t size1, std::uint64_t size2, const Sha256& root1, const Sha256& root2,
                          std::span<const Sha256> proof) {
  if (proof.empty()) {
    return wrong_length();
  }
  // The smaller tree is one complete subtree: its root is known, so the proof leaves it out.
  const bool starts_at_root = std::has_single_bit(size1);
  Sha256 old_hash = starts_at_root ? root1 : proof.front();
  Sha256 new_hash = old_hash;
  Position position{size1 - 1, size2 - 1};
  while (is_odd(position.first)) {
    position.up();
  }
  for (const Sha256& sibling : starts_at_root ? proof : proof.subspan(1)) {
    if (position.last == 0) {
      return wrong_length();
    }
    if (position.sibling_is_left()) {
      old_hash = node_hash(sibling, old_hash);
      new_hash = node_hash(sibling, new_hash);
      position.skip_promotions();
    } else {
      new_hash = node_hash(new_hash, sibling);
    }
    position.up();
  }
  if (position.last != 0) {
    return wrong_length();
  }
  if (old_hash != root1) {
    return fail(ErrorCode::altered, "the proof does not lead to the root of the smaller tree");
  }
  if (new_hash != root2) {
    return fail(ErrorCode::altered, "the proof does not lead to the root of the larger tree");
  }
  return {};
}

}  // namespace

Sha256 leaf_hash(ByteView data) { return hash_with_prefix(0, data, {}); }

Sha256 leaf_hash(ByteView first, ByteView second) { return hash_with_prefix(0, first, second); }

Sha256 node_hash(const Sha256& left, const Sha256& right) { return hash_with_prefix(1, left.bytes, right.bytes); }

Result<TreeHasher> TreeHasher::from_frontier(std::uint64_t size, std::vector<Sha256> frontier) {
  if (std::cmp_not_equal(frontier.size(), std::popcount(size))) {
    return fail(ErrorCode::malformed, "a tree of " + std::to_string(size) + " leaves has another number of subtrees");
  }
  TreeHasher tree;
  tree.m_size = size;
  tree.m_complete = std::move(frontier);
  return tree;
}

void TreeHasher::append(const Sha256& leaf) {
  Sha256 hash = leaf;
  // Each one bit of the old size is a complete subtree; the lowest run of them closes into a larger one.
  for (std::uint64_t size = m_size; is_odd(size); size >>= 1U) {
    hash = node_hash(m_complete.back(), hash);
    m_complete.pop_back();
  }
  m_complete.push_back(hash);
  ++m_size;
}

Sha256 TreeHasher::root() const {
  if (m_complete.empty()) {
    return sha256("");
  }
  Sha256 hash = m_complete.back();
  for (std::size_t i = m_complete.size() - 1; i > 0; --i) {
    hash = node_hash(m_complete[i - 1], hash);
  }
  return hash;
}

Sha256 tree_root(std::span<const Sha256> leaves) {
  TreeHasher tree;
  for (const Sha256& leaf : leaves) {
    tree.append(leaf);
  }
  return tree.root();
}

std::vector<Sha256> inclusion_proof(std::span<const Sha256> leaves, std::uint64_t index) {
  ROG_ASSERT(index < leaves.size());
  std::vector<Sha256> path;  // from the root down, turned round at the end
  while (leaves.size() > 1) {
    const std::size_t split = split_point(leaves.size());
    const bool goes_left = index < split;
    path.push_back(tree_root(goes_left ? leaves.subspan(split) : leaves.first(split)));
    leaves = goes_left ? leaves.first(split) : leaves.subspan(split);
    index -= goes_left ? 0 : split;
  }
  return {path.rbegin(), path.rend()};
}

std::vector<Sha256> consistency_proof(std::span<const Sha256> leaves, std::uint64_t size1) {
  ROG_ASSERT(size1 <= leaves.size());
  if (size1 == 0 || size1 == leaves.size()) {
    return {};
  }
  std::vector<Sha256> path;
  bool is_whole_old_tree = true;  // the subtree looked at is the old tree itself, whose root the reader has
  while (size1 < leaves.size()) {
    const std::size_t split = split_point(leaves.size());
    if (size1 <= split) {
      path.push_back(tree_root(leaves.subspan(split)));
      leaves = leaves.first(split);
    } else {
      path.push_back(tree_root(leaves.first(split)));
      leaves = leaves.subspan(split);
      size1 -= split;
      is_whole_old_tree = false;
    }
  }
  if (!is_whole_old_tree) {
    path.push_back(tree_root(leaves));
  }
  return {path.rbegin(), path.rend()};
}

Result<void> check_inclusion(std::uint64_t index, std::uint64_t size, const Sha256& leaf, std::span<const Sha256> proof,
                             const Sha256& root) {
  if (index >= size) {
    return fail(ErrorCode::malformed, "the leaf's place lies beyond the tree");
  }
  Sha256 hash = leaf;
  Position position{index, size - 1};
  for (const Sha256& sibling : proof) {
    if (position.last == 0) {
      return wrong_length();
    }
    if (position.sibling_is_left()) {
      hash = node_hash(sibling, hash);
      position.skip_promotions();
    } else {
      hash = node_hash(hash, sibling);
    }
    position.up();
  }
  if (position.last != 0) {
    return wrong_length();
  }
  if (hash != root) {
    return fail(ErrorCode::altered, "the proof does not lead to the root");
  }
  return {};
}

Result<void> check_consistency(std::uint64_t size1, std::uint64_t size2, const Sha256& root1, const Sha256& root2,
                               std::span<const Sha256> proof) {
  if (size1 > size2) {
    return fail(ErrorCode::malformed, "the older tree is larger than the newer one");
  }
  if (size1 != 0 && size1 != size2) {
    return check_growth(size1, size2, root1, root2, proof);
  }
  if (!proof.empty()) {
    return wrong_length();
  }
  if (size1 == size2) {
    return root1 == root2 ? Result<void>() : fail(ErrorCode::altered, "two trees of one size have different roots");
  }
  if (root1 != sha256("")) {
    return fail(ErrorCode::altered, "the root of the empty tree is not the hash of nothing");
  }
  return {};
}

}  // namespace rogatory::crypto
