// Recipients, identities and the stanzas they are wrapped in.
#include <gtest/gtest.h>

#include "crypto/age_stanza.hpp"
#include "tests/support/limited_memory.hpp"

namespace rogatory::crypto::age {
namespace {

// The example keys of the age specification.
constexpr std::string_view k_identity = "AGE-SECRET-KEY-1GFPYYSJZGFPYYSJZGFPYYSJZGFPYYSJZGFPYYSJZGFPYYSJZGFPQ4EGAEX";
constexpr std::string_view k_recipient = "age1zvkyg2lqzraa2lnjvqej32nkuu0ues2s82hzrye869xeexvn73equnujwj";
constexpr std::string_view k_post_quantum =
    "AGE-SECRET-KEY-PQ-1XX76JRALNLXDMEW0CRK45QMCCH4X06SE84UN3VPM33W6HWDX0H3SK3ZQFR";

constexpr int k_quick_log_n = 4;

struct File {
  Bytes bytes;
  Header header;
};

// A header with these stanzas and a right MAC.
File header_of(const SecretBytes& file_key, const std::vector<Stanza>& stanzas) {
  std::string text(k_version_line);
  for (const Stanza& stanza : stanzas) {
    text += serialize_stanza(stanza);
  }
  text += k_mac_mark;
  text += " " + base::to_base64_unpadded(header_mac(file_key, base::as_bytes(text))) + "\n";
  File file{.bytes = base::to_bytes(text), .header = {}};
  file.header = *parse_header(file.bytes);
  return file;
}

std::vector<Identity> only(Identity identity) {
  std::vector<Identity> identities;
  identities.push_back(std::move(identity));
  return identities;
}

template <class T>
void expect_code(const Result<T>& result, ErrorCode code) {
  ASSERT_FALSE(result);
  EXPECT_EQ(result.error().code(), code) << result.error().sentence();
}

SecretBytes passphrase(std::string_view text) { return SecretBytes::copy_of(base::as_bytes(text)); }

TEST(AgeIdentity, HasTheRecipientOfTheSpecification) {
  const Result<Identity> identity = Identity::parse(k_identity);
  ASSERT_TRUE(identity) << identity.error().sentence();
  EXPECT_EQ(identity->recipient().text(), k_recipient);
  EXPECT_EQ(identity->text().expose_text(), k_identity);
  const Result<Recipient> recipient = Recipient::parse(k_recipient);
  ASSERT_TRUE(recipient);
  EXPECT_EQ(*recipient, identity->recipient());
}

TEST(AgeIdentity, OfAnotherKindIsUnsupported) {
  for (const std::string_view text : {k_post_quantum, std::string_view("AGE-PLUGIN-YUBIKEY-1XYZ"),
                                      std::string_view("-----BEGIN OPENSSH PRIVATE KEY-----")}) {
    const Result<Identity> identity = Identity::parse(text);
    expect_code(identity, ErrorCode::malformed);
    EXPECT_NE(identity.error().sentence().find("unsupported"), std::string::npos) << identity.error().sentence();
  }
}

TEST(AgeRecipient, OfAnotherKindIsUnsupported) {
  for (const char* text : {"age1pq1x34nzsvr0rxjsgdn8z", "age1tag1qt8lw0ual6avlwmwatk8", "age1yubikey1qqqq",
                           "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5"}) {
    const Result<Recipient> recipient = Recipient::parse(text);
    expect_code(recipient, ErrorCode::malformed);
    EXPECT_NE(recipient.error().sentence().find("unsupported"), std::string::npos) << recipient.error().sentence();
  }
}

TEST(AgeRecipient, HasOneSpelling) {
  expect_code(Recipient::parse(""), ErrorCode::malformed);
  expect_code(Recipient::parse(k_identity), ErrorCode::malformed);
  expect_code(Recipient::parse(std::string(k_recipient) + "\n"), ErrorCode::malformed);
  expect_code(Recipient::parse(" " + std::string(k_recipient)), ErrorCode::malformed);
  expect_code(Recipient::parse("AGE1ZVKYG2LQZRAA2LNJVQEJ32NKUU0UES2S82HZRYE869XEEXVN73EQUNUJWJ"), ErrorCode::malformed);
}

TEST(IdentityFile, IsReadAsAgeKeygenWritesIt) {
  const std::string text = "# created: 2024-01-01T00:00:00Z\n# public key: " + std::string(k_recipient) + "\n\n" +
                           std::string(k_identity) + "\n" + std::string(Identity::generate().text().expose_text());
  const Result<std::vector<Identity>> identities = parse_identity_file(base::as_bytes(text));
  ASSERT_TRUE(identities) << identities.error().sentence();
  ASSERT_EQ(identities->size(), 2U);
  EXPECT_EQ((*identities)[0].recipient().text(), k_recipient);
}

TEST(IdentityFile, NamesTheLineThatIsWrong) {
  const std::string good = std::string(k_identity) + "\n";
  for (const std::string& wrong : {std::string(k_post_quantum), " " + std::string(k_identity),
                                   std::string(k_identity) + "\r", std::string(k_recipient)}) {
    const Result<std::vector<Identity>> identities = parse_identity_file(base::as_bytes("#\n" + good + wrong + "\n"));
    expect_code(identities, ErrorCode::malformed);
    EXPECT_NE(identities.error().sentence().find("line 3"), std::string::npos) << identities.error().sentence();
  }
  expect_code(parse_identity_file({}), ErrorCode::malformed);
  expect_code(parse_identity_file(base::as_bytes("# nothing\n")), ErrorCode::malformed);
  expect_code(parse_identity_file(Bytes(64 * 1024 + 1, '#')), ErrorCode::malformed);
}

TEST(Unwrap, FindsTheFileKeyForEachRecipientAndForNobodyElse) {
  const SecretBytes file_key = new_file_key();
  std::vector<Identity> identities;
  std::vector<Recipient> recipients;
  for (int i = 0; i < 5; ++i) {
    identities.push_back(Identity::generate());
    recipients.push_back(identities.back().recipient());
  }
  const Result<Bytes> bytes = make_header(file_key, recipients);
  ASSERT_TRUE(bytes);
  const Result<Header> header = parse_header(*bytes);
  ASSERT_TRUE(header);
  EXPECT_EQ(header->size, bytes->size());
  for (Identity& identity : identities) {
    const Result<SecretBytes> found = unwrap(*header, *bytes, {&identity, 1});
    ASSERT_TRUE(found) << found.error().sentence();
    EXPECT_TRUE(equal_secret(found->expose(), file_key.expose()));
  }
  expect_code(unwrap(*header, *bytes, only(Identity::generate())), ErrorCode::wrong_key);
  expect_code(unwrap(*header, *bytes, {}), ErrorCode::wrong_key);
  expect_code(unwrap_passphrase(*header, *bytes, passphrase("x")), ErrorCode::wrong_key);
}

TEST(Unwrap, SkipsStanzasOfUnknownTypes) {
  const SecretBytes file_key = new_file_key();
  const Identity identity = Identity::generate();
  const Result<Stanza> stanza = wrap_x25519(file_key, identity.recipient());
  ASSERT_TRUE(stanza);
  const Stanza grease{.type = "x25519", .arguments = {}, .body = {}};
  const Stanza hybrid{.type = "mlkem768x25519", .arguments = {"AA"}, .body = Bytes(32)};
  const File file = header_of(file_key, {grease, hybrid, *stanza, grease});
  EXPECT_TRUE(unwrap(file.header, file.bytes, {&identity, 1}));
}

TEST(Unwrap, TellsAWrongMacFromAWrongKey) {
  const SecretBytes file_key = new_file_key();
  const Identity identity = Identity::generate();
  const Recipient recipient = identity.recipient();
  Bytes bytes = *make_header(file_key, {&recipient, 1});
  bytes[bytes.size() - 10] = bytes[bytes.size() - 10] == 'A' ? 'B' : 'A';
  const Result<Header> header = parse_header(bytes);
  ASSERT_TRUE(header);
  expect_code(unwrap(*header, bytes, {&identity, 1}), ErrorCode::altered);
  expect_code(unwrap(*header, bytes, only(Identity::generate())), ErrorCode::wrong_key);
}

// Whoever an X25519 stanza is for, its form must be right, and wherever in the header it stands.
TEST(Unwrap, RefusesAnX25519StanzaOfAWrongForm) {
  const SecretBytes file_key = new_file_key();
  const Identity identity = Identity::generate();
  const Stanza good = *wrap_x25519(file_key, identity.recipient());
  const std::string share = good.arguments[0];
  const std::vector<std::vector<std::string>> wrong_arguments{{},
                                                              {share, share},
                                                              {share + "A"},
                                                              {share.substr(1)},
                                                              {share + "="},
                                                              {base::to_base64_unpadded(Bytes(31, 1))},
                                                              {base::to_base64_unpadded(Bytes(33, 1))},
                                                              {base::to_base64_unpadded(Bytes(1120, 1))}};
  for (const std::vector<std::string>& arguments : wrong_arguments) {
    const Stanza wrong{.type = "X25519", .arguments = arguments, .body = good.body};
    for (const File& file : {header_of(file_key, {wrong}), header_of(file_key, {good, wrong})}) {
      expect_code(unwrap(file.header, file.bytes, {&identity, 1}), ErrorCode::malformed);
    }
  }
  for (const std::size_t size : {0U, 31U, 33U, 40U, 48U}) {
    const File file = header_of(file_key, {{.type = "X25519", .arguments = {share}, .body = Bytes(size)}});
    expect_code(unwrap(file.header, file.bytes, {&identity, 1}), ErrorCode::malformed);
  }
}

// RFC 7748 section 6.1; the points of order 1, 2, 4 and 8, two of them also as the numbers p and p + 1.
const char* const k_low_order[] = {"0000000000000000000000000000000000000000000000000000000000000000",
                                   "0100000000000000000000000000000000000000000000000000000000000000",
                                   "e0eb7a7c3b41b8ae1656e3faf19fc46ada098deb9c32b1fd866205165f49b800",
                                   "5f9c95bca3508c24b1d0b1559c83ef5b04445cc4581c8e86d8224eddd09f1157",
                                   "ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
                                   "edffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
                                   "eeffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f"};

TEST(Unwrap, RefusesAShareOfLowOrder) {
  const SecretBytes file_key = new_file_key();
  const Identity identity = Identity::generate();
  for (const char* hex : k_low_order) {
    const Stanza stanza{
        .type = "X25519", .arguments = {base::to_base64_unpadded(*base::from_hex(hex))}, .body = Bytes(32)};
    const File file = header_of(file_key, {stanza});
    expect_code(unwrap(file.header, file.bytes, {&identity, 1}), ErrorCode::malformed);
  }
}

TEST(MakeHeader, RefusesARecipientOfLowOrder) {
  for (const char* hex : k_low_order) {
    std::array<std::uint8_t, 32> key{};
    std::ranges::copy(*base::from_hex(hex), key.begin());
    const Recipient recipient = Recipient::from_raw(key);
    expect_code(make_header(new_file_key(), {&recipient, 1}), ErrorCode::failed);
  }
}

TEST(MakeHeader, TakesOneToSixtyFourRecipientsWithFreshShares) {
  const Recipient recipient = Identity::generate().recipient();
  const SecretBytes file_key = new_file_key();
  const std::vector<Recipient> most(k_stanza_limit, recipient);
  const Result<Bytes> bytes = make_header(file_key, most);
  ASSERT_TRUE(bytes);
  const Result<Header> header = parse_header(*bytes);
  ASSERT_TRUE(header);
  EXPECT_EQ(header->stanzas.size(), k_stanza_limit);
  EXPECT_NE(header->stanzas[0].arguments[0], header->stanzas[1].arguments[0]);
  expect_code(make_header(file_key, std::vector<Recipient>(k_stanza_limit + 1, recipient)), ErrorCode::refused);
  expect_code(make_header(file_key, {}), ErrorCode::refused);
}

TEST(UnwrapPassphrase, FindsTheFileKeyForTheRightPassphraseOnly) {
  const SecretBytes file_key = new_file_key();
  const Result<Bytes> bytes = make_passphrase_header(file_key, passphrase("correct horse"), k_quick_log_n);
  ASSERT_TRUE(bytes);
  const Result<Header> header = parse_header(*bytes);
  ASSERT_TRUE(header);
  const Result<SecretBytes> found = unwrap_passphrase(*header, *bytes, passphrase("correct horse"));
  ASSERT_TRUE(found);
  EXPECT_TRUE(equal_secret(found->expose(), file_key.expose()));
  expect_code(unwrap_passphrase(*header, *bytes, passphrase("correct horse ")), ErrorCode::wrong_key);
  expect_code(unwrap_passphrase(*header, *bytes, SecretBytes()), ErrorCode::wrong_key);
  expect_code(unwrap(*header, *bytes, only(Identity::generate())), ErrorCode::wrong_key);
  expect_code(make_passphrase_header(file_key, SecretBytes(), k_quick_log_n), ErrorCode::refused);
}

TEST(UnwrapPassphrase, RefusesAScryptStanzaBesideAnyOther) {
  const SecretBytes file_key = new_file_key();
  const Identity identity = Identity::generate();
  const Stanza scrypt = *wrap_scrypt(file_key, passphrase("x"), k_quick_log_n);
  const Stanza x25519 = *wrap_x25519(file_key, identity.recipient());
  const Stanza grease{.type = "grease", .arguments = {}, .body = {}};
  for (const std::vector<Stanza>& stanzas :
       std::vector<std::vector<Stanza>>{{scrypt, scrypt}, {scrypt, x25519}, {x25519, scrypt}, {grease, scrypt}}) {
    const File file = header_of(file_key, stanzas);
    expect_code(unwrap_passphrase(file.header, file.bytes, passphrase("x")), ErrorCode::malformed);
    expect_code(unwrap(file.header, file.bytes, {&identity, 1}), ErrorCode::malformed);
  }
}

TEST(UnwrapPassphrase, RefusesEveryOtherFormOfTheStanza) {
  const SecretBytes file_key = new_file_key();
  const Stanza good = *wrap_scrypt(file_key, passphrase("x"), k_quick_log_n);
  const std::string salt = good.arguments[0];
  const std::vector<std::vector<std::string>> wrong_arguments{{},
                                                              {salt},
                                                              {salt, "4", "4"},
                                                              {"4", salt},
                                                              {salt + "==", "4"},
                                                              {base::to_base64_unpadded(Bytes(15)), "4"},
                                                              {base::to_base64_unpadded(Bytes(17)), "4"},
                                                              {salt, ""},
                                                              {salt, "0"},
                                                              {salt, "04"},
                                                              {salt, "+4"},
                                                              {salt, "-4"},
                                                              {salt, "4 "},
                                                              {salt, "0x4"},
                                                              {salt, "4a"},
                                                              {salt, "a4"},
                                                              {salt, "4.0"},
                                                              {salt, "21"},
                                                              {salt, "23"},
                                                              {salt, "99"},
                                                              {salt, "18446744073709551620"},
                                                              {salt, std::string(1000, '1')}};
  for (const std::vector<std::string>& arguments : wrong_arguments) {
    const Stanza stanza{.type = "scrypt", .arguments = arguments, .body = good.body};
    expect_code(unwrap_scrypt(stanza, passphrase("x")), ErrorCode::malformed);
  }
  for (const std::size_t size : {0U, 31U, 33U, 40U}) {
    const Stanza stanza{.type = "scrypt", .arguments = good.arguments, .body = Bytes(size)};
    expect_code(unwrap_scrypt(stanza, passphrase("x")), ErrorCode::malformed);
  }
}

// The two functions are safe on their own, not only behind unwrap(), which looks at every stanza first.
TEST(UnwrapX25519, RefusesAStanzaOfAWrongForm) {
  const Identity identity = Identity::generate();
  const Stanza good = *wrap_x25519(new_file_key(), identity.recipient());
  EXPECT_TRUE(unwrap_x25519(good, identity).value().has_value());
  expect_code(unwrap_x25519({.type = "X25519", .arguments = {}, .body = good.body}, identity), ErrorCode::malformed);
  expect_code(unwrap_x25519({.type = "X25519", .arguments = good.arguments, .body = Bytes(33)}, identity),
              ErrorCode::malformed);
}

TEST(CheckHeader, JudgesStanzasAndMacUnderAKnownFileKey) {
  const SecretBytes file_key = new_file_key();
  const Stanza good = *wrap_x25519(file_key, Identity::generate().recipient());
  const File file = header_of(file_key, {good});
  EXPECT_TRUE(check_header(file.header, file.bytes, file_key));
  expect_code(check_header(file.header, file.bytes, new_file_key()), ErrorCode::altered);
  const File wrong = header_of(file_key, {good, {.type = "X25519", .arguments = {}, .body = good.body}});
  expect_code(check_header(wrong.header, wrong.bytes, file_key), ErrorCode::malformed);
}

// Whoever made the file chose how much memory a passphrase costs, up to our limit of 1 GiB.
TEST(UnwrapPassphrase, SaysHowMuchMemoryItLacks) {
  const test::LimitedMemory limited(std::size_t{256} << 20U);
  const std::string salt = base::to_base64_unpadded(Bytes(16));
  const Stanza stanza{.type = "scrypt", .arguments = {salt, "20"}, .body = Bytes(32)};
  const auto opened = unwrap_scrypt(stanza, passphrase("x"));
  expect_code(opened, ErrorCode::failed);
  EXPECT_EQ(opened.error().sentence(), "not enough memory to try the passphrase (scrypt needs 1024 MiB)");
  expect_code(make_passphrase_header(new_file_key(), passphrase("x"), 20), ErrorCode::failed);
}

}  // namespace
}  // namespace rogatory::crypto::age
