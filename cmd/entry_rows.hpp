// Entries of all logs of a case in one list: each behind those that its author had seen, else by their time.
#pragma once

#include <map>
#include <vector>

#include "base/json.hpp"
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
  std::map<ledger::LogName, std::uint64_t>
      seen;  ///< how many entries of each other log its author had, where that rose
};

class EntryRows {
 public:
  /// Keeps what is shown of an entry. They come log by log, in order.
  Result<void> add(const ledger::SeenEntry& entry);
  /// All of them, merged.
  [[nodiscard]] std::vector<EntryRow> in_order() const;

 private:
  std::map<ledger::LogName, std::vector<EntryRow>> m_logs;
  std::map<ledger::LogName, std::map<ledger::LogName, std::uint64_t>> m_heads;  // of the last entry of each log
};

/// One entry of schemas/ledger-log.json.
Json document_of(const EntryRow& row);

}  // namespace rogatory::cmd
