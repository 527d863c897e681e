#include <gtest/gtest.h>

#include <functional>

#include "crypto/keyfile.hpp"
#include "crypto/sign.hpp"
#include "tests/support/files.hpp"
#include "tests/support/run.hpp"
#include "tests/support/ssh.hpp"
#include "tests/support/temporary_directory.hpp"

namespace rogatory::crypto {
namespace {

using test::armour_of;
using test::blob_of;
using test::fixed_key;
using test::parts_of;
using test::read_file;
using test::run;
using test::SigParts;
using test::TemporaryDirectory;
using test::write_file;

constexpr std::string_view k_message = "a sealed message\n";

Bytes message() { return base::to_bytes(k_message); }

std::string signed_by(std::uint8_t seed, Namespace name = Namespace::seal) {
  SigningKey key = fixed_key(seed);
  return sshsig_sign(key, name, message()).value();
}

ErrorCode verdict(const std::string& armoured, Namespace name = Namespace::seal, std::uint8_t seed = 0,
                  std::string_view text = k_message) {
  const auto verified =
      sshsig_verify(base::as_bytes(armoured), name, base::as_bytes(text), fixed_key(seed).public_key());
  EXPECT_FALSE(verified.has_value());
  return verified ? ErrorCode::failed : verified.error().code();
}

// What ssh-keygen -Y verify says of a signature for the officer "o" with the key `seed`.
bool ssh_keygen_passes(const TemporaryDirectory& dir, const std::string& armoured, const PublicKey& key) {
  write_file(dir / "allowed", "o namespaces=\"rogatory-seal@v1\" " + key.openssh() + "\n");
  write_file(dir / "message.sig", armoured);
  write_file(dir / "message", k_message);
  return run("cd " + dir.path() + " && ssh-keygen -Y verify -f allowed -I o -n rogatory-seal@v1 -s message.sig" +
             " < message 2>&1")
             .status == 0;
}

bool ssh_keygen_passes(const TemporaryDirectory& dir, const std::string& armoured) {
  return ssh_keygen_passes(dir, armoured, fixed_key(0).public_key());
}

TEST(SshSig, IsByteForByteWhatSshKeygenSigns) {
  const TemporaryDirectory dir;
  SigningKey key = fixed_key(0);
  write_file(dir / "key", write_openssh_private(key, "registry-2@fr-ca").expose_text());
  const std::string big(100'000, 'x');
  for (const std::string& text : {std::string(k_message), std::string(), big}) {
    write_file(dir / "message", text);
    const auto ran = run("cd " + dir.path() + " && ssh-keygen -q -Y sign -f key -n rogatory-entry@v1 < message > sig");
    ASSERT_EQ(ran.status, 0) << ran.output;
    EXPECT_EQ(sshsig_sign(key, Namespace::entry, base::as_bytes(text)).value(), read_file(dir / "sig"));
    EXPECT_TRUE(sshsig_verify(base::as_bytes(read_file(dir / "sig")), Namespace::entry, base::as_bytes(text),
                              key.public_key()));
  }
}

TEST(SshSig, IsAcceptedBySshKeygen) {
  const TemporaryDirectory dir;
  EXPECT_TRUE(ssh_keygen_passes(dir, signed_by(0)));
  EXPECT_FALSE(ssh_keygen_passes(dir, signed_by(1)));
  EXPECT_FALSE(ssh_keygen_passes(dir, signed_by(0, Namespace::entry)));
}

TEST(SshSig, TellsWhichPartIsAnother) {
  const std::string good = signed_by(0);
  EXPECT_EQ(verdict(good, Namespace::entry), ErrorCode::altered);
  EXPECT_EQ(verdict(good, Namespace::seal, 1), ErrorCode::altered);
  EXPECT_EQ(verdict(good, Namespace::seal, 0, "another message\n"), ErrorCode::altered);
  const auto other_key = sshsig_verify(base::as_bytes(good), Namespace::seal, message(), fixed_key(1).public_key());
  EXPECT_TRUE(other_key.error().sentence().starts_with("signed with another key: SHA256:"));
  const auto other_name = sshsig_verify(base::as_bytes(good), Namespace::card, message(), fixed_key(0).public_key());
  EXPECT_EQ(other_name.error().sentence(), "a signature in another namespace than rogatory-card@v1");
}

// The namespace is under the signature, not only beside it.
TEST(SshSig, DoesNotMoveToAnotherNamespace) {
  SigParts parts = parts_of(signed_by(0));
  parts.name = "rogatory-entry@v1";
  EXPECT_EQ(verdict(armour_of(blob_of(parts)), Namespace::entry), ErrorCode::altered);
}

TEST(SshSig, IsBuiltOfItsParts) { EXPECT_EQ(armour_of(blob_of(parts_of(signed_by(0)))), signed_by(0)); }

TEST(SshSig, RefusesEveryTruncationAndEverythingAround) {
  const std::string good = signed_by(0);
  for (std::size_t size = 0; size < good.size(); ++size) {
    EXPECT_EQ(verdict(good.substr(0, size)), ErrorCode::malformed) << size;
  }
  for (const std::string& text : {good + "\n", good + "x", good + good, "\n" + good, " " + good, "x\n" + good}) {
    EXPECT_EQ(verdict(text), ErrorCode::malformed) << text;
  }
}

TEST(SshSig, NeverPassesWithAChangedBit) {
  const std::string good = signed_by(0);
  for (std::size_t bit = 0; bit < good.size() * 8; ++bit) {
    std::string changed = good;
    changed[bit / 8] = static_cast<char>(changed[bit / 8] ^ (1 << (bit % 8)));
    const ErrorCode code = verdict(changed);
    EXPECT_TRUE(code == ErrorCode::malformed || code == ErrorCode::altered) << bit;
  }
}

struct Variant {
  const char* wrong;
  std::function<void(SigParts&)> change;
};

// One fault each. ssh-keygen refuses most of these too; those it passes have tests of their own below.
TEST(SshSig, RefusesABlobWithOneFault) {
  const std::vector<Variant> variants{
      {"another magic", [](SigParts& p) { p.magic = "SSHSIH"; }},
      {"version 0", [](SigParts& p) { p.version = 0; }},
      {"version 2", [](SigParts& p) { p.version = 2; }},
      {"an empty namespace", [](SigParts& p) { p.name = ""; }},
      {"a reserved field", [](SigParts& p) { p.reserved = "x"; }},
      {"sha256", [](SigParts& p) { p.hash = "sha256"; }},
      {"an unknown hash", [](SigParts& p) { p.hash = "sha513"; }},
      {"no hash", [](SigParts& p) { p.hash = ""; }},
      {"another kind of signature", [](SigParts& p) { p.kind = "ssh-rsa"; }},
      {"a signature of 63 bytes", [](SigParts& p) { p.raw.pop_back(); }},
      {"a signature of 65 bytes", [](SigParts& p) { p.raw.push_back(0); }},
      {"bytes behind the raw signature", [](SigParts& p) { p.inner_tail = "x"; }},
      {"bytes behind everything", [](SigParts& p) { p.tail = "x"; }},
      {"bytes behind the key", [](SigParts& p) { p.key.push_back(0); }},
      {"a key cut short", [](SigParts& p) { p.key.pop_back(); }},
      {"no key", [](SigParts& p) { p.key.clear(); }},
  };
  for (const Variant& variant : variants) {
    SigParts parts = parts_of(signed_by(0));
    variant.change(parts);
    EXPECT_EQ(verdict(armour_of(blob_of(parts))), ErrorCode::malformed) << variant.wrong;
  }
}

TEST(SshSig, DoesNotBelieveALength) {
  for (const std::uint32_t size : {0x7fffffffU, 0x80000000U, 0xffffffffU}) {
    const Bytes blob = WireWriter().raw("SSHSIG").u32(1).u32(size).raw("short").take();
    EXPECT_EQ(verdict(armour_of(blob)), ErrorCode::malformed);
  }
}

TEST(SshSig, RefusesWhatIsLongerThanItsLimit) {
  SigParts parts = parts_of(signed_by(0));
  parts.name = std::string(k_sshsig_limit, 'n');
  const auto parsed = parse_sshsig(base::as_bytes(armour_of(blob_of(parts))));
  EXPECT_EQ(parsed.error().sentence(), "SSH signature: longer than 4096 bytes");
}

// What stock ssh-keygen passes and we refuse: each as malformed, because it is one of several spellings, not a forgery.

TEST(SshSigThatSshKeygenPasses, WithTheHashSha256) {
  const TemporaryDirectory dir;
  write_file(dir / "key", write_openssh_private(fixed_key(0), "o").expose_text());
  write_file(dir / "message", k_message);
  const auto ran = run("cd " + dir.path() +
                       " && ssh-keygen -q -Y sign -O hashalg=sha256 -f key -n rogatory-seal@v1 < message > sig");
  ASSERT_EQ(ran.status, 0) << ran.output;
  EXPECT_TRUE(ssh_keygen_passes(dir, read_file(dir / "sig")));
  EXPECT_EQ(verdict(read_file(dir / "sig")), ErrorCode::malformed);
}

TEST(SshSigThatSshKeygenPasses, WithOtherLineLengths) {
  const TemporaryDirectory dir;
  const Bytes blob = blob_of(parts_of(signed_by(0)));
  for (const std::size_t columns : {1U, 64U, 69U, 71U, 76U, 1000U}) {
    EXPECT_TRUE(ssh_keygen_passes(dir, armour_of(blob, columns))) << columns;
    EXPECT_EQ(verdict(armour_of(blob, columns)), ErrorCode::malformed) << columns;
  }
}

TEST(SshSigThatSshKeygenPasses, WithOtherWhiteSpaceOrTextBehind) {
  const TemporaryDirectory dir;
  const std::string good = signed_by(0);
  std::string crlf;
  for (const char c : good) {
    crlf += c == '\n' ? "\r\n" : std::string(1, c);
  }
  std::string crlf_inside = crlf;
  crlf_inside.erase(crlf_inside.find('\r'), 1);  // ssh-keygen wants LF behind BEGIN
  std::string empty_line = good;
  empty_line.insert(good.find('\n') + 1, "\n");
  std::string space = good;
  space.insert(good.find('\n') + 5, " ");
  for (const std::string& text : {good + "trailing text\n", good.substr(0, good.size() - 1), good + "\n", good + good,
                                  crlf_inside, empty_line, space}) {
    EXPECT_TRUE(ssh_keygen_passes(dir, text)) << text;
    EXPECT_EQ(verdict(text), ErrorCode::malformed) << text;
  }
  EXPECT_EQ(verdict(crlf), ErrorCode::malformed);
}

// It skips the field and verifies as if it were empty.
TEST(SshSigThatSshKeygenPasses, WithAReservedField) {
  const TemporaryDirectory dir;
  SigParts parts = parts_of(signed_by(0));
  parts.reserved = "reserved";
  EXPECT_TRUE(ssh_keygen_passes(dir, armour_of(blob_of(parts))));
  EXPECT_EQ(verdict(armour_of(blob_of(parts))), ErrorCode::malformed);
}

// Made from the fixed key 0 and the message above with a few lines of arithmetic.
TEST(SshSigThatSshKeygenPasses, WithSNotBelowTheOrderOfTheGroup) {
  const TemporaryDirectory dir;
  SigParts parts = parts_of(signed_by(0));
  const std::string_view r = "1c6e43a78974bc24a187d388030a91eb1d84740d2a6fde97a8dfb76ff75899d4";
  EXPECT_EQ(base::to_hex(parts.raw),
            std::string(r) + "f738ba5e9028bb00d68416aa31b365afed6d908e58725c9d74202afd8837b10f");
  parts.raw =
      base::from_hex(std::string(r) + "e40cb0bbaa8bcd58ac210e4d10ad44c4ed6d908e58725c9d74202afd8837b11f").value();
  EXPECT_TRUE(ssh_keygen_passes(dir, armour_of(blob_of(parts))));
  EXPECT_EQ(verdict(armour_of(blob_of(parts))), ErrorCode::malformed);
}

TEST(SshSigThatSshKeygenPasses, WithTheNeutralElementAsR) {
  const TemporaryDirectory dir;
  SigParts parts = parts_of(signed_by(0));
  parts.raw = base::from_hex(
                  "0100000000000000000000000000000000000000000000000000000000000000"
                  "ae02be1b5953e5d4794ecb9513aec4a017de52ec1eb37510599070fd8ed7f906")
                  .value();
  EXPECT_TRUE(ssh_keygen_passes(dir, armour_of(blob_of(parts))));
  EXPECT_EQ(verdict(armour_of(blob_of(parts))), ErrorCode::malformed);
}

TEST(SshSigThatSshKeygenPasses, ByAKeyWithASmallOrderPart) {
  const TemporaryDirectory dir;
  PublicKey mixed;
  const Bytes raw = base::from_hex("b502ff3d92e31d8190b4aa4ea0414005167fad089c4de9dac8a2fc850fed4f58").value();
  std::copy(raw.begin(), raw.end(), mixed.bytes.begin());
  SigParts parts = parts_of(signed_by(0));
  parts.key = mixed.wire();
  parts.raw = base::from_hex(
                  "b316b6ba83288baa6709d6b9195471595042f31541dbfe4b90aa4e9ed2b3a786"
                  "20ff19cf94ad5e7b25dc5993dd9e2382de2daff92a21c1b0abfeb5bbc0a0790d")
                  .value();
  EXPECT_TRUE(ssh_keygen_passes(dir, armour_of(blob_of(parts)), mixed));
  EXPECT_EQ(verdict(armour_of(blob_of(parts))), ErrorCode::malformed);
}

TEST(SshSigThatSshKeygenPasses, ByAnotherKindOfKey) {
  const TemporaryDirectory dir;
  write_file(dir / "message", k_message);
  for (const std::string kind : {"rsa", "ecdsa"}) {
    const auto ran =
        run("cd " + dir.path() + " && rm -f " + kind + " " + kind + ".pub && ssh-keygen -q -t " + kind + " -N '' -f " +
            kind + " && ssh-keygen -q -Y sign -f " + kind + " -n rogatory-seal@v1 < message > " + kind + ".sig");
    ASSERT_EQ(ran.status, 0) << ran.output;
    const auto parsed = parse_sshsig(base::as_bytes(read_file(dir / (kind + ".sig"))));
    ASSERT_FALSE(parsed.has_value());
    EXPECT_EQ(parsed.error().code(), ErrorCode::malformed);
    EXPECT_NE(parsed.error().sentence().find("unsupported"), std::string::npos) << parsed.error().sentence();
  }
}

TEST(SshSig, PassesOnWhyASignerDidNotSign) {
  test::RefusingSigner signer(fixed_key(0).public_key());
  EXPECT_EQ(sshsig_sign(signer, Namespace::seal, message()).error().sentence(), "the signer refused");
}

TEST(SshSig, RefusesAnArmourWithNothingOrTooLittleInIt) {
  EXPECT_EQ(verdict("-----BEGIN SSH SIGNATURE-----\n-----END SSH SIGNATURE-----\n"), ErrorCode::malformed);
  const Bytes good = blob_of(parts_of(signed_by(0)));
  for (std::size_t size = 1; size < good.size(); ++size) {
    EXPECT_EQ(verdict(armour_of(ByteView(good).first(size))), ErrorCode::malformed) << size;
  }
}

// Only R = 1 is the neutral element: one that merely begins like it is a wrong signature, not a wrong form.
TEST(SshSig, CallsARThatOnlyBeginsLikeTheNeutralElementAltered) {
  SigParts parts = parts_of(signed_by(0));
  parts.raw.front() = 1;
  EXPECT_EQ(verdict(armour_of(blob_of(parts))), ErrorCode::altered);
}

}  // namespace
}  // namespace rogatory::crypto
