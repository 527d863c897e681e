// Many signatures by one key in one namespace: what is the same in all of them is made once. The one accepted form has
// one layout, so that everything but 64 bytes is known before a signature is read.
#pragma once

#include "crypto/sign.hpp"

namespace rogatory::crypto {

/// Immutable; may be used by several threads.
class SshSigVerifier {
 public:
  SshSigVerifier(const PublicKey& key, Namespace name);

  /// Exactly what sshsig_verify says of these bytes.
  [[nodiscard]] Result<void> verify(ByteView armoured, ByteView message) const;

 private:
  [[nodiscard]] bool verifies(ByteView armoured, ByteView message) const;

  PublicKey m_key;
  Namespace m_name;
  Bytes m_blob_start;    // of the blob, up to the 64 bytes
  Bytes m_signed_start;  // of what is signed, up to the hash
  std::size_t m_armoured_size;
};

}  // namespace rogatory::crypto
