// A key file: OpenSSH's private key, an age identity, hexadecimal digits, or one of them behind a passphrase of the
// lowest work factor. A key that is accepted, written again and read, is the same key.
#include "crypto/keyfile.hpp"
#include "tests/fuzz/fixed.hpp"
#include "tests/fuzz/input_file.hpp"
#include "tests/fuzz/target.hpp"

namespace rogatory::fuzz {
namespace {

using crypto::SecretBytes;

void check_key(const SecretBytes& text) {
  if (const Result<crypto::SigningKey> key = crypto::parse_openssh_private(text.expose())) {
    const SecretBytes written = crypto::write_openssh_private(*key, "a comment");
    const Result<crypto::SigningKey> again = crypto::parse_openssh_private(written.expose());
    ROG_ASSERT(again.has_value() && again->public_key() == key->public_key());
    ROG_ASSERT(crypto::equal_secret(again->seed().expose(), key->seed().expose()));
  }
}

}  // namespace

bool accepts(ByteView input) {
  static const SecretBytes passphrase = SecretBytes::copy_of(base::as_bytes(k_passphrase));
  if (!is_cheap_to_unwrap(input)) {
    return false;
  }
  InputFile file(input);
  const Result<bool> is_locked = crypto::key_file_needs_passphrase(file, "key");
  const Result<SecretBytes> open = crypto::load_key_file(file, "key", nullptr);
  const Result<SecretBytes> unlocked = crypto::load_key_file(file, "key", &passphrase);
  ROG_ASSERT(open.has_value() == (is_locked && !*is_locked));
  ROG_ASSERT(is_locked || !unlocked);
  if (!unlocked) {
    return false;
  }
  ROG_ASSERT(input.size() <= crypto::k_key_file_limit);
  ROG_ASSERT(*is_locked || base::as_text(input) == unlocked->expose_text());
  check_key(*unlocked);
  return true;
}

}  // namespace rogatory::fuzz
