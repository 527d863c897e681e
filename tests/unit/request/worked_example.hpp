// The worked examples of the clock: limits, acts and what they come to, reasoned apart from the program
// (tests/unit/request/worked_examples.json). An example names its limits, gives acts by the wall clock of a zone, and
// says the ends as "2026-09-21 24:00" by the wall clock of the side on which the first limit runs.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "base/json.hpp"
#include "request/due.hpp"

namespace rogatory::request {

struct ExpectedOther {
  std::string why;
  std::string earliest;
  std::string latest;
};

/// Nothing where the example does not say it.
struct ExpectedDue {
  std::optional<std::string> earliest;
  std::optional<std::string> latest;
  std::optional<std::string> state;
  std::optional<std::string> stop;
  std::optional<std::string> timeliness;
  std::optional<std::string> warn;
  std::optional<std::string> caveat;    ///< a part of one of them
  std::optional<std::string> extended;  ///< id of the limit whose article made it longer
  std::optional<std::int64_t> days_left;
  std::optional<std::int64_t> count;  ///< how often the limit was started
  std::optional<bool> reported;
  std::optional<std::vector<ExpectedOther>> others;
};

struct WorkedExample {
  std::string name;
  std::string article;
  std::string reasoning;
  std::vector<Limit> limits;  ///< the first is asked for; others extend it
  std::vector<Act> acts;
  std::string zone;
  std::optional<std::string> calendar;
  int occurrence = 1;
  UtcTime now;
  ExpectedDue expect;
};

/// All of the file; ends the program where it cannot be read, with the reason.
std::vector<WorkedExample> load_worked_examples();

}  // namespace rogatory::request
