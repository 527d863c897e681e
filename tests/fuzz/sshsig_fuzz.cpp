// An armoured signature: one that is accepted has no second spelling, and verifies only over the bytes it was made of.
#include "crypto/sign.hpp"
#include "crypto/ssh_armour.hpp"
#include "crypto/ssh_wire.hpp"
#include "tests/fuzz/fixed.hpp"
#include "tests/fuzz/target.hpp"

namespace rogatory::fuzz {
namespace {

using crypto::WireWriter;

/// The signature as sign.hpp gives its grammar.
Bytes written(const crypto::SshSignature& signature) {
  const Bytes inner = WireWriter().string("ssh-ed25519").string(ByteView(signature.raw)).take();
  const Bytes blob = WireWriter()
                         .raw("SSHSIG")
                         .u32(1)
                         .string(signature.key.wire())
                         .string(signature.name)
                         .string("")
                         .string("sha512")
                         .string(inner)
                         .take();
  const std::string columns = base::to_base64(blob);
  Bytes armoured(crypto::armoured_size(crypto::k_signature_label, columns.size()));
  crypto::put_into_armour(crypto::k_signature_label, columns, armoured);
  return armoured;
}

}  // namespace

bool accepts(ByteView input) {
  static const std::string message = "seal.json";
  static const crypto::PublicKey key = officer_key().public_key();
  static const std::string honest = [] {
    crypto::SigningKey officer = officer_key();
    return crypto::sshsig_sign(officer, crypto::Namespace::seal, base::as_bytes(message)).value();
  }();

  const Result<crypto::SshSignature> signature = crypto::parse_sshsig(input);
  const bool verifies = crypto::sshsig_verify(input, crypto::Namespace::seal, base::as_bytes(message), key).has_value();
  ROG_ASSERT(verifies == (base::as_text(input) == honest));
  if (!signature) {
    ROG_ASSERT(signature.error().code() == ErrorCode::malformed);
    return false;
  }
  ROG_ASSERT(input.size() <= crypto::k_sshsig_limit && !signature->name.empty());
  ROG_ASSERT(base::as_text(written(*signature)) == base::as_text(input));
  return true;
}

}  // namespace rogatory::fuzz
