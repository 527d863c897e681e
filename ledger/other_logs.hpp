// What the other logs of a case's repository say: where they stand, and where they saw ours. They were verified when
// they were taken in; a branch that cannot be read is passed over here, verify names it.
#pragma once

#include <functional>

#include "ledger/stored_log.hpp"

namespace rogatory::ledger {

/// Of every log but `own`: the head that an entry made now has of it.
Result<Heads> heads_of_others(Repository& repository, const CaseId& case_id, const LogName& own);

/// A log of ours as another log's newest entry saw it, signed by us.
struct SeenHead {
  LogName log;  ///< ours
  LogName by;
  Head head;
};
/// Of every log of the authority that `cards` are of. What none of its log keys signed is left out: nobody can frame
/// us.
Result<std::vector<SeenHead>> heads_of_ours(Repository& repository, const CaseId& case_id,
                                            const crypto::CardChain& cards);

}  // namespace rogatory::ledger
