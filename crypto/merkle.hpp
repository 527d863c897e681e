// Merkle trees as RFC 6962 section 2.1 and RFC 9162 sections 2.1.3 and 2.1.4 define them, over SHA-256.
// Odd nodes are promoted, never duplicated. A proof with a hash too many or too few is refused.
#pragma once

#include <vector>

#include "crypto/hash.hpp"

namespace rogatory::crypto {

/// SHA-256(0x00 || data).
Sha256 leaf_hash(ByteView data);
/// SHA-256(0x00 || first || second): of data in two pieces.
Sha256 leaf_hash(ByteView first, ByteView second);
/// SHA-256(0x01 || left || right).
Sha256 node_hash(const Sha256& left, const Sha256& right);

/// Builds a root leaf by leaf in memory of log2(leaves). A value type.
class TreeHasher {
 public:
  TreeHasher() = default;
  /// The tree of `size` leaves whose frontier() this was. malformed where a tree of that size has another number of
  /// complete subtrees; whether they are the right ones only the root can tell.
  static Result<TreeHasher> from_frontier(std::uint64_t size, std::vector<Sha256> frontier);

  void append(const Sha256& leaf);
  [[nodiscard]] std::uint64_t size() const { return m_size; }
  /// The root so far; of no leaves it is SHA-256 of nothing.
  [[nodiscard]] Sha256 root() const;
  /// The roots of the complete subtrees, largest first: one for each one bit of the size.
  [[nodiscard]] const std::vector<Sha256>& frontier() const { return m_complete; }
  bool operator==(const TreeHasher&) const = default;

 private:
  std::uint64_t m_size = 0;
  std::vector<Sha256> m_complete;  // roots of the complete subtrees, largest first
};

/// The root of these leaf hashes.
Sha256 tree_root(std::span<const Sha256> leaves);

/// The path from leaf `index` (below leaves.size()) to the root, lowest first.
std::vector<Sha256> inclusion_proof(std::span<const Sha256> leaves, std::uint64_t index);
/// Proves that the tree of the first `size1` leaves (0..leaves.size()) is a prefix of the whole.
std::vector<Sha256> consistency_proof(std::span<const Sha256> leaves, std::uint64_t size1);

/// altered where the proof does not lead to `root`; malformed where index, size and the proof's length cannot belong
/// together.
Result<void> check_inclusion(std::uint64_t index, std::uint64_t size, const Sha256& leaf, std::span<const Sha256> proof,
                             const Sha256& root);
/// The same; size1 > size2 is malformed. Trees of one size are consistent where
/// their roots are equal; from an empty tree (its root checked) every larger one follows. Both have an empty proof.
Result<void> check_consistency(std::uint64_t size1, std::uint64_t size2, const Sha256& root1, const Sha256& root2,
                               std::span<const Sha256> proof);

}  // namespace rogatory::crypto
