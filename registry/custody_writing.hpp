// Writing of exhibits: what is to be entered is decided under the lock of the log, from the story as it stands, and the
// story is told anew with it, so that whoever enters something hears at once what does not fit.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "registry/case_writing.hpp"
#include "registry/custody_reading.hpp"

namespace rogatory::registry {

/// What to append, in one commit, given the stories so far. It may fail; then nothing is written.
using CustodyPlan = std::function<Result<std::vector<ledger::ExhibitEvent>>(const ledger::CustodyTable&)>;

struct WrittenCustody {
  WrittenEvent written;
  std::vector<ledger::ExhibitEvent> events;
  ledger::CustodyTable table;                    ///< with them
  std::vector<ledger::CustodyFinding> findings;  ///< that rest on one of them; not that a hand-over still waits
};

/// Takes the log, plans and appends. usage: what is planned is of no form that a reader takes. Other errors as
/// CaseWriter::append, read_custody and the plan.
Result<WrittenCustody> write_custody(CaseWriter& writer, const std::string& compartment, const Clock& clock,
                                     const CustodyPlan& plan);

/// The number behind the highest of the authority, or `wanted`. refused: it is taken, or there is none left.
Result<ledger::ExhibitId> new_exhibit(const ledger::CustodyTable& table, const std::string& authority,
                                      std::optional<std::uint64_t> wanted);

}  // namespace rogatory::registry
