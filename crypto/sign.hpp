// Ed25519 keys in OpenSSH form and the one accepted form of SSHSIG (PROTOCOL.sshsig of OpenSSH; design: names.md).
//
//   armour  = "-----BEGIN SSH SIGNATURE-----" LF  base64 in lines of 70 columns  LF "-----END SSH SIGNATURE-----" LF
//   blob    = "SSHSIG" u32(1) string(publickey) string(namespace) string() string("sha512") string(signature)
//   signed  = "SSHSIG" string(namespace) string() string("sha512") string(SHA-512(message))
//   publickey = string("ssh-ed25519") string(32 bytes)      signature = string("ssh-ed25519") string(64 bytes)
//
// What ssh-keygen would pass and this refuses (sha256, other line lengths, text around the armour, a reserved field, S
// not below the group's order, R the neutral element, a key outside the prime-order group) is malformed, never
// "forged". A signature that does not verify is altered.
#pragma once

#include <array>
#include <memory>
#include <string>

#include "crypto/hash.hpp"
#include "crypto/secret.hpp"

namespace rogatory::crypto {

/// What a signature speaks of; a signature of one namespace means nothing in another.
enum class Namespace : std::uint8_t { seal, entry, card, pouch, grant };
/// "rogatory-seal@v1" and so on. Static storage.
std::string_view text_of(Namespace name);

/// The longest armoured signature that is read.
constexpr std::size_t k_sshsig_limit = 4096;

/// An Ed25519 public key (RFC 8032). Parsed ones are canonical and of the prime-order group, hence not of small order.
struct PublicKey {
  std::array<std::uint8_t, 32> bytes{};

  /// `ssh-ed25519 AAAA…`, without a comment.
  [[nodiscard]] std::string openssh() const;
  /// string("ssh-ed25519") string(key): what a fingerprint is taken of.
  [[nodiscard]] Bytes wire() const;
  /// `SHA256:` and unpadded base64, as ssh-keygen -lf prints it.
  [[nodiscard]] std::string fingerprint() const;
  /// Exactly `ssh-ed25519 <base64>`, one space, no comment. malformed; also for non-canonical and small-order keys.
  /// `unsupported` in the sentence where it is a key of another kind.
  static Result<PublicKey> parse_openssh(std::string_view text);
  /// The same of what wire() writes.
  static Result<PublicKey> from_wire(ByteView wire);
  /// The same checks on raw bytes.
  static Result<PublicKey> from_raw(ByteView raw);

  auto operator<=>(const PublicKey&) const = default;
};

using RawSignature = std::array<std::uint8_t, 64>;

/// 64 bytes that can be an Ed25519 signature: malformed for any other size, for S not below the group's order and for R
/// the neutral element.
Result<RawSignature> parse_raw_signature(ByteView bytes);

/// Strict RFC 8032 verification (S < L, canonical R and A, no small order), by libsodium. A signature of any other size
/// than 64 bytes is none.
bool verify_raw(const PublicKey& key, ByteView message, ByteView signature);

/// Something that signs with one Ed25519 key: a key in memory or one in an ssh-agent. May ask the user or fail.
class Signer {
 public:
  virtual ~Signer() = default;
  [[nodiscard]] virtual const PublicKey& public_key() const = 0;
  virtual Result<RawSignature> sign_raw(ByteView message) = 0;
};

/// A key in guarded memory.
class SigningKey : public Signer {
 public:
  static SigningKey generate();
  /// From the 32-byte seed of RFC 8032 section 5.1.5.
  static SigningKey from_seed(const SecretBytes& seed);

  [[nodiscard]] const PublicKey& public_key() const override { return m_public; }
  Result<RawSignature> sign_raw(ByteView message) override;
  [[nodiscard]] SecretBytes seed() const;

 private:
  SigningKey() = default;
  PublicKey m_public;
  SecretBytes m_secret;  // libsodium's 64 bytes: seed and public key
};

/// The armoured signature over `message`, byte for byte what ssh-keygen -Y sign writes for this key.
Result<std::string> sshsig_sign(Signer& signer, Namespace name, ByteView message);

struct SshSignature {
  PublicKey key;
  std::string name;  ///< the namespace as written
  RawSignature raw;
};

/// Parses the one accepted form; at most k_sshsig_limit bytes. malformed otherwise. `unsupported` in the sentence where
/// the key is of another kind (RSA, ECDSA, security keys).
Result<SshSignature> parse_sshsig(ByteView armoured);

/// Checks that `armoured` is `expected`'s signature over `message` in `name`: malformed (form), altered (another key,
/// another namespace, or not a signature of these bytes; the sentence says which).
Result<void> sshsig_verify(ByteView armoured, Namespace name, ByteView message, const PublicKey& expected);

/// The same with a namespace of any text: for the published vectors only.
Result<void> sshsig_verify_any(ByteView armoured, std::string_view name, ByteView message, const PublicKey& expected);

}  // namespace rogatory::crypto
