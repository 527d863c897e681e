#include "crypto/sign.hpp"

#include <sodium.h>

#include <algorithm>

#include "crypto/ssh_wire.hpp"

namespace rogatory::crypto {
namespace {

constexpr std::string_view k_kind = "ssh-ed25519";

// The kind goes into an error sentence, so only what can be the name of a kind is repeated there.
bool is_kind_name(std::string_view kind) {
  constexpr std::string_view allowed = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-.@";
  return !kind.empty() && kind.size() <= 64 && kind.find_first_not_of(allowed) == std::string_view::npos;
}

Result<void> check_kind(std::string_view kind) {
  if (kind == k_kind) {
    return {};
  }
  if (!is_kind_name(kind)) {
    return fail(ErrorCode::malformed, "not a public key of OpenSSH");
  }
  return fail(ErrorCode::malformed,
              "unsupported kind of key: " + std::string(kind) + " (only ssh-ed25519 is accepted)");
}

// The order L of the group, little-endian (RFC 8032 section 5.1).
constexpr std::array<std::uint8_t, 32> k_order{0xed, 0xd3, 0xf5, 0x5c, 0x1a, 0x63, 0x12, 0x58, 0xd6, 0x9c, 0xf7,
                                               0xa2, 0xde, 0xf9, 0xde, 0x14, 0,    0,    0,    0,    0,    0,
                                               0,    0,    0,    0,    0,    0,    0,    0,    0,    0x10};

// ssh-keygen passes S + L, and R as the neutral element: second spellings that anyone can make from a signature, or
// that only the owner of the key can make for its own repudiation. Both are a matter of form, so that "altered" keeps
// its meaning: somebody changed something. (Other points of small order never verify under a key of prime order.)
Result<void> check_canonical(const RawSignature& raw) {
  const std::span s = std::span(raw).last<32>();
  if (!std::ranges::lexicographical_compare(s.rbegin(), s.rend(), k_order.rbegin(), k_order.rend())) {
    return fail(ErrorCode::malformed, "S is not below the order of the group");
  }
  const std::span r = std::span(raw).first<32>();
  if (r.front() == 1 && std::ranges::all_of(r.subspan(1), [](std::uint8_t byte) { return byte == 0; })) {
    return fail(ErrorCode::malformed, "R is of small order");
  }
  return {};
}

}  // namespace

std::string_view text_of(Namespace name) {
  switch (name) {
    case Namespace::seal:
      return "rogatory-seal@v1";
    case Namespace::entry:
      return "rogatory-entry@v1";
    case Namespace::card:
      return "rogatory-card@v1";
    case Namespace::pouch:
      return "rogatory-pouch@v1";
    case Namespace::grant:
      return "rogatory-grant@v1";
  }
  ROG_ASSERT(!"a namespace of the list");
  return {};
}

std::string PublicKey::openssh() const { return std::string(k_kind) + " " + base::to_base64(wire()); }

Bytes PublicKey::wire() const { return WireWriter().string(k_kind).string(ByteView(bytes)).take(); }

std::string PublicKey::fingerprint() const { return "SHA256:" + base::to_base64_unpadded(sha256(wire()).bytes); }

Result<PublicKey> PublicKey::parse_openssh(std::string_view text) {
  const std::size_t space = text.find(' ');
  ROG_TRY(check_kind(text.substr(0, space)));
  if (space == std::string_view::npos) {
    return fail(ErrorCode::malformed, "a public key without its base64");
  }
  ROG_TRY_ASSIGN(const Bytes wire, base::from_base64(text.substr(space + 1)));
  return from_wire(wire);
}

Result<PublicKey> PublicKey::from_wire(ByteView wire) {
  WireReader reader(wire);
  ROG_TRY_ASSIGN(const ByteView kind, reader.string());
  ROG_TRY(check_kind(base::as_text(kind)));
  ROG_TRY_ASSIGN(const ByteView raw, reader.string());
  ROG_TRY(reader.finish());
  return from_raw(raw);
}

Result<PublicKey> PublicKey::from_raw(ByteView raw) {
  ensure_sodium();
  PublicKey key;
  if (raw.size() != key.bytes.size()) {
    return fail(ErrorCode::malformed, "an Ed25519 key has 32 bytes");
  }
  std::ranges::copy(raw, key.bytes.begin());
  if (::crypto_core_ed25519_is_valid_point(key.bytes.data()) != 1) {
    return fail(ErrorCode::malformed, "not the canonical form of a point of Ed25519's prime-order group");
  }
  return key;
}

Result<RawSignature> parse_raw_signature(ByteView bytes) {
  RawSignature raw{};
  if (bytes.size() != raw.size()) {
    return fail(ErrorCode::malformed, "an Ed25519 signature has 64 bytes");
  }
  std::ranges::copy(bytes, raw.begin());
  ROG_TRY(check_canonical(raw));
  return raw;
}

bool verify_raw(const PublicKey& key, ByteView message, ByteView signature) {
  ensure_sodium();
  return signature.size() == std::tuple_size_v<RawSignature> &&
         ::crypto_sign_ed25519_verify_detached(signature.data(), message.data(), message.size(), key.bytes.data()) == 0;
}

SigningKey SigningKey::generate() { return from_seed(SecretBytes::random(crypto_sign_ed25519_SEEDBYTES)); }

SigningKey SigningKey::from_seed(const SecretBytes& seed) {
  ROG_ASSERT(seed.size() == crypto_sign_ed25519_SEEDBYTES);
  SigningKey key;
  key.m_secret = SecretBytes::make(crypto_sign_ed25519_SECRETKEYBYTES);
  ROG_ASSERT(::crypto_sign_ed25519_seed_keypair(key.m_public.bytes.data(), key.m_secret.expose_mutable().data(),
                                                seed.expose().data()) == 0);
  return key;
}

Result<RawSignature> SigningKey::sign_raw(ByteView message) {
  ROG_ASSERT(m_secret.size() == crypto_sign_ed25519_SECRETKEYBYTES);
  RawSignature signature{};
  ROG_ASSERT(::crypto_sign_ed25519_detached(signature.data(), nullptr, message.data(), message.size(),
                                            m_secret.expose().data()) == 0);
  return signature;
}

SecretBytes SigningKey::seed() const {
  return SecretBytes::copy_of(m_secret.expose().first(crypto_sign_ed25519_SEEDBYTES));
}

}  // namespace rogatory::crypto
