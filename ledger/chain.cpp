#include "ledger/chain.hpp"

#include <algorithm>
#include <type_traits>

namespace rogatory::ledger {
namespace {

using Break = Chain::Break;

/// Collects what is broken. The sentences are put together by a function, and only where they are needed: times and
/// hashes in words take longer than all the rules.
class Breaks {
 public:
  template <class Words>
  void order(bool holds, const Words& words) {
    add(holds, "entry.order", words);
  }
  template <class Words>
  void head(bool holds, const Words& words) {
    add(holds, "head.order", words);
  }
  std::vector<Break> take() { return std::move(m_breaks); }

 private:
  template <class Words>
  void add(bool holds, std::string_view check, const Words& words) {
    if (holds) {
      return;
    }
    if constexpr (std::is_invocable_v<Words>) {
      m_breaks.push_back({check, words()});
    } else {
      m_breaks.push_back({check, words});
    }
  }
  std::vector<Break> m_breaks;
};

/// Whether everything in `before` still stands in `now` as it was.
template <class List>
bool only_grew(const List& before, const List& now) {
  return std::ranges::all_of(before, [&](const auto& old) { return std::ranges::find(now, old) != now.end(); });
}

}  // namespace

Chain::Chain(const Resumed& resumed)
    : m_case(resumed.last.case_id),
      m_log(resumed.last.log),
      m_size(resumed.last.seq + 1),
      m_last(resumed.hash),
      m_made_at(resumed.last.made_at),
      m_card_version(resumed.card_version),
      m_opener(resumed.parties.has_value()),
      m_heads(resumed.last.heads),
      m_parties(resumed.parties.value_or(std::vector<Party>())),
      m_recipients(resumed.recipients) {}

std::vector<Break> Chain::breaks(const Entry& entry, std::int64_t card_version) const {
  Breaks found;
  found.order(entry.case_id == m_case, [&] { return "it belongs to case " + entry.case_id.text(); });
  found.order(entry.log == m_log, [&] { return "it belongs to the log " + entry.log.text(); });
  found.order(entry.seq == m_size, [&] { return "it says it is number " + std::to_string(entry.seq); });
  found.order(entry.prev == m_last, "it does not follow the entry before it");
  found.order(m_size == 0 || entry.made_at >= m_made_at, [&] {
    return "made at " + entry.made_at.text() + ", before the entry before it (" + m_made_at.text() + ")";
  });
  found.order(!entry.clock_behind || (m_size > 0 && entry.made_at == m_made_at),
              "its clock was behind, but its time is not that of the entry before it");
  found.order(card_version >= m_card_version, [&] {
    return "it names card " + std::to_string(card_version) + ", older than card " + std::to_string(m_card_version) +
           " of the entry before it";
  });
  const bool opens = m_size == 0 && entry.nonce.has_value();
  const bool restarts = m_size == 0 && entry.restart.has_value();
  const bool speaks_for_all = entry.parties || entry.recipients || entry.nonce;
  found.order(!speaks_for_all || m_opener || opens || restarts,
              "parties, recipients and the nonce are for the opener of the case");
  found.order(!entry.parties || only_grew(m_parties, *entry.parties), "a party was left out or has another root");
  found.order(!entry.recipients || only_grew(m_recipients, *entry.recipients),
              "a compartment was left out or has another recipient");
  for (const auto& [log, head] : m_heads) {
    const LogName& name = log;
    const auto now = entry.heads.find(log);
    found.head(now != entry.heads.end(), [&name] { return "the head of " + name.text() + " is gone"; });
    found.head(now == entry.heads.end() || now->second.size >= head.size,
               [&name] { return "the head of " + name.text() + " is smaller than before"; });
  }
  return found.take();
}

void Chain::follow(const Entry& entry, const EntryHash& hash, std::int64_t card_version) {
  m_opener = m_opener || entry.parties.has_value();
  ++m_size;
  m_last = hash;
  m_made_at = std::max(m_made_at, entry.made_at);
  m_card_version = std::max(m_card_version, card_version);
  // Most entries repeat the heads of the one before: copying them each time would cost more than all else here.
  if (entry.heads != m_heads) {
    m_heads = entry.heads;
  }
  if (entry.parties) {
    m_parties = *entry.parties;
  }
  if (entry.recipients) {
    m_recipients = *entry.recipients;
  }
}

}  // namespace rogatory::ledger
