// The signed profile and plain syntax must never disagree: what the profile takes is JSON, and its canonical form is read
// back as the same value.
#include "base/json.hpp"

using rogatory::base::Json;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  constexpr std::size_t limit = 1 << 20;
  const rogatory::ByteView text(data, size);
  const auto value = rogatory::base::parse_json(text, limit);
  const bool syntax = rogatory::base::check_json_syntax(text, limit).has_value();
  if (value) {
    ROG_ASSERT(syntax);
    const std::string canonical = value->canonical();
    const auto again = rogatory::base::parse_canonical_json(rogatory::base::as_bytes(canonical), limit);
    ROG_ASSERT(again.has_value() && *again == *value);
  }
  return 0;
}
