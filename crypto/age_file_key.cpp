// From recipients to a header and back: the file key, wrapped once for each recipient, and the MAC over all of it.
#include <sodium.h>

#include <algorithm>

#include "crypto/age_stanza.hpp"
#include "crypto/hkdf.hpp"

namespace rogatory::crypto::age {
namespace {

constexpr std::array<std::uint8_t, crypto_aead_chacha20poly1305_IETF_NPUBBYTES> k_zero_nonce{};
static_assert(crypto_aead_chacha20poly1305_IETF_ABYTES == k_tag);

Bytes serialize_header(const SecretBytes& file_key, std::span<const Stanza> stanzas) {
  std::string text(k_version_line);
  for (const Stanza& stanza : stanzas) {
    text += serialize_stanza(stanza);
  }
  text += k_mac_mark;
  text += ' ' + base::to_base64_unpadded(header_mac(file_key, base::as_bytes(text))) + '\n';
  return base::to_bytes(text);
}

// An age passphrase file promises that whoever made it knew the passphrase; a second stanza would break the promise.
Result<void> check_scrypt_alone(const Header& header) {
  const auto is_scrypt = [](const Stanza& stanza) { return stanza.type == k_scrypt_type; };
  if (header.stanzas.size() > 1 && std::ranges::any_of(header.stanzas, is_scrypt)) {
    return fail(ErrorCode::malformed, "the age header has a passphrase stanza beside another stanza");
  }
  return {};
}

Result<std::optional<SecretBytes>> find_file_key(const Header& header, std::span<const Identity> identities) {
  for (const Stanza& stanza : header.stanzas) {
    if (stanza.type != k_x25519_type) {
      continue;
    }
    for (const Identity& identity : identities) {
      ROG_TRY_ASSIGN(std::optional<SecretBytes> file_key, unwrap_x25519(stanza, identity));
      if (file_key) {
        return file_key;
      }
    }
  }
  return std::optional<SecretBytes>();
}

Result<void> check_stanzas(const Header& header) {
  ROG_TRY(check_scrypt_alone(header));
  for (const Stanza& stanza : header.stanzas) {
    if (stanza.type == k_x25519_type) {
      ROG_TRY(check_x25519(stanza));
    }
  }
  return {};
}

Result<void> check_mac(const Header& header, ByteView prefix, const SecretBytes& file_key) {
  ROG_ASSERT(header.mac_input_size <= prefix.size());
  if (!equal_secret(header_mac(file_key, prefix.first(header.mac_input_size)), header.mac)) {
    return fail(ErrorCode::altered, "the age header was altered: its MAC is wrong");
  }
  return {};
}

Result<SecretBytes> checked(const Header& header, ByteView prefix, SecretBytes file_key) {
  ROG_TRY(check_mac(header, prefix, file_key));
  return file_key;
}

}  // namespace

Bytes header_mac(const SecretBytes& file_key, ByteView mac_input) {
  const HmacTag tag = hmac_sha256(hkdf_sha256(file_key.expose(), {}, "header").expose(), mac_input);
  return {tag.begin(), tag.end()};
}

Bytes seal_file_key(const SecretBytes& wrap_key, const SecretBytes& file_key) {
  ROG_ASSERT(file_key.size() == k_file_key);
  Bytes body(k_file_key + k_tag);
  ::crypto_aead_chacha20poly1305_ietf_encrypt(body.data(), nullptr, file_key.expose().data(), file_key.size(), nullptr,
                                              0, nullptr, k_zero_nonce.data(), wrap_key.expose().data());
  return body;
}

std::optional<SecretBytes> open_file_key(const SecretBytes& wrap_key, ByteView body) {
  ROG_ASSERT(body.size() == k_file_key + k_tag);
  SecretBytes file_key = SecretBytes::make(k_file_key);
  if (::crypto_aead_chacha20poly1305_ietf_decrypt(file_key.expose_mutable().data(), nullptr, nullptr, body.data(),
                                                  body.size(), nullptr, 0, k_zero_nonce.data(),
                                                  wrap_key.expose().data()) != 0) {
    return std::nullopt;
  }
  return file_key;
}

Result<void> check_body_size(const Stanza& stanza) {
  if (stanza.body.size() != k_file_key + k_tag) {
    return fail(ErrorCode::malformed, "the body of a stanza of the age header does not hold a file key");
  }
  return {};
}

SecretBytes new_file_key() { return SecretBytes::random(k_file_key); }

Result<Bytes> make_header(const SecretBytes& file_key, std::span<const Recipient> recipients) {
  if (recipients.empty() || recipients.size() > k_stanza_limit) {
    return fail(ErrorCode::refused, "an age file has between 1 and " + std::to_string(k_stanza_limit) + " recipients");
  }
  std::vector<Stanza> stanzas;
  for (const Recipient& recipient : recipients) {
    Result<Stanza> stanza = wrap_x25519(file_key, recipient);
    if (!stanza) {
      return fail(ErrorCode::failed, recipient.text() + " is no key: " + stanza.error().sentence());
    }
    stanzas.push_back(*std::move(stanza));
  }
  return serialize_header(file_key, stanzas);
}

Result<Bytes> make_passphrase_header(const SecretBytes& file_key, const SecretBytes& passphrase, int log_n) {
  if (passphrase.empty()) {
    return fail(ErrorCode::refused, "an empty passphrase protects nothing");
  }
  ROG_TRY_ASSIGN(const Stanza stanza, wrap_scrypt(file_key, passphrase, log_n));
  return serialize_header(file_key, {&stanza, 1});
}

Result<void> check_header(const Header& header, ByteView prefix, const SecretBytes& file_key) {
  ROG_TRY(check_stanzas(header));
  return check_mac(header, prefix, file_key);
}

Result<SecretBytes> unwrap(const Header& header, ByteView prefix, std::span<const Identity> identities) {
  ROG_TRY(check_stanzas(header));
  ROG_TRY_ASSIGN(std::optional<SecretBytes> file_key, find_file_key(header, identities));
  if (!file_key) {
    return fail(ErrorCode::wrong_key, "encrypted for others: no key at hand opens it");
  }
  return checked(header, prefix, *std::move(file_key));
}

Result<SecretBytes> unwrap_passphrase(const Header& header, ByteView prefix, const SecretBytes& passphrase) {
  ROG_TRY(check_scrypt_alone(header));
  const Stanza& stanza = header.stanzas.front();
  if (stanza.type != k_scrypt_type) {
    return fail(ErrorCode::wrong_key, "not encrypted with a passphrase");
  }
  ROG_TRY_ASSIGN(std::optional<SecretBytes> file_key, unwrap_scrypt(stanza, passphrase));
  if (!file_key) {
    return fail(ErrorCode::wrong_key, "the passphrase is wrong");
  }
  return checked(header, prefix, *std::move(file_key));
}

}  // namespace rogatory::crypto::age
