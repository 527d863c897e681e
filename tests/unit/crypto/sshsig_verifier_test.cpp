// The quick way says what the slow one says, of good signatures and of bad ones.
#include "crypto/sshsig_verifier.hpp"

#include <gtest/gtest.h>

#include "tests/support/ssh.hpp"

namespace rogatory::crypto {
namespace {

using test::fixed_key;

const Bytes k_message = base::to_bytes("an entry\n");

std::string said(const Result<void>& result) {
  return result ? "good" : std::string(base::word(result.error().code())) + " " + result.error().sentence();
}

void expect_same(ByteView armoured, ByteView message, const PublicKey& key, Namespace name) {
  EXPECT_EQ(said(SshSigVerifier(key, name).verify(armoured, message)),
            said(sshsig_verify(armoured, name, message, key)));
}

TEST(SshSigVerifier, PassesWhatIsSigned) {
  for (const Namespace name :
       {Namespace::seal, Namespace::entry, Namespace::card, Namespace::pouch, Namespace::grant}) {
    SigningKey key = fixed_key(3);
    const std::string armoured = sshsig_sign(key, name, k_message).value();
    EXPECT_TRUE(SshSigVerifier(key.public_key(), name).verify(base::as_bytes(armoured), k_message).has_value());
  }
}

TEST(SshSigVerifier, SaysOfEveryChangedBitWhatTheSlowWaySays) {
  SigningKey key = fixed_key(3);
  const std::string armoured = sshsig_sign(key, Namespace::entry, k_message).value();
  for (std::size_t bit = 0; bit < armoured.size() * 8; ++bit) {
    Bytes changed = base::to_bytes(armoured);
    changed[bit / 8] = static_cast<std::uint8_t>(changed[bit / 8] ^ (1U << (bit % 8)));
    expect_same(changed, k_message, key.public_key(), Namespace::entry);
    EXPECT_FALSE(SshSigVerifier(key.public_key(), Namespace::entry).verify(changed, k_message).has_value()) << bit;
  }
}

TEST(SshSigVerifier, SaysOfEverythingElseWhatTheSlowWaySays) {
  SigningKey key = fixed_key(3);
  const std::string armoured = sshsig_sign(key, Namespace::entry, k_message).value();
  const ByteView good = base::as_bytes(armoured);
  expect_same(good, base::as_bytes("another entry\n"), key.public_key(), Namespace::entry);
  expect_same(good, k_message, fixed_key(4).public_key(), Namespace::entry);
  expect_same(good, k_message, key.public_key(), Namespace::seal);
  for (std::size_t size = 0; size < good.size(); ++size) {
    expect_same(good.first(size), k_message, key.public_key(), Namespace::entry);
  }
  test::SigParts parts = test::parts_of(armoured);
  parts.hash = "sha256";
  expect_same(base::as_bytes(test::armour_of(test::blob_of(parts))), k_message, key.public_key(), Namespace::entry);
  parts = test::parts_of(armoured);
  parts.name = "rogatory-entry@v2";
  expect_same(base::as_bytes(test::armour_of(test::blob_of(parts))), k_message, key.public_key(), Namespace::entry);
}

}  // namespace
}  // namespace rogatory::crypto
