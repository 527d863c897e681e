#include "cmd/entry_rows.hpp"

#include <algorithm>

#include "base/text.hpp"
#include "cmd/event_text.hpp"

namespace rogatory::cmd {

using ledger::LogName;

Result<void> EntryRows::add(const ledger::SeenEntry& entry) {
  EntryRow row{.log = entry.log,
               .seq = entry.entry.seq,
               .made_at = entry.entry.made_at,
               .officer = entry.entry.officer,
               .compartment = entry.entry.body ? entry.entry.body->compartment : std::string(),
               .clock_behind = entry.entry.clock_behind,
               .type = std::nullopt,
               .text = entry.entry.body ? "(no key here opens it)" : "(without a body)",
               .seen = {}};
  if (entry.body != nullptr) {
    row.type = entry.body->type;
    row.text = text_of_event(*entry.body);
  }
  std::map<LogName, std::uint64_t>& before = m_heads[entry.log];
  for (const auto& [log, head] : entry.entry.heads) {
    if (std::uint64_t& known = before[log]; head.size > known) {
      known = head.size;
      row.seen.emplace(log, head.size);
    }
  }
  m_logs[entry.log].push_back(std::move(row));
  return {};
}

std::vector<EntryRow> EntryRows::in_order() const {
  std::map<LogName, std::size_t> next;  // of each log, how many are in the list
  const auto is_ready = [&](const EntryRow& row) {
    return std::ranges::all_of(row.seen, [&](const auto& head) {
      const auto log = m_logs.find(head.first);
      // What is not here cannot be waited for.
      return log == m_logs.end() || next[head.first] >= std::min<std::uint64_t>(head.second, log->second.size());
    });
  };
  std::vector<EntryRow> rows;
  for (;;) {
    const EntryRow* best = nullptr;
    bool best_is_ready = false;
    for (const auto& [log, entries] : m_logs) {
      if (next[log] == entries.size()) {
        continue;
      }
      const EntryRow& row = entries[next[log]];
      const bool ready = is_ready(row);
      // Heads that wait for each other are forged; such entries come by their time, at the end.
      if (best == nullptr || (ready && !best_is_ready) || (ready == best_is_ready && row.made_at < best->made_at)) {
        best = &row;
        best_is_ready = ready;
      }
    }
    if (best == nullptr) {
      return rows;
    }
    rows.push_back(*best);
    ++next[best->log];
  }
}

Json document_of(const EntryRow& row) {
  Json::Object document{{"entry", row.log.text() + ":" + std::to_string(row.seq)},
                        {"log", row.log.text()},
                        {"made_at", row.made_at.text()},
                        {"officer", row.officer},
                        {"seq", row.seq},
                        {"text", base::to_utf8_lossy(row.text)}};
  if (row.clock_behind) {
    document["clock_behind"] = *row.clock_behind;
  }
  if (!row.compartment.empty()) {
    document["compartment"] = row.compartment;
  }
  if (row.type) {
    document["type"] = *row.type;
  }
  return document;
}

}  // namespace rogatory::cmd
