#include "crypto/keyfile.hpp"

#include <gtest/gtest.h>

#include <filesystem>

#include "tests/support/pty.hpp"
#include "tests/support/run.hpp"
#include "tests/support/temporary_directory.hpp"

namespace rogatory::crypto {
namespace {

SecretBytes secret(std::string_view text) { return SecretBytes::copy_of(base::as_bytes(text)); }

SecretBytes identity_line(const age::Identity& identity) {
  return secret(std::string(identity.text().expose_text()) + "\n");
}

const SecretBytes& symmetric_line() {
  static const SecretBytes text = secret(random_hex(32) + "\n");
  return text;
}

class KeyFile : public testing::Test {
 protected:
  [[nodiscard]] Result<SecretBytes> load(const SecretBytes* passphrase) const {
    return load_key_file(m_fs, m_path, passphrase);
  }
  [[nodiscard]] Result<void> save(const SecretBytes& text, const SecretBytes* passphrase) const {
    return save_key_file(m_fs, m_path, text, {.passphrase = passphrase});
  }
  void write(std::string_view text) const {
    ASSERT_TRUE(base::save_file(m_fs, m_path, base::as_bytes(text), {.replace = true}));
  }
  [[nodiscard]] std::string stored() const {
    const Result<Bytes> bytes = base::load_file(m_fs, m_path, k_key_file_limit);
    return bytes ? std::string(base::as_text(*bytes)) : "";
  }

  FileSystem& m_fs = FileSystem::real();
  const test::TemporaryDirectory m_directory;
  const std::string m_path = m_directory / "key";
  const SecretBytes m_passphrase = secret("open sesame");
};

template <class T>
void expect_code(const Result<T>& result, ErrorCode code) {
  ASSERT_FALSE(result);
  EXPECT_EQ(result.error().code(), code) << result.error().sentence();
}

TEST_F(KeyFile, OpensWithItsPassphraseOnly) {
  ASSERT_TRUE(save(symmetric_line(), &m_passphrase));
  EXPECT_TRUE(key_file_needs_passphrase(m_fs, m_path).value_or(false));
  const Result<SecretBytes> text = load(&m_passphrase);
  ASSERT_TRUE(text) << text.error().sentence();
  EXPECT_EQ(text->expose_text(), symmetric_line().expose_text());
  const SecretBytes wrong = secret("open barley");
  expect_code(load(&wrong), ErrorCode::wrong_key);
  expect_code(load(nullptr), ErrorCode::wrong_key);
}

TEST_F(KeyFile, HoldsNothingOfTheKeyInTheClear) {
  const age::Identity identity = age::Identity::generate();
  ASSERT_TRUE(save(identity_line(identity), &m_passphrase));
  EXPECT_TRUE(stored().starts_with("age-encryption.org/v1\n-> scrypt "));
  EXPECT_EQ(stored().find("AGE-SECRET-KEY"), std::string::npos);
}

TEST_F(KeyFile, WithoutAPassphraseIsThePlainText) {
  ASSERT_TRUE(save(symmetric_line(), nullptr));
  EXPECT_EQ(stored(), symmetric_line().expose_text());
  EXPECT_FALSE(key_file_needs_passphrase(m_fs, m_path).value_or(true));
  for (const SecretBytes* passphrase : {static_cast<const SecretBytes*>(nullptr), &m_passphrase}) {
    const Result<SecretBytes> text = load(passphrase);
    ASSERT_TRUE(text);
    EXPECT_EQ(text->expose_text(), symmetric_line().expose_text());
  }
}

TEST_F(KeyFile, IsForItsOwnerAloneAndNeverOverwritten) {
  ASSERT_TRUE(save(symmetric_line(), &m_passphrase));
  const std::string before = stored();
  EXPECT_EQ(test::run("stat -c %a " + m_path).output, "600\n");
  expect_code(save(symmetric_line(), &m_passphrase), ErrorCode::refused);
  expect_code(save(symmetric_line(), nullptr), ErrorCode::refused);
  EXPECT_EQ(stored(), before);
}

TEST_F(KeyFile, TakesNoEmptyPassphrase) {
  const SecretBytes empty;
  expect_code(save(symmetric_line(), &empty), ErrorCode::refused);
  EXPECT_FALSE(base::exists(m_fs, m_path).value_or(true));
}

TEST_F(KeyFile, ThatIsMissingOrNoFileSaysSo) {
  expect_code(load(&m_passphrase), ErrorCode::not_found);
  expect_code(key_file_needs_passphrase(m_fs, m_path), ErrorCode::not_found);
  ASSERT_EQ(test::run("mkfifo " + m_path).status, 0);
  expect_code(load(&m_passphrase), ErrorCode::refused);
}

TEST_F(KeyFile, OfAnyOtherTextIsMalformedAndNamed) {
  const std::string hex(64, 'a');
  const std::string identity(age::Identity::generate().text().expose_text());
  for (const std::string& text :
       {std::string(), std::string("secret\n"), hex, hex + "\n\n", hex + "a\n", std::string(64, 'A') + "\n", identity,
        identity + "\r\n", "# comment\n" + identity + "\n", identity + "\n" + identity + "\n",
        std::string("-----BEGIN OPENSSH PRIVATE KEY-----\n"), std::string("g") + hex.substr(1) + "\n", hex + " ",
        std::string(k_key_file_limit + 1, 'a')}) {
    write(text);
    expect_code(key_file_needs_passphrase(m_fs, m_path), ErrorCode::malformed);
    const Result<SecretBytes> loaded = load(&m_passphrase);
    expect_code(loaded, ErrorCode::malformed);
    EXPECT_NE(loaded.error().sentence().find(m_path), std::string::npos);
  }
}

TEST_F(KeyFile, EncryptedToARecipientOrHoldingNoKeyIsMalformed) {
  const age::Recipient recipient = age::Identity::generate().recipient();
  write(base::as_text(*age::encrypt(symmetric_line().expose(), {&recipient, 1})));
  expect_code(load(&m_passphrase), ErrorCode::malformed);
  write(base::as_text(*age::encrypt_with_passphrase(base::as_bytes("no key\n"), m_passphrase, 10)));
  expect_code(load(&m_passphrase), ErrorCode::malformed);
}

TEST_F(KeyFile, WithAnyByteChangedIsRefused) {
  write(base::as_text(*age::encrypt_with_passphrase(symmetric_line().expose(), m_passphrase, 4)));
  const std::string good = stored();
  ASSERT_TRUE(load(&m_passphrase));
  for (std::size_t i = 0; i < good.size(); ++i) {
    std::string changed = good;
    changed[i] = static_cast<char>(changed[i] ^ 1);
    write(changed);
    EXPECT_FALSE(load(&m_passphrase)) << i;
  }
}

TEST_F(KeyFile, IsOpenedByStockAgeForAgeKeygen) {
  if (test::run("command -v age age-keygen").status != 0) {
    GTEST_SKIP() << "age is not installed";
  }
  const age::Identity identity = age::Identity::generate();
  ASSERT_TRUE(save(identity_line(identity), &m_passphrase));
  const std::string out = m_directory / "recipient";
  const test::Ran ran =
      test::run_on_terminal("age -d " + m_path + " | age-keygen -y > " + out, {{"Enter passphrase", "open sesame"}});
  ASSERT_EQ(ran.status, 0) << ran.output;
  EXPECT_EQ(test::run("cat " + out).output, identity.recipient().text() + "\n");
}

TEST_F(KeyFile, HoldsAnOpenSshKey) {
  const SigningKey key = SigningKey::generate();
  for (const SecretBytes* passphrase : {static_cast<const SecretBytes*>(nullptr), &m_passphrase}) {
    std::filesystem::remove(m_path);
    ASSERT_TRUE(save(write_openssh_private(key, "registry-2@fr-ca"), passphrase));
    const Result<SecretBytes> text = load(passphrase);
    ASSERT_TRUE(text) << text.error().sentence();
    EXPECT_EQ(parse_openssh_private(text->expose()).value().public_key(), key.public_key());
  }
}

TEST_F(KeyFile, HoldsAnIdentityOfAge) {
  const age::Identity identity = age::Identity::generate();
  ASSERT_TRUE(save(identity_line(identity), nullptr));
  EXPECT_EQ(load(nullptr).value().expose_text(), identity_line(identity).expose_text());
}

TEST_F(KeyFile, OfAnAgeFileThatDoesNotReadIsMalformed) {
  write("age-encryption.org/v1\n-> scrypt");
  expect_code(load(&m_passphrase), ErrorCode::malformed);
  const std::vector<age::Recipient> two(2, age::Identity::generate().recipient());
  write(base::as_text(*age::encrypt(symmetric_line().expose(), two)));
  expect_code(load(&m_passphrase), ErrorCode::malformed);
}

}  // namespace
}  // namespace rogatory::crypto
