// The log state outside the home: what is accepted is written back as the same bytes, and its frontiers make its roots.
#include "ledger/log_state.hpp"
#include "tests/fuzz/target.hpp"

namespace rogatory::fuzz {

bool accepts(ByteView input) {
  const Result<ledger::LogState> state = ledger::LogState::parse(input);
  if (!state) {
    ROG_ASSERT(state.error().code() == ErrorCode::malformed);
    return false;
  }
  ROG_ASSERT(state->serialize() == base::as_text(input));
  const std::uint64_t before = state->head ? state->head->tree.size() : 0;
  ROG_ASSERT(!state->head || before > 0);
  ROG_ASSERT(!state->intent || state->intent->tree.size() > before);
  return true;
}

}  // namespace rogatory::fuzz
