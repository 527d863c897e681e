// Due dates as a calendar file (RFC 5545), for the calendars that people look at. It leaves the registry, so it holds
// nothing about a person or a case: the ids of request and limit, the article, what happens then, and how sure that is.
//
// Each due date is an event of the hour before its end, so that an end at 24:00 stands on its own day; where the latest
// end is another, it is an event of its own. Times are UTC. UIDs are the same at every writing, so that a calendar that
// takes the file again changes its events: what was met comes as cancelled.
#pragma once

#include <span>
#include <string>
#include <vector>

#include "request/due.hpp"

namespace rogatory::request {

struct IcsDue {
  std::string request;  ///< id
  const Due* due = nullptr;
};

/// CRLF line ends, lines of at most 75 octets (3.1). What has no end (not_fixed) is left out. `now` is the DTSTAMP.
/// Alarms stand before ends that are still to come: 7 days and 1 day, of periods below ten days 1 day and 4 hours, of
/// those below two days 2 hours and 30 minutes.
std::string ics_text(std::span<const IcsDue> dues, UtcTime now);

}  // namespace rogatory::request
