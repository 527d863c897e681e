#include "ledger/fork_restart.hpp"

#include <algorithm>

#include "ledger/verify_checkpoint.hpp"
#include "ledger/verify_heads.hpp"

namespace rogatory::ledger {

Result<void> check_new_log_key(const std::string& origin, const ForkProof& fork, const crypto::Card* last,
                               const crypto::Card& newest) {
  bool is_old = last != nullptr && last->log_key == newest.log_key;
  for (const std::string& text : {fork.here, fork.offered}) {
    ROG_TRY_ASSIGN(const LogNote note, parse_log_note(base::as_bytes(text)));
    is_old = is_old || is_signed_head(origin, note.head, newest);
  }
  return is_old ? fail(Error(ErrorCode::refused, "our newest card still names the log key that signed two histories")
                           .because("The log that follows a fork is signed by another key: one that signed two "
                                    "histories is believed by nobody.")
                           .next("rogatory card rotate log; then this again"))
                : Result<void>();
}

Result<std::uint64_t> accepted_by_all(StoredLog& log, std::uint64_t limit, std::vector<Head> heads) {
  std::ranges::sort(heads, {}, &Head::size);
  crypto::TreeHasher tree;
  std::uint64_t fitting = 0;
  for (const Head& head : heads) {
    if (head.size > limit) {
      break;  // of what does not count any more, whichever history it is of
    }
    while (tree.size() < head.size) {
      ROG_TRY_ASSIGN(const EntryFiles files, log.entry(tree.size()));
      tree.append(files.leaf());
    }
    if (tree.root() != head.root) {
      return fitting;
    }
    fitting = head.size;
  }
  return limit;
}

}  // namespace rogatory::ledger
