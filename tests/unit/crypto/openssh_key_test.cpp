#include <gtest/gtest.h>

#include "crypto/keyfile.hpp"
#include "tests/support/files.hpp"
#include "tests/support/run.hpp"
#include "tests/support/ssh.hpp"
#include "tests/support/temporary_directory.hpp"

namespace rogatory::crypto {
namespace {

using test::fixed_key;
using test::read_file;
using test::run;
using test::TemporaryDirectory;
using test::write_file;

Result<SigningKey> parse(std::string_view text) { return parse_openssh_private(base::as_bytes(text)); }

std::string rewrapped(const Bytes& blob) {
  const std::string columns = base::to_base64(blob);
  std::string text(armoured_size(k_private_key_label, columns.size()), '\0');
  Bytes into(text.size());
  put_into_armour(k_private_key_label, columns, into);
  return std::string(base::as_text(into));
}

// The blob inside a key file of ours, without the armour. (A test key, so ordinary memory will do.)
Bytes blob_of(const SigningKey& key, std::string_view comment) {
  const SecretBytes text = write_openssh_private(key, comment);
  Bytes columns(text.size());
  const std::size_t count = take_from_armour(k_private_key_label, text.expose(), columns).value();
  return base::from_base64(base::as_text(columns).substr(0, count)).value();
}

TEST(OpenSshKey, ReadsWhatItWrites) {
  for (const std::string comment : {"", "a", "ab", "abc", "abcd", "abcde", "abcdef", "abcdefg", "registry-2@fr-ca"}) {
    const SigningKey key = SigningKey::generate();
    const SecretBytes text = write_openssh_private(key, comment);
    const auto parsed = parse(text.expose_text());
    ASSERT_TRUE(parsed.has_value()) << parsed.error().sentence();
    EXPECT_EQ(parsed->public_key(), key.public_key());
    EXPECT_TRUE(equal_secret(parsed->seed().expose(), key.seed().expose()));
  }
}

TEST(OpenSshKey, IsReadBySshKeygen) {
  const TemporaryDirectory dir;
  for (const std::string comment : {"", "root of fr-ca", "registry-2@fr-ca"}) {
    const SigningKey key = SigningKey::generate();
    write_file(dir / "key", write_openssh_private(key, comment).expose_text());
    const std::string public_line = key.public_key().openssh() + (comment.empty() ? "" : " " + comment) + "\n";
    EXPECT_EQ(run("ssh-keygen -y -P '' -f " + (dir / "key")).output, public_line);
    write_file(dir / "key.pub", public_line);
    const auto listed = run("ssh-keygen -lf " + (dir / "key.pub"));
    EXPECT_NE(listed.output.find(key.public_key().fingerprint() + " "), std::string::npos) << listed.output;
  }
}

TEST(OpenSshKey, IsByteForByteWhatSshKeygenWritesForTheSameKeyAndCheckNumber) {
  const TemporaryDirectory dir;
  ASSERT_EQ(run("ssh-keygen -q -t ed25519 -N '' -C 'a comment' -f " + (dir / "key")).status, 0);
  const auto theirs = parse(read_file(dir / "key"));
  ASSERT_TRUE(theirs.has_value()) << theirs.error().sentence();
  EXPECT_EQ(theirs->public_key().openssh() + " a comment\n", read_file(dir / "key.pub"));

  const std::string text = read_file(dir / "key");
  Bytes columns(text.size());
  const std::size_t count = take_from_armour(k_private_key_label, base::as_bytes(text), columns).value();
  const Bytes blob = base::from_base64(base::as_text(columns).substr(0, count)).value();
  Bytes ours = blob_of(*theirs, "a comment");
  ASSERT_EQ(ours.size(), blob.size());
  // magic 15, "none" 8 + 8, "" 4, count 4, key 4 + 51, size 4: there the random check number stands, twice.
  constexpr std::ptrdiff_t check_at = 98;
  std::copy_n(blob.begin() + check_at, 8, ours.begin() + check_at);
  EXPECT_EQ(ours, blob);
  EXPECT_EQ(rewrapped(ours), text);
}

TEST(OpenSshKey, SaysUnsupportedOfAPassphraseAndOfOtherKinds) {
  const TemporaryDirectory dir;
  ASSERT_EQ(run("cd " + dir.path() + " && ssh-keygen -q -t ed25519 -N 'five words' -a 1 -f locked" +
                " && ssh-keygen -q -t ecdsa -N '' -f ecdsa && ssh-keygen -q -t rsa -N '' -f rsa")
                .status,
            0);
  for (const char* name : {"locked", "ecdsa", "rsa"}) {
    const auto parsed = parse(read_file(dir / name));
    ASSERT_FALSE(parsed.has_value()) << name;
    EXPECT_EQ(parsed.error().code(), ErrorCode::malformed);
    EXPECT_NE(parsed.error().sentence().find("unsupported"), std::string::npos) << parsed.error().sentence();
  }
}

TEST(OpenSshKey, RefusesEveryTruncationAndEverythingAround) {
  const SecretBytes text = write_openssh_private(fixed_key(3), "comment");
  const std::string good(text.expose_text());
  for (std::size_t size = 0; size < good.size(); ++size) {
    EXPECT_FALSE(parse(good.substr(0, size)).has_value()) << size;
  }
  for (const std::string& wrong : {good + "\n", good + good, "\n" + good, good + "x"}) {
    EXPECT_EQ(parse(wrong).error().code(), ErrorCode::malformed);
  }
}

// A blob cut anywhere and put into good armour again: every length inside is checked, not only the armour.
TEST(OpenSshKey, RefusesABlobCutAnywhereOrGrown) {
  const Bytes good = blob_of(fixed_key(3), "comment");
  ASSERT_TRUE(parse(rewrapped(good)).has_value());
  for (std::size_t size = 1; size < good.size(); ++size) {
    const Bytes cut(good.begin(), good.begin() + static_cast<std::ptrdiff_t>(size));
    EXPECT_FALSE(parse(rewrapped(cut)).has_value()) << size;
  }
  Bytes grown = good;
  grown.push_back(0);
  EXPECT_FALSE(parse(rewrapped(grown)).has_value());
}

// Everything but the comment's text and (together) the check numbers is fixed by the format or by the seed.
TEST(OpenSshKey, RefusesEveryChangedByteOutsideItsComment) {
  const std::string comment = "comment";
  const Bytes good = blob_of(fixed_key(3), comment);
  const std::size_t comment_at = base::as_text(good).find(comment);
  ASSERT_NE(comment_at, std::string_view::npos);
  for (std::size_t at = 0; at < good.size(); ++at) {
    Bytes changed = good;
    changed[at] = static_cast<std::uint8_t>(changed[at] ^ 0x41U);
    const bool in_comment = at >= comment_at && at < comment_at + comment.size();
    EXPECT_EQ(parse(rewrapped(changed)).has_value(), in_comment) << at;
  }
}

TEST(OpenSshKey, RefusesWhatIsLongerThanAKeyFileMayBe) {
  const std::string text(k_key_file_limit + 1, 'x');
  EXPECT_EQ(parse(text).error().sentence(), "OpenSSH private key: longer than 65536 bytes");
}

// The fields of the private part, each of which a test may change.
struct PrivateParts {
  std::string head = std::string(8, 'c');     ///< both check numbers
  std::string secret = {};                    ///< empty: the right one
  std::string tail = "\x01\x02\x03\x04\x05";  ///< with the secret and an empty comment, a multiple of 8
};

std::string text_of(const PrivateParts& parts) {
  const SigningKey key = fixed_key(3);
  const std::string seed(key.seed().expose_text());
  const std::string public_half(base::as_text(key.public_key().bytes));
  WireWriter section;
  section.raw(parts.head);
  if (parts.head.size() == 8) {
    section.string("ssh-ed25519").string(public_half);
    section.string(parts.secret.empty() ? seed + public_half : parts.secret).string("").raw(parts.tail);
  }
  return rewrapped(WireWriter()
                       .raw(std::string_view("openssh-key-v1\0", 15))
                       .string("none")
                       .string("none")
                       .string("")
                       .u32(1)
                       .string(key.public_key().wire())
                       .string(section.bytes())
                       .take());
}

std::string why_not(const PrivateParts& parts) {
  const auto parsed = parse(text_of(parts));
  return parsed ? "accepted" : parsed.error().sentence();
}

TEST(OpenSshKey, HasAPrivatePartOfOneForm) {
  const std::string pad = PrivateParts().tail;
  ASSERT_EQ(why_not({}), "accepted");
  EXPECT_EQ(why_not({.tail = pad + "\x06"}), "OpenSSH private key: the private part is not padded");
  EXPECT_EQ(why_not({.tail = pad + "\x06\x07\x08\x09\x0a\x0b\x0c\x0d"}),
            "OpenSSH private key: the padding is not 1 2 3 \u2026");
  EXPECT_EQ(why_not({.secret = std::string(63, 's'), .tail = pad + "\x06"}),
            "OpenSSH private key: an Ed25519 private key has 64 bytes");
  EXPECT_EQ(why_not({.head = "ccccdddd"}), "OpenSSH private key: the two check numbers differ");
  EXPECT_NE(why_not({.head = ""}), "accepted");
}

TEST(OpenSshKey, RefusesBase64ThatIsNotCanonical) {
  std::string text = text_of({});
  text[text.find('\n') + 1] = '_';
  EXPECT_EQ(parse(text).error().sentence(), "OpenSSH private key: not canonical base64");
}

}  // namespace
}  // namespace rogatory::crypto
