// Seal, context and item records: whatever is accepted is written back as the same bytes.
#include "bundle/records.hpp"

using namespace rogatory::bundle;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const rogatory::ByteView bytes(data, size);
  const std::string_view text = rogatory::base::as_text(bytes);
  if (const auto seal = Seal::parse(bytes)) {
    ROG_ASSERT(seal->serialize() == text);
  }
  if (const auto context = Context::parse(bytes)) {
    ROG_ASSERT(context->serialize() == text);
  }
  if (const auto item = ItemRecord::parse(bytes)) {
    ROG_ASSERT(item->serialize().value() == text);
  }
  if (const auto obligations = ObligationsRecord::parse(bytes)) {
    ROG_ASSERT(obligations->serialize() == text);
  }
  return 0;
}
