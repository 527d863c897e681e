// The one accepted form of SSHSIG: the grammar stands in sign.hpp.
#include <sodium.h>

#include <algorithm>

#include "crypto/sign.hpp"
#include "crypto/ssh_armour.hpp"
#include "crypto/ssh_wire.hpp"

namespace rogatory::crypto {
namespace {

constexpr std::string_view k_magic = "SSHSIG";
constexpr std::uint32_t k_version = 1;
constexpr std::string_view k_hash = "sha512";
constexpr std::string_view k_kind = "ssh-ed25519";

// What Ed25519 signs: the message only through its hash, so that an agent never sees more than these few bytes.
Bytes signed_bytes(std::string_view name, ByteView message) {
  ensure_sodium();
  std::array<std::uint8_t, crypto_hash_sha512_BYTES> digest{};
  ::crypto_hash_sha512(digest.data(), message.data(), message.size());
  return WireWriter().raw(k_magic).string(name).string("").string(k_hash).string(ByteView(digest)).take();
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

Result<RawSignature> parse_raw(ByteView bytes) {
  WireReader reader(bytes);
  ROG_TRY_DOING(reader.string_of(k_kind), "kind of signature");
  ROG_TRY_ASSIGN(const ByteView found, reader.string());
  ROG_TRY(reader.finish());
  RawSignature raw{};
  if (found.size() != raw.size()) {
    return fail(ErrorCode::malformed, "an Ed25519 signature has 64 bytes");
  }
  std::ranges::copy(found, raw.begin());
  ROG_TRY(check_canonical(raw));
  return raw;
}

Result<SshSignature> parse_blob(ByteView blob) {
  WireReader reader(blob);
  ROG_TRY(reader.literal(k_magic));
  ROG_TRY_ASSIGN(const std::uint32_t version, reader.u32());
  if (version != k_version) {
    return fail(ErrorCode::malformed, "version " + std::to_string(version) + ", only 1 is accepted");
  }
  SshSignature signature;
  ROG_TRY_ASSIGN(const ByteView wire_key, reader.string());
  ROG_TRY_ASSIGN(signature.key, PublicKey::from_wire(wire_key));
  ROG_TRY_ASSIGN(const ByteView name, reader.string());
  if (name.empty()) {
    return fail(ErrorCode::malformed, "the namespace is empty");
  }
  signature.name = base::as_text(name);
  ROG_TRY_DOING(reader.string_of(""), "reserved field");
  ROG_TRY_DOING(reader.string_of(k_hash), "hash algorithm");
  ROG_TRY_ASSIGN(const ByteView raw, reader.string());
  ROG_TRY(reader.finish());
  ROG_TRY_ASSIGN(signature.raw, parse_raw(raw));
  return signature;
}

Result<SshSignature> parse_armoured(ByteView armoured) {
  if (armoured.size() > k_sshsig_limit) {
    return fail(ErrorCode::malformed, "longer than " + std::to_string(k_sshsig_limit) + " bytes");
  }
  Bytes columns(armoured.size());
  ROG_TRY_ASSIGN(const std::size_t count, take_from_armour(k_signature_label, armoured, columns));
  ROG_TRY_ASSIGN(const Bytes blob, base::from_base64(base::as_text(columns).substr(0, count)));
  return parse_blob(blob);
}

}  // namespace

Result<std::string> sshsig_sign(Signer& signer, Namespace name, ByteView message) {
  ROG_TRY_ASSIGN(const RawSignature raw, signer.sign_raw(signed_bytes(text_of(name), message)));
  const Bytes signature = WireWriter().string(k_kind).string(ByteView(raw)).take();
  const Bytes blob = WireWriter()
                         .raw(k_magic)
                         .u32(k_version)
                         .string(signer.public_key().wire())
                         .string(text_of(name))
                         .string("")
                         .string(k_hash)
                         .string(signature)
                         .take();
  const std::string columns = base::to_base64(blob);
  Bytes armoured(armoured_size(k_signature_label, columns.size()));
  put_into_armour(k_signature_label, columns, armoured);
  return std::string(base::as_text(armoured));
}

Result<SshSignature> parse_sshsig(ByteView armoured) {
  Result<SshSignature> parsed = parse_armoured(armoured);
  if (!parsed) {
    return fail(std::move(parsed).error().while_("SSH signature"));
  }
  return parsed;
}

Result<void> sshsig_verify(ByteView armoured, Namespace name, ByteView message, const PublicKey& expected) {
  return sshsig_verify_any(armoured, text_of(name), message, expected);
}

Result<void> sshsig_verify_any(ByteView armoured, std::string_view name, ByteView message, const PublicKey& expected) {
  ROG_TRY_ASSIGN(const SshSignature signature, parse_sshsig(armoured));
  if (signature.key != expected) {
    return fail(ErrorCode::altered,
                "signed with another key: " + signature.key.fingerprint() + " instead of " + expected.fingerprint());
  }
  if (signature.name != name) {
    return fail(ErrorCode::altered, "a signature in another namespace than " + std::string(name));
  }
  if (!verify_raw(expected, signed_bytes(name, message), signature.raw)) {
    return fail(ErrorCode::altered, "the signature is not one of these bytes");
  }
  return {};
}

}  // namespace rogatory::crypto
