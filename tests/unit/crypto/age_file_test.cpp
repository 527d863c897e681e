// Whole files, ours against ours and ours against the age that Debian packages.
#include <gtest/gtest.h>

#include "base/file.hpp"
#include "crypto/age.hpp"
#include "tests/support/pty.hpp"
#include "tests/support/run.hpp"
#include "tests/support/temporary_directory.hpp"

namespace rogatory::crypto::age {
namespace {

const std::size_t k_sizes[] = {0, 1, 65535, 65536, 65537, 131072, 200000};
constexpr int k_quick_log_n = 10;

bool has_age() { return test::run("command -v age age-keygen").status == 0; }

Bytes load(const std::string& path) {
  const Result<Bytes> bytes = base::load_file(FileSystem::real(), path, 16 * 1024 * 1024);
  EXPECT_TRUE(bytes) << bytes.error().sentence();
  return bytes.value_or(Bytes());
}

void save(const std::string& path, ByteView bytes) {
  ASSERT_TRUE(base::save_file(FileSystem::real(), path, bytes, {.replace = true}));
}

SecretBytes secret(std::string_view text) { return SecretBytes::copy_of(base::as_bytes(text)); }

bool equal(const SecretBytes& plaintext, const Bytes& expected) { return equal_secret(plaintext.expose(), expected); }

template <class T>
void expect_code(const Result<T>& result, ErrorCode code) {
  ASSERT_FALSE(result);
  EXPECT_EQ(result.error().code(), code) << result.error().sentence();
}

TEST(AgeFile, OpensForItsRecipientsAndNobodyElse) {
  const Identity identity = Identity::generate();
  const Identity stranger = Identity::generate();
  const Recipient recipient = identity.recipient();
  for (const std::size_t size : k_sizes) {
    const Bytes plaintext = random_bytes(size);
    const Result<Bytes> file = encrypt(plaintext, {&recipient, 1});
    ASSERT_TRUE(file);
    const Result<SecretBytes> opened = decrypt(*file, {&identity, 1});
    ASSERT_TRUE(opened) << size << ": " << opened.error().sentence();
    EXPECT_TRUE(equal(*opened, plaintext)) << size;
    expect_code(decrypt(*file, {&stranger, 1}), ErrorCode::wrong_key);
  }
}

TEST(AgeFile, IsRefusedWhereverItIsCutShort) {
  const Identity identity = Identity::generate();
  const Recipient recipient = identity.recipient();
  const Bytes small = *encrypt(random_bytes(100), {&recipient, 1});
  for (std::size_t size = 0; size < small.size(); ++size) {
    EXPECT_FALSE(decrypt(ByteView(small).first(size), {&identity, 1})) << size;
  }
  // Around the end of a chunk, where what is left is too short to be one.
  const Bytes large = *encrypt(random_bytes(65536 + 100), {&recipient, 1});
  for (std::size_t size = large.size() - 140; size < large.size(); ++size) {
    EXPECT_FALSE(decrypt(ByteView(large).first(size), {&identity, 1})) << size;
  }
}

TEST(AgeFile, WithAnyBitChangedIsRefused) {
  const Identity identity = Identity::generate();
  const Recipient recipient = identity.recipient();
  const Bytes file = *encrypt(base::as_bytes("evidence"), {&recipient, 1});
  for (std::size_t bit = 0; bit < file.size() * 8; ++bit) {
    Bytes changed = file;
    changed[bit / 8] ^= static_cast<std::uint8_t>(1U << (bit % 8));
    EXPECT_FALSE(decrypt(changed, {&identity, 1})) << bit;
  }
}

TEST(AgeFile, FollowedByAnythingIsRefused) {
  const Identity identity = Identity::generate();
  const Recipient recipient = identity.recipient();
  for (const std::size_t size : k_sizes) {
    Bytes file = *encrypt(random_bytes(size), {&recipient, 1});
    file.push_back('\n');
    EXPECT_FALSE(decrypt(file, {&identity, 1})) << size;
  }
}

TEST(AgeFile, OpensWithItsPassphraseOnly) {
  const Bytes plaintext = random_bytes(1000);
  const Result<Bytes> file = encrypt_with_passphrase(plaintext, secret("open sesame"), k_quick_log_n);
  ASSERT_TRUE(file);
  const Result<SecretBytes> opened = decrypt_with_passphrase(*file, secret("open sesame"));
  ASSERT_TRUE(opened);
  EXPECT_TRUE(equal(*opened, plaintext));
  expect_code(decrypt_with_passphrase(*file, secret("open barley")), ErrorCode::wrong_key);
}

TEST(StockAge, OpensWhatWeEncrypt) {
  if (!has_age()) {
    GTEST_SKIP() << "age is not installed";
  }
  const test::TemporaryDirectory directory;
  const Identity identity = Identity::generate();
  const std::vector<Recipient> recipients{Identity::generate().recipient(), identity.recipient(),
                                          Identity::generate().recipient()};
  save(directory / "key", identity.text().expose());
  EXPECT_EQ(test::run("age-keygen -y " + directory / "key").output, identity.recipient().text() + "\n");
  for (const std::size_t size : k_sizes) {
    const Bytes plaintext = random_bytes(size);
    save(directory / "file.age", *encrypt(plaintext, recipients));
    const test::Ran ran = test::run("age -d -i " + directory / "key" + " " + directory / "file.age" + " 2>&1");
    ASSERT_EQ(ran.status, 0) << size << ": " << ran.output;
    EXPECT_TRUE(base::to_bytes(ran.output) == plaintext) << size;
  }
}

TEST(StockAge, MakesWhatWeOpen) {
  if (!has_age()) {
    GTEST_SKIP() << "age is not installed";
  }
  const test::TemporaryDirectory directory;
  ASSERT_EQ(test::run("age-keygen -o " + directory / "key" + " 2>&1").status, 0);
  const Result<std::vector<Identity>> identities = parse_identity_file(load(directory / "key"));
  ASSERT_TRUE(identities) << identities.error().sentence();
  ASSERT_EQ(identities->size(), 1U);
  const std::string recipients =
      " -r " + identities->front().recipient().text() + " -r " + Identity::generate().recipient().text();
  for (const std::size_t size : k_sizes) {
    const Bytes plaintext = random_bytes(size);
    save(directory / "file", plaintext);
    const test::Ran ran =
        test::run("age" + recipients + " -o " + directory / "file.age" + " " + directory / "file" + " 2>&1");
    ASSERT_EQ(ran.status, 0) << ran.output;
    const Result<SecretBytes> opened = decrypt(load(directory / "file.age"), *identities);
    ASSERT_TRUE(opened) << size << ": " << opened.error().sentence();
    EXPECT_TRUE(equal(*opened, plaintext)) << size;
  }
}

TEST(StockAge, OpensOurPassphraseFiles) {
  if (!has_age()) {
    GTEST_SKIP() << "age is not installed";
  }
  const test::TemporaryDirectory directory;
  const Bytes plaintext = random_bytes(70000);
  save(directory / "file.age", *encrypt_with_passphrase(plaintext, secret("open sesame"), k_quick_log_n));
  const test::Ran ran = test::run_on_terminal("age -d -o " + directory / "file" + " " + directory / "file.age",
                                              {{"Enter passphrase", "open sesame"}});
  ASSERT_EQ(ran.status, 0) << ran.output;
  EXPECT_TRUE(load(directory / "file") == plaintext);
}

TEST(StockAge, MakesPassphraseFilesThatWeOpen) {
  if (!has_age()) {
    GTEST_SKIP() << "age is not installed";
  }
  const test::TemporaryDirectory directory;
  const Bytes plaintext = random_bytes(70000);
  save(directory / "file", plaintext);
  const test::Ran ran =
      test::run_on_terminal("age -p -o " + directory / "file.age" + " " + directory / "file",
                            {{"Enter passphrase", "open sesame"}, {"Confirm passphrase", "open sesame"}});
  ASSERT_EQ(ran.status, 0) << ran.output;
  const Bytes file = load(directory / "file.age");
  const Result<SecretBytes> opened = decrypt_with_passphrase(file, secret("open sesame"));
  ASSERT_TRUE(opened) << opened.error().sentence();
  EXPECT_TRUE(equal(*opened, plaintext));
  expect_code(decrypt_with_passphrase(file, secret("open barley")), ErrorCode::wrong_key);
}

TEST(AgeFile, NeedsARecipient) { expect_code(encrypt(random_bytes(10), {}), ErrorCode::refused); }

TEST(AgeFile, IsNotReadFromOtherBytes) {
  expect_code(decrypt(base::as_bytes("PK\x03\x04 and more"), {}), ErrorCode::malformed);
  expect_code(decrypt_with_passphrase(base::as_bytes("PK\x03\x04 and more"), secret("x")), ErrorCode::malformed);
}

}  // namespace
}  // namespace rogatory::crypto::age
