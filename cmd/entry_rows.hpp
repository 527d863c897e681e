// Entries of all logs of a case in one list, in the order of ledger/causal_order.hpp.
#pragma once

#include <map>
#include <vector>

#include "base/json.hpp"
#include "ledger/causal_order.hpp"
#include "ledger/verify.hpp"

namespace rogatory::cmd {

struct EntryRow {
  ledger::LogName log;
  std::uint64_t seq = 0;
  UtcTime made_at;
  std::string officer;
  std::string compartment;  ///< empty: it has no body
  std::optional<std::int64_t> clock_behind;
  std::optional<std::string> type;  ///< of the event; absent where no key at hand opens the body
  std::string text;                 ///< foreign
  ledger::SeenSizes seen;           ///< how many entries of each other log its author had, where that rose
};

class EntryRows {
 public:
  /// Keeps what is shown of an entry. They come log by log, in order.
  Result<void> add(const ledger::SeenEntry& entry);
  /// All of them, merged.
  [[nodiscard]] std::vector<EntryRow> in_order() const;

 private:
  std::vector<EntryRow> m_rows;
  std::map<ledger::LogName, std::map<ledger::LogName, std::uint64_t>> m_heads;  // of the last entry of each log
};

/// One entry of schemas/ledger-log.json.
Json document_of(const EntryRow& row);

}  // namespace rogatory::cmd
