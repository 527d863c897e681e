// Building blocks of the tests around SSH signatures: keys with fixed seeds, and signatures built by hand.
#pragma once

#include <numeric>

#include "crypto/sign.hpp"
#include "crypto/ssh_armour.hpp"
#include "crypto/ssh_wire.hpp"

namespace rogatory::test {

/// The key of the seed `first`, `first` + 1, …: another one for each number.
inline crypto::SigningKey fixed_key(std::uint8_t first) {
  crypto::SecretBytes seed = crypto::SecretBytes::make(32);
  std::iota(seed.expose_mutable().begin(), seed.expose_mutable().end(), first);
  return crypto::SigningKey::from_seed(seed);
}

/// Has a key and never signs: an agent whose owner says no.
class RefusingSigner : public crypto::Signer {
 public:
  explicit RefusingSigner(const crypto::PublicKey& key) : m_key(key) {}
  [[nodiscard]] const crypto::PublicKey& public_key() const override { return m_key; }
  Result<crypto::RawSignature> sign_raw(ByteView) override { return fail(ErrorCode::denied, "the signer refused"); }

 private:
  crypto::PublicKey m_key;
};

/// The fields of an SSHSIG blob, each of which a test may change before it is put together.
struct SigParts {
  std::string magic = "SSHSIG";
  std::uint32_t version = 1;
  Bytes key;
  std::string name = "rogatory-seal@v1";
  std::string reserved;
  std::string hash = "sha512";
  std::string kind = "ssh-ed25519";
  Bytes raw;
  std::string inner_tail;  ///< behind the raw signature
  std::string tail;        ///< behind everything
};

/// Takes a signature of ours apart.
inline SigParts parts_of(const std::string& armoured) {
  const crypto::SshSignature parsed = crypto::parse_sshsig(base::as_bytes(armoured)).value();
  SigParts parts;
  parts.key = parsed.key.wire();
  parts.name = parsed.name;
  parts.raw.assign(parsed.raw.begin(), parsed.raw.end());
  return parts;
}

inline Bytes blob_of(const SigParts& parts) {
  const Bytes signature = crypto::WireWriter().string(parts.kind).string(parts.raw).raw(parts.inner_tail).take();
  return crypto::WireWriter()
      .raw(parts.magic)
      .u32(parts.version)
      .string(parts.key)
      .string(parts.name)
      .string(parts.reserved)
      .string(parts.hash)
      .string(signature)
      .raw(parts.tail)
      .take();
}

/// The armour with lines of `columns`.
inline std::string armour_of(ByteView blob, std::size_t columns = 70) {
  std::string text = "-----BEGIN SSH SIGNATURE-----\n";
  const std::string base64 = base::to_base64(blob);
  for (std::size_t at = 0; at < base64.size(); at += columns) {
    text += base64.substr(at, columns) + "\n";
  }
  return text + "-----END SSH SIGNATURE-----\n";
}

}  // namespace rogatory::test
