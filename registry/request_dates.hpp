// The dates of requests: each limit that runs, with the request it is of, counted by the clocks and calendars at hand.
#pragma once

#include <string>
#include <vector>

#include "registry/calendar_store.hpp"
#include "registry/request_entry.hpp"
#include "request/due.hpp"

namespace rogatory::registry {

struct RequestDate {
  const CaseRequest* request = nullptr;
  request::Due due;
  bool is_own_calendar = false;  ///< counted by one of the home's own
};

/// Whether something is still to be done; also what has expired, and what nobody fixed.
inline bool is_open(const request::Due& due) { return due.state != request::DueState::met; }
/// Whether it is open and warns at `until` or before.
inline bool warns_by(const request::Due& due, UtcTime until) { return is_open(due) && due.warn && *due.warn <= until; }

struct RequestDates {
  std::vector<RequestDate> dates;    ///< in the order of the limits
  std::vector<std::string> caveats;  ///< what they were counted without
};

/// All dates of a request, those that are met too; they point to it. A request without its rules has none, and a
/// caveat says so.
RequestDates dates_of(const CaseRequest& request, Calendars& calendars, FileSystem& fs, UtcTime now);

/// Those that still want something come first, the earliest before the others, and what is not fixed behind them.
bool comes_before(const RequestDate& one, const RequestDate& other);

/// The open one that warns first; null where none is fixed.
const RequestDate* next_of(const std::vector<RequestDate>& dates);

}  // namespace rogatory::registry
