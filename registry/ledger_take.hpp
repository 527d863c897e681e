// The use case "take a ledger": what another party handed over of a case, in a git bundle file.
#pragma once

#include "ledger/take_logs.hpp"
#include "registry/cases.hpp"

namespace rogatory::registry {

struct TakenLedger {
  ledger::CaseId case_id;
  bool is_new = false;  ///< the case was not in this home before
  std::string opener;
  ledger::TakeReport report;
};

/// Takes each log of the file that continues what is here and verifies (ledger/take_logs.hpp). A case that is not here
/// is made, where a trusted opener names us as a party of it: there as a whole or not at all; where a log of ours is
/// among what was handed over, we wrote into it before, and nothing is appended until `ledger reopen`. A fork is kept,
/// and its log frozen. Needs no key. Fails as ledger::unbundle and ledger::take_logs, and with
///   refused     the case's opener does not name us as a party
///   untrusted   the opener is no peer of ours, or his log does not verify: the case is not made
///   incomplete  the opener's log is not in the file
///   usage       the home's state has no place (StateDirectory::open, `state_root`)
Result<TakenLedger> take_ledger(const Home& home, const std::string& file, const std::string& state_root,
                                Progress& progress);

}  // namespace rogatory::registry
