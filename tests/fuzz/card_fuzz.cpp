// A card that is accepted is written back as the same bytes; a chain's tar is bounded.
#include "crypto/card.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const rogatory::ByteView bytes(data, size);
  if (const auto card = rogatory::crypto::Card::parse(bytes)) {
    ROG_ASSERT(card->serialize() == rogatory::base::as_text(bytes));
  }
  static_cast<void>(rogatory::crypto::chain_from_tar(bytes));
  return 0;
}
