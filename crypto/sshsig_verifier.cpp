#include "crypto/sshsig_verifier.hpp"

#include <algorithm>

#include "crypto/sha512.hpp"
#include "crypto/ssh_armour.hpp"
#include "crypto/ssh_wire.hpp"

namespace rogatory::crypto {
namespace {

constexpr std::size_t k_raw = std::tuple_size_v<RawSignature>;

Bytes blob_start(const PublicKey& key, Namespace name) {
  return WireWriter()
      .raw("SSHSIG")
      .u32(1)
      .string(key.wire())
      .string(text_of(name))
      .string("")
      .string("sha512")
      .u32(4 + 11 + 4 + k_raw)
      .string("ssh-ed25519")
      .u32(k_raw)
      .take();
}

Bytes signed_start(Namespace name) {
  return WireWriter()
      .raw("SSHSIG")
      .string(text_of(name))
      .string("")
      .string("sha512")
      .u32(std::tuple_size_v<Sha512>)
      .take();
}

}  // namespace

SshSigVerifier::SshSigVerifier(const PublicKey& key, Namespace name)
    : m_key(key), m_name(name), m_blob_start(blob_start(key, name)), m_signed_start(signed_start(name)) {
  const std::size_t columns = (m_blob_start.size() + k_raw + 2) / 3 * 4;
  m_armoured_size = armoured_size(k_signature_label, columns);
}

bool SshSigVerifier::verifies(ByteView armoured, ByteView message) const {
  if (armoured.size() != m_armoured_size) {
    return false;
  }
  std::array<std::uint8_t, k_sshsig_limit> columns;
  const Result<std::size_t> count = take_from_armour(k_signature_label, armoured, columns);
  if (!count) {
    return false;
  }
  const Result<Bytes> blob = base::from_base64(base::as_text(ByteView(columns).first(*count)));
  if (!blob || blob->size() != m_blob_start.size() + k_raw ||
      !std::ranges::equal(m_blob_start, ByteView(*blob).first(m_blob_start.size()))) {
    return false;
  }
  const Result<RawSignature> raw = parse_raw_signature(ByteView(*blob).last(k_raw));
  Bytes to_verify(m_signed_start.size() + std::tuple_size_v<Sha512>);
  const auto hash = std::ranges::copy(m_signed_start, to_verify.begin()).out;
  std::ranges::copy(sha512(message), hash);
  return raw && verify_raw(m_key, to_verify, *raw);
}

Result<void> SshSigVerifier::verify(ByteView armoured, ByteView message) const {
  // What does not pass is looked at once more by the one that says why.
  return verifies(armoured, message) ? Result<void>() : sshsig_verify(armoured, m_name, message, m_key);
}

}  // namespace rogatory::crypto
