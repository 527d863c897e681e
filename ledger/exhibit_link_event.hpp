// exhibit.linked: one thing is an exhibit of two cases (design: ledger.md "what another State must not see is another
// case"). Each half stands in one case and names the other; schemas/body-exhibit.linked.json has the JSON.
//
//   {"custody":{"custodian"?:PERSON,"hashes"?:[…],"loan"?:true,"place"?,"seal"?,"working_copy"?:true},"exhibit",
//    "from":{"case","entry","exhibit"}}                           in the case into which it was linked
//   {"exhibit","into":{"case","exhibit"}}                         in the case that it was linked from
//
// Whoever sees the one case alone learns that there is another one, a number in it, and what is in "custody": how
// things stood, which is all that the fold goes on from. PERSON, hashes: custody_event.hpp.
#pragma once

#include <variant>

#include "ledger/custody_event.hpp"

namespace rogatory::ledger {

/// How things stood with the exhibit in the case that it was linked from.
struct LinkedCustody {
  std::optional<Person> custodian;  ///< absent: the authority that links it, whoever it is there. With `loan` required
  std::vector<ScopedHash> hashes;   ///< the first one of each scope and algorithm; no chunks
  bool loan = false;                ///< the custodian, who may be another's, has it for a while from that authority
  std::optional<std::string> place;
  std::optional<std::string> seal;  ///< the number on it
  bool working_copy = false;        ///< one was made
  bool operator==(const LinkedCustody&) const = default;
};

struct LinkedFrom {
  CaseId case_id;
  EntryHash entry;    ///< the last entry there about the exhibit: who has both ledgers sees what this rests on
  ExhibitId exhibit;  ///< its name there
  LinkedCustody custody;
  bool operator==(const LinkedFrom&) const = default;
};

struct LinkedInto {
  CaseId case_id;
  ExhibitId exhibit;  ///< its name there
  bool operator==(const LinkedInto&) const = default;
};

struct ExhibitLinked {
  static constexpr std::string_view k_type = "exhibit.linked";
  ExhibitId exhibit;  ///< its name in the case of the entry
  std::variant<LinkedFrom, LinkedInto> other;

  [[nodiscard]] Json::Object fields() const;
  /// malformed for what fields() does not write.
  static Result<ExhibitLinked> parse(const Json::Object& fields);
};

}  // namespace rogatory::ledger
