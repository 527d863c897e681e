#include "cmd/entry_rows.hpp"

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
  m_rows.push_back(std::move(row));
  return {};
}

std::vector<EntryRow> EntryRows::in_order() const {
  std::vector<ledger::CausalPoint> points;
  points.reserve(m_rows.size());
  for (const EntryRow& row : m_rows) {
    points.push_back({.entry = {.log = row.log, .seq = row.seq}, .made_at = row.made_at, .seen = row.seen});
  }
  std::vector<EntryRow> rows;
  rows.reserve(m_rows.size());
  for (const std::size_t i : ledger::causal_order(points)) {
    rows.push_back(m_rows[i]);
  }
  return rows;
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
