// An entry of a log: what is accepted is written back as the same bytes, and keeps its limits.
#include "ledger/chain.hpp"
#include "ledger/entry.hpp"
#include "tests/fuzz/target.hpp"

namespace rogatory::fuzz {

bool accepts(ByteView input) {
  const Result<ledger::Entry> entry = ledger::Entry::parse(input);
  if (!entry) {
    ROG_ASSERT(entry.error().code() == ErrorCode::malformed);
    return false;
  }
  ROG_ASSERT(entry->serialize() == base::as_text(input));
  ROG_ASSERT(input.size() <= ledger::k_entry_limit);
  ROG_ASSERT(entry->prev.has_value() == (entry->seq > 0));
  ROG_ASSERT(!entry->heads.contains(entry->log));
  // It may follow nothing or break rules; judging it never fails, and what was taken is what is followed.
  ledger::Chain chain(entry->case_id, entry->log);
  static_cast<void>(chain.breaks(*entry, 1));
  chain.follow(*entry, *ledger::EntryHash::from_bytes(crypto::sha256(input).bytes), 1);
  ROG_ASSERT(chain.size() == 1 && chain.heads() == entry->heads);
  return true;
}

}  // namespace rogatory::fuzz
