#include "crypto/keyfile.hpp"

namespace rogatory::crypto {
namespace {

constexpr std::string_view k_openssh_begin = "-----BEGIN OPENSSH PRIVATE KEY-----\n";
constexpr std::string_view k_openssh_end = "\n-----END OPENSSH PRIVATE KEY-----\n";
constexpr std::string_view k_age_begin = "age-encryption.org/";

// The three texts a key file may hold. Their insides are parsed by whoever uses the key.
bool is_openssh_text(std::string_view text) {
  return text.starts_with(k_openssh_begin) && text.ends_with(k_openssh_end);
}

bool is_identity_line(std::string_view text) {
  return text.ends_with('\n') && age::Identity::parse(text.substr(0, text.size() - 1)).has_value();
}

bool is_symmetric_line(std::string_view text) {
  constexpr std::size_t k_digits = 64;
  return text.size() == k_digits + 1 && text.ends_with('\n') && text.find_first_not_of("0123456789abcdef") == k_digits;
}

bool is_key_text(std::string_view text) {
  return is_openssh_text(text) || is_identity_line(text) || is_symmetric_line(text);
}

// What the file is: an age passphrase file (true) or a plain key text (false).
Result<bool> needs_passphrase(ByteView file) {
  const std::string_view text = base::as_text(file);
  if (!text.starts_with(k_age_begin)) {
    return is_key_text(text) ? Result<bool>(false) : fail(ErrorCode::malformed, "not a key file");
  }
  ROG_TRY_ASSIGN(const age::Header header, age::parse_header(file));
  if (header.stanzas.size() != 1 || header.stanzas[0].type != "scrypt") {
    return fail(ErrorCode::malformed, "not a key file: an age file without a passphrase");
  }
  return true;
}

Result<SecretBytes> open_key_file(ByteView file, const SecretBytes* passphrase) {
  ROG_TRY_ASSIGN(const bool is_encrypted, needs_passphrase(file));
  if (!is_encrypted) {
    return SecretBytes::copy_of(file);
  }
  if (passphrase == nullptr) {
    return fail(ErrorCode::wrong_key, "the key has a passphrase and none was given");
  }
  ROG_TRY_ASSIGN(SecretBytes text, age::decrypt_with_passphrase(file, *passphrase));
  if (!is_key_text(text.expose_text())) {
    return fail(ErrorCode::malformed, "no key in it");
  }
  return text;
}

template <class T>
Result<T> naming(const std::string& path, Result<T> result) {
  if (!result) {
    return fail(std::move(result).error().while_("key file " + path));
  }
  return result;
}

}  // namespace

Result<void> save_key_file(FileSystem& fs, const std::string& path, const SecretBytes& text, KeyProtection protection) {
  ROG_ASSERT(is_key_text(text.expose_text()));
  if (protection.passphrase == nullptr) {
    return base::save_file(fs, path, text.expose(), {});
  }
  ROG_TRY_ASSIGN(const Bytes file, age::encrypt_with_passphrase(text.expose(), *protection.passphrase));
  return base::save_file(fs, path, file, {});
}

Result<bool> key_file_needs_passphrase(FileSystem& fs, const std::string& path) {
  ROG_TRY_ASSIGN(Bytes file, base::load_file(fs, path, k_key_file_limit));
  const WipeAtEnd wiped(file);
  return naming(path, needs_passphrase(file));
}

Result<SecretBytes> load_key_file(FileSystem& fs, const std::string& path, const SecretBytes* passphrase) {
  ROG_TRY_ASSIGN(Bytes file, base::load_file(fs, path, k_key_file_limit));
  const WipeAtEnd wiped(file);
  return naming(path, open_key_file(file, passphrase));
}

}  // namespace rogatory::crypto
