#include "base/text.hpp"
#include "crypto/age.hpp"
#include "crypto/bech32.hpp"
#include "crypto/x25519.hpp"

namespace rogatory::crypto::age {
namespace {

constexpr std::string_view k_recipient_prefix = "age";
constexpr std::string_view k_identity_prefix = "age-secret-key-";
constexpr std::size_t k_identity_file_limit = 64 * 1024;

// What age calls by the same first letters and this program does not read, so that the refusal can say so.
bool is_other_recipient(std::string_view text) {
  return text.starts_with("ssh-") ||
         (text.starts_with("age1") && text.find('1', std::string_view("age1").size()) != std::string_view::npos);
}

bool is_other_identity(std::string_view text) {
  return text.starts_with("AGE-SECRET-KEY-PQ-1") || text.starts_with("AGE-PLUGIN-") || text.starts_with("-----BEGIN ");
}

}  // namespace

Result<Recipient> Recipient::parse(std::string_view text) {
  if (is_other_recipient(text)) {
    return fail(ErrorCode::malformed, "this kind of age recipient is unsupported: only X25519 (age1...) is");
  }
  std::array<std::uint8_t, 32> key{};
  ROG_TRY_DOING(bech32_decode(text, k_recipient_prefix, Bech32Case::lower, key), "not an age recipient");
  return Recipient(key);
}

std::string Recipient::text() const {
  std::string text(bech32_size(k_recipient_prefix.size(), m_key.size()), '\0');
  bech32_encode(k_recipient_prefix, m_key, Bech32Case::lower,
                {reinterpret_cast<std::uint8_t*>(text.data()), text.size()});
  return text;
}

Identity Identity::generate() { return Identity(SecretBytes::random(32)); }

Result<Identity> Identity::parse(std::string_view text) {
  if (is_other_identity(text)) {
    return fail(ErrorCode::malformed, "this kind of age identity is unsupported: only X25519 (AGE-SECRET-KEY-1...) is");
  }
  SecretBytes secret = SecretBytes::make(32);
  ROG_TRY_DOING(bech32_decode(text, k_identity_prefix, Bech32Case::upper, secret.expose_mutable()),
                "not an age identity");
  return Identity(std::move(secret));
}

SecretBytes Identity::text() const {
  SecretBytes text = SecretBytes::make(bech32_size(k_identity_prefix.size(), m_secret.size()));
  bech32_encode(k_identity_prefix, m_secret.expose(), Bech32Case::upper, text.expose_mutable());
  return text;
}

Recipient Identity::recipient() const { return Recipient::from_raw(x25519_public(m_secret)); }

Result<std::vector<Identity>> parse_identity_file(ByteView text) {
  if (text.size() > k_identity_file_limit) {
    return fail(ErrorCode::malformed, "the identity file is longer than 64 KiB");
  }
  std::vector<Identity> identities;
  std::size_t number = 0;
  for (const std::string_view line : base::split(base::as_text(text), '\n')) {
    ++number;
    if (line.empty() || line.starts_with('#')) {
      continue;
    }
    Result<Identity> identity = Identity::parse(line);
    if (!identity) {
      return fail(std::move(identity).error().while_("line " + std::to_string(number) + " of the identity file"));
    }
    identities.push_back(*std::move(identity));
  }
  if (identities.empty()) {
    return fail(ErrorCode::malformed, "the identity file holds no identity");
  }
  return identities;
}

}  // namespace rogatory::crypto::age
