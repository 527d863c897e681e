// The one accepted form of SSHSIG: the grammar stands in sign.hpp.
#include "crypto/sha512.hpp"
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
  return WireWriter().raw(k_magic).string(name).string("").string(k_hash).string(ByteView(sha512(message))).take();
}

Result<RawSignature> parse_raw(ByteView bytes) {
  WireReader reader(bytes);
  ROG_TRY_DOING(reader.string_of(k_kind), "kind of signature");
  ROG_TRY_ASSIGN(const ByteView found, reader.string());
  ROG_TRY(reader.finish());
  return parse_raw_signature(found);
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
