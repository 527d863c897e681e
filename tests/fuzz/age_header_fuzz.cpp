// The header of an age file: what is accepted is written back as the same bytes; a file key comes out only where the
// MAC is right.
#include "crypto/age_stanza.hpp"
#include "tests/fuzz/fixed.hpp"
#include "tests/fuzz/target.hpp"

namespace rogatory::fuzz {
namespace {

namespace age = crypto::age;

std::string written(const age::Header& header) {
  std::string text(age::k_version_line);
  for (const age::Stanza& stanza : header.stanzas) {
    text += age::serialize_stanza(stanza);
  }
  return text + std::string(age::k_mac_mark) + " " + base::to_base64_unpadded(header.mac) + "\n";
}

void check_file_key(const age::Header& header, ByteView input, const Result<crypto::SecretBytes>& file_key) {
  if (file_key) {
    ROG_ASSERT(file_key->size() == age::k_file_key);
    const Bytes mac = age::header_mac(*file_key, input.first(header.mac_input_size));
    ROG_ASSERT(mac == header.mac);
    ROG_ASSERT(age::check_header(header, input, *file_key).has_value());
  }
}

}  // namespace

bool accepts(ByteView input) {
  static const age::Identity identity = fixed_identity();
  static const crypto::SecretBytes passphrase = crypto::SecretBytes::copy_of(base::as_bytes(k_passphrase));
  const Result<age::Header> header = age::parse_header(input);
  if (!header) {
    ROG_ASSERT(header.error().code() == ErrorCode::malformed);
    return false;
  }
  ROG_ASSERT(header->size <= input.size() && header->size <= age::k_header_limit);
  ROG_ASSERT(!header->stanzas.empty() && header->stanzas.size() <= age::k_stanza_limit);
  ROG_ASSERT(written(*header) == base::as_text(input.first(header->size)));
  check_file_key(*header, input, age::unwrap(*header, input, std::span(&identity, 1)));
  if (is_cheap_to_unwrap(input)) {
    check_file_key(*header, input, age::unwrap_passphrase(*header, input, passphrase));
  }
  return true;
}

}  // namespace rogatory::fuzz
