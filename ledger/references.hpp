// How entries and exhibits are named in bodies and by people (design: names.md).
//
//   entry    = log ":" seq              "fr-ca:7", "fr-ca.2:0"; seq without leading zeros
//   exhibit  = authority ":" number     "fr-ca:3"; number 1..k_most_exhibits without leading zeros
//
// An exhibit belongs to the authority that registered it; whoever has it later calls it by the same name.
#pragma once

#include "ledger/names.hpp"

namespace rogatory::ledger {

constexpr std::uint64_t k_most_exhibits = 999'999;

/// One entry of one log of a case.
struct EntryRef {
  LogName log;
  std::uint64_t seq = 0;

  [[nodiscard]] std::string text() const;
  /// malformed for anything that text() does not write.
  static Result<EntryRef> parse(std::string_view text);
  auto operator<=>(const EntryRef&) const = default;
};

/// One exhibit of a case.
struct ExhibitId {
  std::string authority;
  std::uint64_t number = 0;

  [[nodiscard]] std::string text() const;
  /// malformed for anything that text() does not write.
  static Result<ExhibitId> parse(std::string_view text);
  auto operator<=>(const ExhibitId&) const = default;
};

}  // namespace rogatory::ledger
