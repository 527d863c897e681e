// The hand-overs of an exhibit as rows of the form: one each time that custody passes, both sides' signatures in it,
// and where it does not hold together a row that says so.
#pragma once

#include <string>
#include <vector>

#include "ledger/custody.hpp"

namespace rogatory::cmd {

struct HandOver {
  std::string when;          ///< when it was received; while it is in transit, when it was handed over
  std::string giver;         ///< foreign
  std::string giver_signed;  ///< "registry-2@fr-ca (fr-ca:3)"; empty: nobody did
  std::string taker;         ///< foreign
  std::string taker_signed;
  std::string gap;  ///< a finding about custody in words, in a row of its own; then the others are empty but `when`
};

std::vector<HandOver> hand_overs_of(const ledger::ExhibitStory& story);

}  // namespace rogatory::cmd
