// Armoured signatures and public keys of strangers.
#include "crypto/sign.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const rogatory::ByteView bytes(data, size);
  static_cast<void>(rogatory::crypto::parse_sshsig(bytes));
  if (const auto key = rogatory::crypto::PublicKey::parse_openssh(rogatory::base::as_text(bytes))) {
    ROG_ASSERT(key->openssh() == rogatory::base::as_text(bytes));
  }
  return 0;
}
