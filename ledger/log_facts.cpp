#include "ledger/log_facts.hpp"

#include <algorithm>
#include <charconv>

namespace rogatory::ledger {

const crypto::Card* LogFacts::card_at(std::uint64_t seq) const {
  const auto after = std::ranges::upper_bound(card_steps, seq, {}, &CardStep::seq);
  return after == card_steps.begin() ? nullptr : std::prev(after)->card;
}

std::uint64_t LogFacts::first_naming(std::int64_t version) const {
  const auto found = std::ranges::find_if(
      card_steps, [&](const CardStep& step) { return step.card != nullptr && step.card->version >= version; });
  return found == card_steps.end() ? size() : found->seq;
}

const PartyStep* LogFacts::parties_at(std::uint64_t at_size) const {
  const auto after = std::ranges::upper_bound(party_steps, at_size, {}, &PartyStep::size);
  return after == party_steps.begin() ? nullptr : &*std::prev(after);
}

std::optional<std::uint64_t> LogFacts::seq_in(std::string_view detail) {
  constexpr std::string_view k_before = "entry ";
  if (!detail.starts_with(k_before)) {
    return std::nullopt;
  }
  std::uint64_t seq = 0;
  const char* const end = detail.data() + detail.size();
  const auto [after, error] = std::from_chars(detail.data() + k_before.size(), end, seq);
  return error == std::errc{} && after != end && *after == ':' ? std::optional(seq) : std::nullopt;
}

const LogFacts* find_log(const AllLogs& logs, const LogName& name) {
  const auto found = std::ranges::find(logs, name, &LogFacts::name);
  return found == logs.end() ? nullptr : &*found;
}

LogFacts* find_log(AllLogs& logs, const LogName& name) {
  const auto found = std::ranges::find(logs, name, &LogFacts::name);
  return found == logs.end() ? nullptr : &*found;
}

}  // namespace rogatory::ledger
