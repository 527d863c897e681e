#include "crypto/note_key.hpp"

#include <gtest/gtest.h>

#include "tests/support/ssh.hpp"

namespace rogatory::crypto {
namespace {

// Verifier keys that others publish: the example of Go's package sumdb/note, and the log of Go's modules.
constexpr std::string_view k_example = "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW";
constexpr std::string_view k_go = "sum.golang.org+033de0ae+Ac4zctda0e5eza+HJyk9SxEdh+s3Ux18htTTAD8OuAn8";

// A verifier key with these words behind the name, the id being the one that they hash to.
std::string vkey_of(std::string_view name, const Bytes& typed) {
  const Sha256 hash = sha256(std::string(name) + "\n" + std::string(base::as_text(typed)));
  return std::string(name) + "+" + base::to_hex(ByteView(hash.bytes).first(4)) + "+" + base::to_base64(typed);
}

Bytes typed(std::uint8_t type, ByteView key) {
  Bytes bytes{type};
  bytes.insert(bytes.end(), key.begin(), key.end());
  return bytes;
}

std::string why_not(std::string_view vkey) {
  const Result<NoteKey> parsed = NoteKey::parse(vkey);
  if (parsed) {
    return "accepted";
  }
  EXPECT_EQ(parsed.error().code(), ErrorCode::malformed);
  return parsed.error().sentence();
}

TEST(NoteKey, ReadsPublishedKeysAndWritesThemBack) {
  for (const std::string_view vkey : {k_example, k_go}) {
    EXPECT_EQ(NoteKey::parse(vkey).value().text(), vkey);
  }
  EXPECT_EQ(NoteKey::parse(k_go).value().name(), "sum.golang.org");
  EXPECT_EQ(base::to_hex(NoteKey::parse(k_go).value().id()), "033de0ae");
}

TEST(NoteKey, HasAnIdOfItsNameAndKey) {
  const PublicKey key = test::fixed_key(1).public_key();
  const NoteKey one = NoteKey::make("rogatory/c/fr-ca", key).value();
  EXPECT_EQ(one.text(), vkey_of("rogatory/c/fr-ca", typed(1, key.bytes)));
  EXPECT_NE(one.id(), NoteKey::make("rogatory/c/de-ca", key).value().id());
  EXPECT_NE(one.id(), NoteKey::make("rogatory/c/fr-ca", test::fixed_key(2).public_key()).value().id());
}

TEST(NoteKey, IsRefusedWithAnyCharacterChangedOrMissing) {
  for (std::size_t i = 0; i < k_example.size(); ++i) {
    std::string changed(k_example);
    changed[i] = changed[i] == 'A' ? 'B' : 'A';
    EXPECT_NE(why_not(changed), "accepted") << changed;
    EXPECT_NE(why_not(k_example.substr(0, i)), "accepted") << i;
    EXPECT_NE(why_not(k_example.substr(i + 1)), "accepted") << i;
  }
}

TEST(NoteKey, HasOneSpelling) {
  const std::string id_changed = "verifier key: the id is not the one of this name and key";
  EXPECT_EQ(why_not("PeterNeumann+C74F20A3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW"), id_changed);
  EXPECT_EQ(why_not("PeterNeumann+0xc74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW"), id_changed);
  EXPECT_EQ(why_not("PeterNeumann+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW"),
            "verifier key: not of the form name+id+base64");
  EXPECT_EQ(why_not("PeterNeumann"), "verifier key: not of the form name+id+base64");
  EXPECT_EQ(why_not(std::string(k_example) + "\n"), "verifier key: not padded base64");
}

TEST(NoteKey, IsOfTypeEd25519) {
  const PublicKey key = test::fixed_key(1).public_key();
  EXPECT_EQ(NoteKey::parse(vkey_of("x", typed(1, key.bytes))).value().key(), key);
  const std::string other_type = "verifier key: not a key of type 1 (Ed25519), the only one accepted";
  for (const int type : {0, 2, 4, 5, 6, 255}) {
    EXPECT_EQ(why_not(vkey_of("x", typed(static_cast<std::uint8_t>(type), key.bytes))), other_type);
  }
  EXPECT_EQ(why_not(vkey_of("x", {})), other_type);
}

TEST(NoteKey, HoldsAKeyOfThePrimeOrderGroup) {
  Bytes short_key(31, 9);
  EXPECT_EQ(why_not(vkey_of("x", typed(1, short_key))), "verifier key: an Ed25519 key has 32 bytes");
  Bytes neutral(32, 0);
  neutral.front() = 1;
  EXPECT_EQ(why_not(vkey_of("x", typed(1, neutral))),
            "verifier key: not the canonical form of a point of Ed25519's prime-order group");
}

TEST(NoteName, HasNoSpaceNoPlusAndNoControlCharacter) {
  for (const char* name :
       {"a", "rogatory/0123456789abcdef/fr-ca.2", "Zentrale-Beh\u00f6rde", "\u65e5\u672c", "\u200b"}) {
    EXPECT_TRUE(is_note_name(name)) << name;
  }
  for (const char* name :
       {"",        " ",       "a b",      "a+b",     "+",         "a\n",         "a\t",     "a\x01",
        "a\x1f",   "a\u0085", "a\u00a0b", "a\u1680", "\u2000",    "a\u200a",     "a\u2028", "a\u2029",
        "a\u202f", "a\u205f", "a\u3000",  "\xff",    "a\xe2\x80", "\xed\xa0\x80"}) {
    EXPECT_FALSE(is_note_name(name)) << name;
    EXPECT_FALSE(NoteKey::make(name, test::fixed_key(1).public_key()).has_value()) << name;
  }
  EXPECT_FALSE(is_note_name(std::string_view("a\0b", 3)));
}

TEST(NoteName, IsHeldToTheSameRuleInAVerifierKey) {
  EXPECT_EQ(why_not(vkey_of("a b", typed(1, test::fixed_key(1).public_key().bytes))),
            "verifier key: a name of a key must have no spaces, no + and no control characters");
}

}  // namespace
}  // namespace rogatory::crypto
