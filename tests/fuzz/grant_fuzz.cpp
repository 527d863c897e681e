// grant.json: what is accepted is written back as the same bytes.
#include "ledger/grant.hpp"
#include "tests/fuzz/target.hpp"

namespace rogatory::fuzz {

bool accepts(ByteView input) {
  const Result<ledger::Grant> grant = ledger::Grant::parse(input);
  if (!grant) {
    ROG_ASSERT(grant.error().code() == ErrorCode::malformed);
    return false;
  }
  ROG_ASSERT(input.size() <= ledger::k_grant_limit);
  ROG_ASSERT(grant->serialize() == base::as_text(input));
  return true;
}

}  // namespace rogatory::fuzz
