#include "crypto/sign.hpp"

#include <gtest/gtest.h>

#include "crypto/ssh_wire.hpp"
#include "tests/support/ssh.hpp"

namespace rogatory::crypto {
namespace {

using test::fixed_key;

Bytes hex(std::string_view text) { return base::from_hex(text).value(); }

TEST(PublicKey, ReadsWhatItWrites) {
  const PublicKey key = fixed_key(1).public_key();
  EXPECT_EQ(PublicKey::parse_openssh(key.openssh()).value(), key);
  EXPECT_EQ(PublicKey::from_wire(key.wire()).value(), key);
  EXPECT_EQ(PublicKey::from_raw(key.bytes).value(), key);
}

TEST(PublicKey, AcceptsOneSpelling) {
  const std::string good = fixed_key(1).public_key().openssh();
  const std::string base64 = good.substr(std::string("ssh-ed25519 ").size());
  for (const std::string& text :
       {std::string(), std::string("ssh-ed25519"), std::string("ssh-ed25519 "), base64, good + " comment", good + " ",
        good + "\n", " " + good, "ssh-ed25519  " + base64, "ssh-ed25519\t" + base64, "SSH-ED25519 " + base64,
        good.substr(0, good.size() - 4), good + "AAAA", good + "="}) {
    const auto parsed = PublicKey::parse_openssh(text);
    ASSERT_FALSE(parsed.has_value()) << text;
    EXPECT_EQ(parsed.error().code(), ErrorCode::malformed) << text;
  }
}

TEST(PublicKey, NamesTheKindThatIsUnsupported) {
  for (const std::string kind : {"ssh-rsa", "ssh-dss", "ecdsa-sha2-nistp256", "sk-ssh-ed25519@openssh.com",
                                 "ssh-ed25519-cert-v01@openssh.com", "mldsa44-ed25519@openssh.com"}) {
    const Bytes wire = WireWriter().string(kind).string("whatever belongs to it").take();
    EXPECT_EQ(PublicKey::from_wire(wire).error().sentence(),
              "unsupported kind of key: " + kind + " (only ssh-ed25519 is accepted)");
    EXPECT_EQ(PublicKey::parse_openssh(kind + " " + base::to_base64(wire)).error().code(), ErrorCode::malformed);
  }
  const Bytes hostile = WireWriter().string("\x1b[2J").string("x").take();
  EXPECT_EQ(PublicKey::from_wire(hostile).error().sentence(), "not a public key of OpenSSH");
}

TEST(PublicKey, RefusesOtherSizes) {
  const Bytes raw = base::to_bytes(std::string(33, '\x02'));
  EXPECT_FALSE(PublicKey::from_raw(ByteView(raw)).has_value());
  EXPECT_FALSE(PublicKey::from_raw(ByteView(raw).first(31)).has_value());
  EXPECT_FALSE(PublicKey::from_raw({}).has_value());
}

// The eight points of small order, the second spellings of those that have one, y = p + 3 (the second spelling of
// y = 3), a point off the curve, and a key with a small-order part (A + T with T of order 8).
TEST(PublicKey, RefusesWhatIsNotACanonicalPointOfThePrimeOrderGroup) {
  for (const char* raw : {"0100000000000000000000000000000000000000000000000000000000000000",
                          "ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
                          "0000000000000000000000000000000000000000000000000000000000000000",
                          "0000000000000000000000000000000000000000000000000000000000000080",
                          "26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05",
                          "26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc85",
                          "c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a",
                          "c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac03fa",
                          "0100000000000000000000000000000000000000000000000000000000000080",
                          "ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff",
                          "edffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
                          "edffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff",
                          "eeffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
                          "eeffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff",
                          "f0ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
                          "0200000000000000000000000000000000000000000000000000000000000000",
                          "b502ff3d92e31d8190b4aa4ea0414005167fad089c4de9dac8a2fc850fed4f58"}) {
    const auto parsed = PublicKey::from_raw(hex(raw));
    ASSERT_FALSE(parsed.has_value()) << raw;
    EXPECT_EQ(parsed.error().code(), ErrorCode::malformed);
  }
}

TEST(SigningKey, DerivesThePublicKeyOfRfc8032Test1) {
  const Bytes seed = hex("9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60");
  const SigningKey key = SigningKey::from_seed(SecretBytes::copy_of(seed));
  EXPECT_EQ(base::to_hex(key.public_key().bytes), "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a");
}

TEST(SigningKey, SignsAsRfc8032Test3Says) {
  SigningKey key = SigningKey::from_seed(
      SecretBytes::copy_of(hex("c5aa8df43f9f837bedb7442f31dcb7b166d38535076f094b85ce3a2e0b4458f7")));
  const Bytes message = hex("af82");
  const RawSignature signature = key.sign_raw(message).value();
  EXPECT_EQ(
      base::to_hex(signature),
      "6291d657deec24024827e69c3abe01a30ce548a284743a445e3680d7db5ac3ac18ff9b538d16f290ae67f760984dc6594a7c15e9716ed28"
      "dc027beceea1ec40a");
  EXPECT_TRUE(verify_raw(key.public_key(), message, signature));
}

TEST(SigningKey, GivesItsSeedBack) {
  const SigningKey key = SigningKey::generate();
  EXPECT_EQ(SigningKey::from_seed(key.seed()).public_key(), key.public_key());
  EXPECT_NE(SigningKey::generate().public_key(), key.public_key());
}

TEST(VerifyRaw, RefusesEveryChangedBitAndOtherSizes) {
  SigningKey key = fixed_key(7);
  const Bytes message = base::to_bytes("message");
  const RawSignature good = key.sign_raw(message).value();
  for (std::size_t bit = 0; bit < good.size() * 8; ++bit) {
    RawSignature changed = good;
    changed[bit / 8] = static_cast<std::uint8_t>(changed[bit / 8] ^ (1U << (bit % 8)));
    EXPECT_FALSE(verify_raw(key.public_key(), message, changed)) << bit;
  }
  Bytes longer(good.begin(), good.end());
  EXPECT_TRUE(verify_raw(key.public_key(), message, longer));
  longer.push_back(0);
  EXPECT_FALSE(verify_raw(key.public_key(), message, longer));
  EXPECT_FALSE(verify_raw(key.public_key(), message, ByteView(good).first(63)));
  EXPECT_FALSE(verify_raw(key.public_key(), message, {}));
  EXPECT_FALSE(verify_raw(fixed_key(8).public_key(), message, good));
}

TEST(Namespace, HasTheWordsOfTheDesign) {
  EXPECT_EQ(text_of(Namespace::seal), "rogatory-seal@v1");
  EXPECT_EQ(text_of(Namespace::entry), "rogatory-entry@v1");
  EXPECT_EQ(text_of(Namespace::card), "rogatory-card@v1");
  EXPECT_EQ(text_of(Namespace::pouch), "rogatory-pouch@v1");
  EXPECT_EQ(text_of(Namespace::grant), "rogatory-grant@v1");
}

}  // namespace
}  // namespace rogatory::crypto
