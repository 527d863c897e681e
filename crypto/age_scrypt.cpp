// The passphrase recipient of age v1.
//
//   stanza = "scrypt" SP base64(salt[16]) SP log2(N)      body = the file key, sealed under
//   scrypt(passphrase, "age-encryption.org/v1/scrypt" || salt, N, r = 8, p = 1)
#include <sodium.h>

#include <algorithm>

#include "crypto/age_stanza.hpp"

namespace rogatory::crypto::age {
namespace {

constexpr std::string_view k_label = "age-encryption.org/v1/scrypt";
constexpr std::size_t k_salt = 16;

Result<SecretBytes> wrap_key(const SecretBytes& passphrase, ByteView salt, int log_n) {
  Bytes labelled = base::to_bytes(k_label);
  labelled.insert(labelled.end(), salt.begin(), salt.end());
  // An empty passphrase may have no address, which libsodium does not take.
  constexpr std::uint8_t nothing = 0;
  SecretBytes key = SecretBytes::make(32);
  const int result = ::crypto_pwhash_scryptsalsa208sha256_ll(
      passphrase.empty() ? &nothing : passphrase.expose().data(), passphrase.size(), labelled.data(), labelled.size(),
      std::uint64_t{1} << log_n, 8, 1, key.expose_mutable().data(), key.size());
  if (result != 0) {
    return fail(ErrorCode::failed, "not enough memory to try the passphrase (scrypt needs " +
                                       std::to_string((std::uint64_t{1} << log_n) >> 10U) + " MiB)");
  }
  return key;
}

// %x31-39 *DIGIT, and not more work than we are ready to do for a file that anyone may have made.
Result<int> parse_log_n(std::string_view text) {
  const bool is_number =
      !text.empty() && text[0] != '0' && std::ranges::all_of(text, [](char c) { return c >= '0' && c <= '9'; });
  if (!is_number) {
    return fail(ErrorCode::malformed, "the work factor of the age header is not a number");
  }
  const int log_n = text.size() > 2 ? k_scrypt_log_n_most + 1 : std::stoi(std::string(text));
  if (log_n > k_scrypt_log_n_most) {
    return fail(ErrorCode::malformed,
                "the work factor of the age header is over 2^" + std::to_string(k_scrypt_log_n_most));
  }
  return log_n;
}

struct Parameters {
  Bytes salt;
  int log_n = 0;
};

Result<Parameters> parameters_of(const Stanza& stanza) {
  if (stanza.arguments.size() != 2) {
    return fail(ErrorCode::malformed, "the scrypt stanza of the age header does not have exactly two arguments");
  }
  Result<Bytes> salt = base::from_base64_unpadded(stanza.arguments[0]);
  if (!salt || salt->size() != k_salt) {
    return fail(ErrorCode::malformed, "the salt of the age header is not 16 bytes of base64");
  }
  ROG_TRY_ASSIGN(const int log_n, parse_log_n(stanza.arguments[1]));
  ROG_TRY(check_body_size(stanza));
  return Parameters{.salt = *std::move(salt), .log_n = log_n};
}

}  // namespace

Result<Stanza> wrap_scrypt(const SecretBytes& file_key, const SecretBytes& passphrase, int log_n) {
  ROG_ASSERT(log_n >= 1 && log_n <= k_scrypt_log_n_most);
  const Bytes salt = random_bytes(k_salt);
  ROG_TRY_ASSIGN(const SecretBytes key, wrap_key(passphrase, salt, log_n));
  return Stanza{.type = std::string(k_scrypt_type),
                .arguments = {base::to_base64_unpadded(salt), std::to_string(log_n)},
                .body = seal_file_key(key, file_key)};
}

Result<std::optional<SecretBytes>> unwrap_scrypt(const Stanza& stanza, const SecretBytes& passphrase) {
  ROG_TRY_ASSIGN(const Parameters parameters, parameters_of(stanza));
  ROG_TRY_ASSIGN(const SecretBytes key, wrap_key(passphrase, parameters.salt, parameters.log_n));
  return open_file_key(key, stanza.body);
}

}  // namespace rogatory::crypto::age
