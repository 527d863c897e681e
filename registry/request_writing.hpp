// Writing of requests: what is to be entered is decided under the lock of the log, from the history so far; a step that
// the machine does not allow is refused with the article and the next legal steps, and nothing is written.
#pragma once

#include <functional>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "registry/case_writing.hpp"
#include "registry/request_entry.hpp"

namespace rogatory::registry {

/// What to enter, given the requests of the case so far.
using RequestPlan = std::function<Result<ledger::RequestEvent>(const std::vector<CaseRequest>&)>;

struct WrittenRequest {
  WrittenEvent written;
  ledger::RequestEvent event;
  CaseRequest request;  ///< with it
};

/// Takes the log, plans and appends one entry. not_allowed (30): the machine does not allow it now, or the case is
/// closed; refused (31): the request's rules are of no form that is known here, or too large for an entry; usage: what
/// is planned is of no form that a reader takes; other errors as CaseWriter::append, read_request_ledger and the plan.
Result<WrittenRequest> write_request(CaseWriter& writer, const std::string& compartment, const Clock& clock,
                                     const RequestPlan& plan);

/// The same for several steps of requests that are there, each planned as if those before it were entered: all are
/// appended at once, or none. An error names the plan it is of, counted from 0, in `failed`, where it is of one.
Result<std::vector<WrittenRequest>> write_requests(CaseWriter& writer, const std::string& compartment,
                                                   const Clock& clock, std::span<const RequestPlan> plans,
                                                   std::optional<std::size_t>& failed);

}  // namespace rogatory::registry
