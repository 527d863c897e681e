// One line of a list of exhibits: what its story (custody.hpp) comes to.
#pragma once

#include "ledger/custody.hpp"

namespace rogatory::ledger {

struct ExhibitRow {
  ExhibitId exhibit;
  std::optional<std::string> title;  ///< absent: no entry of its authority registers it
  std::optional<ExhibitKind> kind;
  CustodyState now;
  std::uint64_t findings = 0;
  std::uint64_t steps = 0;
  bool witnessed = true;  ///< a log of another authority covers every entry of its story
};

}  // namespace rogatory::ledger
