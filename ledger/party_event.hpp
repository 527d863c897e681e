// What the opener of a case says of its parties and keys after the first entry, as the bodies of two event types; see
// event.hpp. The entry that carries such a body has the full lists of parties and recipients in the open (entry.hpp):
// what is said here is why, and for those who read it.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/json.hpp"

namespace rogatory::ledger {

/// case.party_added: another authority takes part.
struct CasePartyAdded {
  static constexpr std::string_view k_type = "case.party_added";
  bool all = false;                       ///< it is to be given the keys of what was written before, too
  std::vector<std::string> compartments;  ///< that begin with this entry, e.g. "main.2"; none where `all`
  std::string party;                      ///< its id
  std::optional<std::string> reason;

  [[nodiscard]] Json::Object fields() const;
  static Result<CasePartyAdded> parse(const Json::Object& fields);
};

/// case.rekeyed: what comes later is encrypted to new keys.
struct CaseRekeyed {
  static constexpr std::string_view k_type = "case.rekeyed";
  std::vector<std::string> compartments;  ///< that begin with this entry, at least one
  std::optional<std::string> reason;

  [[nodiscard]] Json::Object fields() const;
  static Result<CaseRekeyed> parse(const Json::Object& fields);
};

}  // namespace rogatory::ledger
