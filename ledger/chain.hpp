// The rules that make entries a chain. Pure: no files, no keys.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "ledger/entry.hpp"

namespace rogatory::ledger {

/// What an entry is held against: all of its log before it, in a few words.
class Chain {
 public:
  Chain(CaseId case_id, LogName log) : m_case(case_id), m_log(std::move(log)) {}

  /// As if everything up to `last` had been followed, in a log whose earlier entries need not be read again.
  struct Resumed {
    const Entry& last;
    EntryHash hash;
    std::int64_t card_version = 0;
    /// The newest full lists; absent: none, and the log is not the opener's.
    std::optional<std::vector<Party>> parties;
    std::map<std::string, crypto::age::Recipient> recipients;
  };
  explicit Chain(const Resumed& resumed);

  /// One broken rule: the check's name (entry.order, head.order) and what is wrong, for people.
  struct Break {
    std::string_view check;
    std::string what;
  };

  /// Which rules the next entry breaks, with `card_version` the version of the card it names; none: it follows.
  ///   entry.order  seq, prev, case, log; made_at earlier than before (equal is fine); the card's version falls; nonce,
  ///                parties or recipients by somebody who is not the opener; a party or recipient that changed or went;
  ///                a restart that is missing or out of place; clock_behind where made_at is not that of the last entry
  ///   head.order   a head that is smaller than before or gone
  [[nodiscard]] std::vector<Break> breaks(const Entry& entry, std::int64_t card_version) const;
  /// Takes it as the last one, whatever breaks() said: what follows a break is judged by it.
  void follow(const Entry& entry, const EntryHash& hash, std::int64_t card_version);

  [[nodiscard]] std::uint64_t size() const { return m_size; }
  [[nodiscard]] bool is_opener() const { return m_opener; }
  [[nodiscard]] const Heads& heads() const { return m_heads; }
  [[nodiscard]] const std::vector<Party>& parties() const { return m_parties; }
  [[nodiscard]] const std::map<std::string, crypto::age::Recipient>& recipients() const { return m_recipients; }

 private:
  CaseId m_case;
  LogName m_log;
  std::uint64_t m_size = 0;
  std::optional<EntryHash> m_last;
  UtcTime m_made_at;
  std::int64_t m_card_version = 0;
  bool m_opener = false;
  Heads m_heads;
  std::vector<Party> m_parties;
  std::map<std::string, crypto::age::Recipient> m_recipients;
};

}  // namespace rogatory::ledger
