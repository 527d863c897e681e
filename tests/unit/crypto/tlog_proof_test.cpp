#include "crypto/tlog_proof.hpp"

#include <gtest/gtest.h>

namespace rogatory::crypto {
namespace {

constexpr std::string_view k_hash = "47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=";

std::string with_path(std::size_t hashes) {
  std::string text = "c2sp.org/tlog-proof@v1\nindex 7\n";
  for (std::size_t i = 0; i < hashes; ++i) {
    text += std::string(k_hash) + "\n";
  }
  return text + "\nthe note\n";
}

TEST(TlogProof, IsReadAndWrittenInOneForm) {
  for (const std::size_t hashes : {0U, 1U, 63U}) {
    const auto proof = TlogProof::parse(base::as_bytes(with_path(hashes)));
    ASSERT_TRUE(proof.has_value()) << proof.error().sentence();
    EXPECT_EQ(proof->index, 7U);
    EXPECT_EQ(proof->path, std::vector<Sha256>(hashes, sha256("")));
    EXPECT_EQ(proof->checkpoint, "the note\n");
    EXPECT_EQ(proof->serialize(), with_path(hashes));
  }
}

TEST(TlogProof, RefusesEverythingElse) {
  for (const std::string& text : {
           std::string(),
           std::string("c2sp.org/tlog-proof@v1"),
           std::string("c2sp.org/tlog-proof@v2\nindex 7\n\nx\n"),
           std::string("c2sp.org/tlog-proof@v1\nindex 07\n\nx\n"),
           std::string("c2sp.org/tlog-proof@v1\nindex -1\n\nx\n"),
           std::string("c2sp.org/tlog-proof@v1\nindex 7 \n\nx\n"),
           std::string("c2sp.org/tlog-proof@v1\nindex 18446744073709551616\n\nx\n"),
           std::string("c2sp.org/tlog-proof@v1\nextra AAAA\nindex 7\n\nx\n"),
           std::string("c2sp.org/tlog-proof@v1\nindex 7\nAAAA\n\nx\n"),
           std::string("c2sp.org/tlog-proof@v1\nindex 7\n") + std::string(k_hash),
           with_path(64),
           with_path(1) + std::string(k_tlog_proof_limit, 'x'),
       }) {
    const auto proof = TlogProof::parse(base::as_bytes(text));
    ASSERT_FALSE(proof.has_value()) << text.substr(0, 100);
    EXPECT_EQ(proof.error().code(), ErrorCode::malformed);
  }
}

}  // namespace
}  // namespace rogatory::crypto
