#include "tests/fuzz/fixed.hpp"

#include <algorithm>

#include "crypto/age_stanza.hpp"
#include "crypto/bech32.hpp"

namespace rogatory::fuzz {
namespace {

crypto::SecretBytes filled(std::size_t size, std::uint8_t value) {
  crypto::SecretBytes bytes = crypto::SecretBytes::make(size);
  std::ranges::fill(bytes.expose_mutable(), value);
  return bytes;
}

}  // namespace

crypto::SigningKey fixed_key(std::uint8_t number) { return crypto::SigningKey::from_seed(filled(32, number)); }
crypto::SigningKey root_key() { return fixed_key(1); }
crypto::SigningKey officer_key() { return fixed_key(2); }

crypto::age::Identity fixed_identity() {
  constexpr std::string_view prefix = "age-secret-key-";
  const crypto::SecretBytes secret = filled(32, 3);
  std::string text(crypto::bech32_size(prefix.size(), secret.size()), '\0');
  crypto::bech32_encode(prefix, secret.expose(), crypto::Bech32Case::upper,
                        {reinterpret_cast<std::uint8_t*>(text.data()), text.size()});
  return crypto::age::Identity::parse(text).value();
}

crypto::SecretBytes fixed_file_key() { return filled(crypto::age::k_file_key, 4); }

bundle::Seal fixed_seal() {
  bundle::Seal seal;
  seal.authority = k_authority;
  seal.officer = k_officer;
  seal.name = k_bundle_name;
  seal.sealed_at = UtcTime::parse("2026-06-01T12:00:00Z").value();
  seal.parts = 1;
  seal.content_size = 1;
  return seal;
}

bool is_cheap_to_unwrap(ByteView file) {
  const Result<crypto::age::Header> header = crypto::age::parse_header(file);
  return !header || std::ranges::none_of(header->stanzas, [](const crypto::age::Stanza& stanza) {
    // One or two digits from 2 to 20 are work; everything else is the lowest factor or refused.
    return stanza.type == crypto::age::k_scrypt_type && stanza.arguments.size() == 2 &&
           stanza.arguments[1].size() <= 2 && stanza.arguments[1] != std::to_string(k_log_n);
  });
}

}  // namespace rogatory::fuzz
