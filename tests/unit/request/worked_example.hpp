// The worked examples of the clock: limits, acts and what they come to, reasoned apart from the program
// (tests/unit/request/worked_examples.json). An example names a limit, gives acts by the wall clock of a zone, and says
// the ends as "2026-09-21 24:00" by the wall clock of the side on which the limit runs.
//
// "eaw.decision" is the limit `decision` of the law `eaw`: a built-in instrument with its layers between two States, as
// the file names them, and all limits of that law are evaluated. Limits of instruments that the program does not bring
// stand in the file itself, apart, each with the reason.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "base/json.hpp"
#include "request/due.hpp"
#include "request/layers.hpp"

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
  std::optional<std::string> on;      ///< what the limit says, as the article has it
  std::optional<std::string> effect;  ///< the same
  std::optional<std::vector<ExpectedOther>> others;
};

struct WorkedExample {
  std::string name;
  std::string article;
  std::string reasoning;
  std::string asked;          ///< the limit in question, of `limits`
  std::string law;            ///< empty: of the limits that stand apart
  std::vector<Limit> limits;  ///< all that are evaluated; others extend the one that is asked for
  std::vector<Act> acts;
  std::string zone;
  std::optional<std::string> calendar;
  int occurrence = 1;
  UtcTime now;
  ExpectedDue expect;
};

/// A limit that no built-in instrument has.
struct LimitApart {
  std::string why;
  Limit limit;
};

struct WorkedExamples {
  std::map<std::string, RuleSet, std::less<>> laws;
  std::map<std::string, LimitApart, std::less<>> apart;
  std::vector<WorkedExample> rows;
};

/// The limit of that id; null where the example has none.
const Limit* find_limit(const WorkedExample& example, std::string_view id);

/// All of the file; ends the program where it cannot be read, with the reason.
WorkedExamples load_worked_examples();

}  // namespace rogatory::request
