// Whether rules that somebody froze are those which the instruments at hand give for the same choice. A request is told
// by the rules that came with it, so whoever files could give a treaty's name to rules of their own; an older version
// of the program, or a ministry's own instrument, differs in good faith. Both are said, row by row.
#pragma once

#include <string>
#include <vector>

#include "request/layers.hpp"

namespace rogatory::request {

enum class RulesHere : std::uint8_t {
  same,         ///< in every row
  different,    ///< in at least one row
  not_at_hand,  ///< an instrument of the choice is not among those at hand, or its layers do not lie on it
};
/// "same", "different", "not_at_hand"
std::string_view text_of(RulesHere here);

struct RulesComparison {
  RulesHere here = RulesHere::same;
  std::vector<std::string> differences;  ///< of `different`: "limit leave, 18(5), is another"; ours in full, theirs too
  std::string why;                       ///< of `not_at_hand`
};

/// Resolves base and layers of `frozen` anew, between the States of the request's parties, and holds the two against
/// each other: rules that were frozen for other States escape what these two declared, and are others.
RulesComparison compare_rules(const InstrumentSet& instruments, const RuleSet& frozen, const std::string& requesting,
                              const std::string& requested);

/// In one sentence without a stop, naming at most three of the differences; empty of `same`.
std::string sentence_of(const RulesComparison& comparison);

}  // namespace rogatory::request
