// The header of an age file, and identity files.
#include "crypto/age.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const rogatory::ByteView bytes(data, size);
  if (const auto header = rogatory::crypto::age::parse_header(bytes)) {
    ROG_ASSERT(header->size <= size && header->mac_input_size < header->size && !header->stanzas.empty());
  }
  static_cast<void>(rogatory::crypto::age::parse_identity_file(bytes));
  return 0;
}
