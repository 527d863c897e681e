// Heads of git bundle files: what is accepted is written back as the same bytes, but for comments behind prerequisites,
// and what follows a head changes nothing.
#include "ledger/git_bundle.hpp"
#include "tests/fuzz/target.hpp"

namespace rogatory::fuzz {

bool accepts(ByteView input) {
  using namespace ledger;
  const Result<BundleHead> head = parse_bundle_head(input);
  if (!head) {
    return false;
  }
  ROG_ASSERT(head->size <= input.size() && head->size <= k_bundle_head_limit && !head->refs.empty());
  const std::string written = serialize_bundle_head(*head);
  const Result<BundleHead> again = parse_bundle_head(base::as_bytes(written + "PACK"));
  ROG_ASSERT(again.has_value() && again->refs == head->refs && again->prerequisites == head->prerequisites);
  ROG_ASSERT(again->size == written.size() && written.size() <= head->size);
  const std::string_view read = base::as_text(input.first(head->size));
  ROG_ASSERT(written.size() < head->size || written == read);
  return true;
}

}  // namespace rogatory::fuzz
