#include "crypto/hkdf.hpp"

#include <gtest/gtest.h>

namespace rogatory::crypto {
namespace {

Bytes from(std::string_view hex) { return *base::from_hex(hex); }

TEST(HmacSha256, KnowsTheVectorsOfRfc4231) {
  EXPECT_EQ(base::to_hex(hmac_sha256(Bytes(20, 0x0b), base::as_bytes("Hi There"))),
            "b0344c61d8db38535ca8afceaf0bf12b881dc200c9833da726e9376c2e32cff7");
  EXPECT_EQ(base::to_hex(hmac_sha256(Bytes(131, 0xaa),
                                     base::as_bytes("Test Using Larger Than Block-Size Key - Hash Key First"))),
            "60e431591ee0b67f0d8a26aacbf5b77f8e0bc6213728c5140546040f0ee37f54");
}

// The first 32 bytes of what RFC 5869 appendix A.1 and A.3 derive.
TEST(HkdfSha256, KnowsTheVectorsOfRfc5869) {
  const Bytes key_material(22, 0x0b);
  const SecretBytes salted =
      hkdf_sha256(key_material, from("000102030405060708090a0b0c"), base::as_text(from("f0f1f2f3f4f5f6f7f8f9")));
  EXPECT_EQ(base::to_hex(salted.expose()), "3cb25f25faacd57a90434f64d0362f2a2d2d0a90cf1a5a4c5db02d56ecc4c5bf");
  const SecretBytes plain = hkdf_sha256(key_material, {}, "");
  EXPECT_EQ(base::to_hex(plain.expose()), "8da4e775a563c18f715f802a063c5a31b8a11f5c5ee1879ec3454e5f3c738d2d");
}

}  // namespace
}  // namespace rogatory::crypto
