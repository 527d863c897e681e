// The inside of crypto/age: how a file key is wrapped into one stanza and found in it again, by kind of recipient.
// A new kind is a file age_<kind>.cpp with these two functions. Used by crypto/age_*.cpp and the tests only.
#pragma once

#include <optional>

#include "crypto/age.hpp"

namespace rogatory::crypto::age {

constexpr std::string_view k_x25519_type = "X25519";
constexpr std::string_view k_scrypt_type = "scrypt";

/// The stanza as it stands in a header, last line included.
std::string serialize_stanza(const Stanza& stanza);

/// The line of version 1, with its LF, and the mark that ends what the MAC covers.
constexpr std::string_view k_version_line = "age-encryption.org/v1\n";
constexpr std::string_view k_mac_mark = "---";

/// HMAC-SHA256 over the header through "---", under the key that only holders of the file key can make.
Bytes header_mac(const SecretBytes& file_key, ByteView mac_input);

/// ChaCha20-Poly1305 of the file key under a key that is used once: the nonce is zero.
Bytes seal_file_key(const SecretBytes& wrap_key, const SecretBytes& file_key);
/// Nothing where the tag is wrong: another key. `body` is k_file_key + k_tag long, which callers check first (a longer
/// one could be made to open under two keys).
std::optional<SecretBytes> open_file_key(const SecretBytes& wrap_key, ByteView body);
/// malformed unless the body of a stanza has the one size that holds a file key.
Result<void> check_body_size(const Stanza& stanza);

/// malformed where the recipient is a point of low order.
Result<Stanza> wrap_x25519(const SecretBytes& file_key, const Recipient& recipient);
/// The form of an X25519 stanza, which every one in a header must have, whoever it is for.
Result<void> check_x25519(const Stanza& stanza);
/// Nothing where it is for somebody else. malformed where the form is wrong or the share is a point of low order.
Result<std::optional<SecretBytes>> unwrap_x25519(const Stanza& stanza, const Identity& identity);

/// failed where there is no memory for 2^log_n * 1 KiB.
Result<Stanza> wrap_scrypt(const SecretBytes& file_key, const SecretBytes& passphrase, int log_n);
/// Nothing where the passphrase is another. malformed where the form is wrong or the work factor is too high.
Result<std::optional<SecretBytes>> unwrap_scrypt(const Stanza& stanza, const SecretBytes& passphrase);

}  // namespace rogatory::crypto::age
