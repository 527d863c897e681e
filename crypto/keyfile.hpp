// Keys at rest: one key a file, as text that stock tools read, inside an age passphrase file (or plain).
//
// An Ed25519 key is an OpenSSH private key ("openssh-key-v1", no passphrase of its own): `age -d FILE > k; ssh-keygen -y
// -f k`. An X25519 identity is `AGE-SECRET-KEY-1…` LF: `age -d FILE | age-keygen -y`. A 32-byte symmetric key is 64 hex
// digits LF.
#pragma once

#include <optional>

#include "base/file.hpp"
#include "crypto/age.hpp"
#include "crypto/sign.hpp"

namespace rogatory::crypto {

constexpr std::size_t k_key_file_limit = 64 * 1024;

/// The text of an OpenSSH private key file for this key, as ssh-keygen writes an unencrypted one. `comment` has no LF.
SecretBytes write_openssh_private(const SigningKey& key, std::string_view comment);
/// Parses one unencrypted Ed25519 key; the public half must belong to the seed. malformed otherwise; another kind of key
/// or one with its own passphrase says "unsupported".
Result<SigningKey> parse_openssh_private(ByteView text);

/// How a key file is protected.
struct KeyProtection {
  /// Nothing: the file is plain text (`init --no-passphrase`).
  const SecretBytes* passphrase = nullptr;
};

/// Writes a new key file durably, mode 0600. An existing one is never overwritten (refused).
Result<void> save_key_file(FileSystem& fs, const std::string& path, const SecretBytes& text, KeyProtection protection);

/// Whether the file needs a passphrase. malformed where it is neither an age passphrase file nor one of our plain texts.
Result<bool> key_file_needs_passphrase(FileSystem& fs, const std::string& path);

/// The text inside. wrong_key where the passphrase does not fit; not_found, malformed, refused as they are.
Result<SecretBytes> load_key_file(FileSystem& fs, const std::string& path, const SecretBytes* passphrase);

}  // namespace rogatory::crypto
