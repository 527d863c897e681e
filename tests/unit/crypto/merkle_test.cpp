#include "crypto/merkle.hpp"

#include <gtest/gtest.h>

namespace rogatory::crypto {
namespace {

constexpr std::uint64_t k_most_leaves = 40;

// The leaves of RFC 6962's reference test tree.
std::vector<Sha256> reference_leaves() {
  std::vector<Sha256> leaves;
  for (const char* hex :
       {"", "00", "10", "2021", "3031", "40414243", "5051525354555657", "606162636465666768696a6b6c6d6e6f"}) {
    leaves.push_back(leaf_hash(*base::from_hex(hex)));
  }
  return leaves;
}

const std::vector<Sha256>& numbered_leaves() {
  static const std::vector<Sha256> leaves = [] {
    std::vector<Sha256> made;
    for (std::uint64_t i = 0; i < k_most_leaves; ++i) {
      made.push_back(leaf_hash(base::as_bytes(std::to_string(i))));
    }
    return made;
  }();
  return leaves;
}

std::span<const Sha256> first_leaves(std::uint64_t count) { return std::span(numbered_leaves()).first(count); }

// RFC 9162 section 2.1.1, word for word: what the running computation is compared with.
Sha256 recursive_root(std::span<const Sha256> leaves) {
  if (leaves.empty()) {
    return sha256("");
  }
  if (leaves.size() == 1) {
    return leaves[0];
  }
  std::size_t split = 1;
  while (split * 2 < leaves.size()) {
    split *= 2;
  }
  return node_hash(recursive_root(leaves.first(split)), recursive_root(leaves.subspan(split)));
}

ErrorCode code_of(const Result<void>& result) {
  EXPECT_FALSE(result.has_value()) << "a wrong proof passed";
  return result ? ErrorCode::failed : result.error().code();
}

// Every proof that differs from `proof` in one place: a flipped bit, a hash removed, one put in, two swapped.
std::vector<std::vector<Sha256>> mutations(const std::vector<Sha256>& proof) {
  std::vector<std::vector<Sha256>> wrong;
  for (std::size_t i = 0; i <= proof.size(); ++i) {
    const auto at = static_cast<std::ptrdiff_t>(i);
    std::vector<Sha256> longer = proof;
    longer.insert(longer.begin() + at, sha256("one too many"));
    wrong.push_back(std::move(longer));
    if (i == proof.size()) {
      break;
    }
    std::vector<Sha256> flipped = proof;
    flipped[i].bytes[i % 32] ^= 0x10U;
    wrong.push_back(std::move(flipped));
    std::vector<Sha256> shorter = proof;
    shorter.erase(shorter.begin() + at);
    wrong.push_back(std::move(shorter));
    if (i > 0) {
      std::vector<Sha256> swapped = proof;
      std::swap(swapped[i - 1], swapped[i]);
      wrong.push_back(std::move(swapped));
    }
  }
  return wrong;
}

TEST(Merkle, KnowsTheReferenceTreeOfRfc6962) {
  const std::vector<Sha256> leaves = reference_leaves();
  EXPECT_EQ(tree_root({}).hex(), "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
  EXPECT_EQ(leaves[0].hex(), "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d");
  EXPECT_EQ(tree_root(std::span(leaves).first(7)).hex(),
            "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c");
  EXPECT_EQ(tree_root(leaves).hex(), "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328");
}

TEST(Merkle, PromotesOddNodesAndNeverDuplicatesThem) {
  const std::vector<Sha256> three(first_leaves(3).begin(), first_leaves(3).end());
  std::vector<Sha256> doubled = three;
  doubled.push_back(three.back());
  EXPECT_EQ(tree_root(three), node_hash(node_hash(three[0], three[1]), three[2]));
  EXPECT_NE(tree_root(three), tree_root(doubled));
}

TEST(TreeHasher, HasTheRootOfTheDefinitionAtEverySize) {
  TreeHasher tree;
  EXPECT_EQ(tree.root(), sha256(""));
  for (std::uint64_t size = 1; size <= k_most_leaves; ++size) {
    tree.append(numbered_leaves()[size - 1]);
    EXPECT_EQ(tree.size(), size);
    EXPECT_EQ(tree.root(), recursive_root(first_leaves(size))) << size;
  }
}

TEST(TreeHasher, GoesOnFromItsFrontierAtEverySize) {
  TreeHasher tree;
  for (std::uint64_t size = 0; size < k_most_leaves; ++size) {
    TreeHasher restored = *TreeHasher::from_frontier(tree.size(), tree.frontier());
    EXPECT_EQ(restored, tree);
    EXPECT_EQ(restored.root(), tree.root());
    restored.append(numbered_leaves()[size]);
    tree.append(numbered_leaves()[size]);
    EXPECT_EQ(restored, tree) << size;
  }
}

TEST(TreeHasher, TakesNoFrontierOfAnotherSize) {
  const std::vector<Sha256> two{sha256("one"), sha256("two")};
  EXPECT_TRUE(TreeHasher::from_frontier(6, two));
  for (const std::uint64_t size : {std::uint64_t{0}, std::uint64_t{4}, std::uint64_t{7}, UINT64_MAX}) {
    const Result<TreeHasher> restored = TreeHasher::from_frontier(size, two);
    ASSERT_FALSE(restored.has_value()) << size;
    EXPECT_EQ(restored.error().code(), ErrorCode::malformed);
  }
  EXPECT_FALSE(TreeHasher::from_frontier(1, {}));
}

TEST(InclusionProof, ProvesEveryLeafOfEveryTreeAndNoOtherLeafOrPlace) {
  for (std::uint64_t size = 1; size <= k_most_leaves; ++size) {
    const Sha256 root = tree_root(first_leaves(size));
    for (std::uint64_t index = 0; index < size; ++index) {
      const std::vector<Sha256> proof = inclusion_proof(first_leaves(size), index);
      const Sha256& leaf = numbered_leaves()[index];
      EXPECT_TRUE(check_inclusion(index, size, leaf, proof, root)) << index << " of " << size;
      EXPECT_EQ(code_of(check_inclusion(index, size, sha256("another"), proof, root)), ErrorCode::altered);
      EXPECT_EQ(code_of(check_inclusion(index, size, leaf, proof, sha256("another"))), ErrorCode::altered);
      for (std::uint64_t other = 0; other <= size + 1; ++other) {
        EXPECT_EQ(check_inclusion(other, size, leaf, proof, root).has_value(), other == index)
            << index << " of " << size << " taken for " << other;
      }
    }
  }
}

TEST(InclusionProof, IsRefusedAfterAnyChange) {
  for (std::uint64_t size = 1; size <= k_most_leaves; ++size) {
    const Sha256 root = tree_root(first_leaves(size));
    for (std::uint64_t index = 0; index < size; ++index) {
      for (const std::vector<Sha256>& wrong : mutations(inclusion_proof(first_leaves(size), index))) {
        EXPECT_FALSE(check_inclusion(index, size, numbered_leaves()[index], wrong, root)) << index << " of " << size;
      }
    }
  }
}

TEST(InclusionProof, OfAWrongLengthIsMalformedNotAltered) {
  const Sha256 root = tree_root(first_leaves(7));
  const std::vector<Sha256> proof = inclusion_proof(first_leaves(7), 6);  // two hashes: the last leaf is promoted once
  ASSERT_EQ(proof.size(), 2U);
  const Sha256& leaf = numbered_leaves()[6];
  EXPECT_EQ(code_of(check_inclusion(6, 7, leaf, std::span(proof).first(1), root)), ErrorCode::malformed);
  EXPECT_EQ(code_of(check_inclusion(7, 7, leaf, proof, root)), ErrorCode::malformed);
  EXPECT_EQ(code_of(check_inclusion(0, 0, leaf, {}, sha256(""))), ErrorCode::malformed);
  const std::vector<Sha256> long_proof(65, leaf);
  EXPECT_EQ(code_of(check_inclusion(UINT64_MAX - 1, UINT64_MAX, leaf, long_proof, root)), ErrorCode::malformed);
}

TEST(ConsistencyProof, ProvesEveryPairOfSizes) {
  for (std::uint64_t size2 = 0; size2 <= k_most_leaves; ++size2) {
    const Sha256 root2 = tree_root(first_leaves(size2));
    for (std::uint64_t size1 = 0; size1 <= size2; ++size1) {
      const Sha256 root1 = tree_root(first_leaves(size1));
      const std::vector<Sha256> proof = consistency_proof(first_leaves(size2), size1);
      EXPECT_TRUE(check_consistency(size1, size2, root1, root2, proof)) << size1 << " in " << size2;
      EXPECT_EQ(code_of(check_consistency(size1, size2, sha256("another"), root2, proof)), ErrorCode::altered);
    }
  }
}

TEST(ConsistencyProof, IsRefusedAfterAnyChange) {
  for (std::uint64_t size2 = 1; size2 <= k_most_leaves; ++size2) {
    const Sha256 root2 = tree_root(first_leaves(size2));
    for (std::uint64_t size1 = 0; size1 <= size2; ++size1) {
      const Sha256 root1 = tree_root(first_leaves(size1));
      for (const std::vector<Sha256>& wrong : mutations(consistency_proof(first_leaves(size2), size1))) {
        EXPECT_FALSE(check_consistency(size1, size2, root1, root2, wrong)) << size1 << " in " << size2;
      }
    }
  }
}

TEST(ConsistencyProof, IsRefusedForAnotherNewRootOrOldSize) {
  for (std::uint64_t size2 = 1; size2 <= k_most_leaves; ++size2) {
    const Sha256 root2 = tree_root(first_leaves(size2));
    for (std::uint64_t size1 = 1; size1 <= size2; ++size1) {
      const Sha256 root1 = tree_root(first_leaves(size1));
      const std::vector<Sha256> proof = consistency_proof(first_leaves(size2), size1);
      EXPECT_EQ(code_of(check_consistency(size1, size2, root1, sha256("another"), proof)), ErrorCode::altered);
      for (std::uint64_t other = 0; other <= size2 + 1; ++other) {
        EXPECT_EQ(check_consistency(other, size2, root1, root2, proof).has_value(), other == size1)
            << size1 << " in " << size2 << " taken for " << other;
      }
    }
  }
}

TEST(ConsistencyProof, FromAnEmptyTreeIsEmptyAndNeedsTheEmptyRoot) {
  const Sha256 root = tree_root(first_leaves(5));
  const std::vector<Sha256> one_hash{root};
  EXPECT_TRUE(check_consistency(0, 5, sha256(""), root, {}));
  EXPECT_EQ(code_of(check_consistency(0, 5, root, root, {})), ErrorCode::altered);
  EXPECT_EQ(code_of(check_consistency(0, 5, sha256(""), root, one_hash)), ErrorCode::malformed);
  EXPECT_TRUE(check_consistency(0, 0, root, root, {}));  // the published suite: one size, one root, nothing to prove
  EXPECT_EQ(code_of(check_consistency(0, 0, sha256(""), root, {})), ErrorCode::altered);
  EXPECT_EQ(code_of(check_consistency(5, 4, root, root, {})), ErrorCode::malformed);
}

}  // namespace
}  // namespace rogatory::crypto
