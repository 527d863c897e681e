#include "request/due_acts.hpp"

#include <algorithm>

namespace rogatory::request {

DueAct ToldAct::due_act() const {
  return {main->event, main->occurrence, main->side, main->at, main->standing, main->entry};
}

ActIndex::ActIndex(std::span<const Act> acts) {
  for (const Act& act : acts) {
    std::vector<ToldAct>& told = m_events[act.event];
    const auto same = std::ranges::find(told, act.occurrence, [](const ToldAct& one) { return one.main->occurrence; });
    if (same == told.end()) {
      told.push_back({.main = &act, .others = {}});
      continue;
    }
    const bool better =
        act.standing > same->main->standing || (act.standing == same->main->standing && act.at < same->main->at);
    same->others.push_back(better ? same->main : &act);
    if (better) {
      same->main = &act;
    }
  }
  for (auto& [event, told] : m_events) {
    for (ToldAct& one : told) {
      std::erase_if(one.others, [&](const Act* other) { return other->at == one.main->at; });
    }
    std::ranges::stable_sort(told, {}, &ToldAct::at);
  }
}

const std::vector<ToldAct>& ActIndex::of(const std::string& event) const {
  static const std::vector<ToldAct> none;
  const auto found = m_events.find(event);
  return found == m_events.end() ? none : found->second;
}

const ToldAct* ActIndex::first_after(std::span<const std::string> events, UtcTime from, const ToldAct* except) const {
  const ToldAct* first = nullptr;
  for (const std::string& event : events) {
    for (const ToldAct& one : of(event)) {
      if (one.at() >= from && &one != except && (first == nullptr || one.at() < first->at())) {
        first = &one;
      }
    }
  }
  return first;
}

Uncounted SuspendedTime::uncounted(Counting counting, const Zone& zone) const {
  const auto days = static_cast<int>((date_of(zone.civil(to)) - date_of(zone.civil(from))).count());
  const std::int64_t seconds = to.seconds - from.seconds;
  if (counting == Counting::national) {
    return {.earliest_days = std::max(days - 1, 0), .latest_days = days + 1, .seconds = seconds};
  }
  return {.earliest_days = days, .latest_days = days, .seconds = seconds};
}

std::vector<SuspendedTime> suspended_times(const Limit& limit, const ActIndex& acts, UtcTime start, UtcTime until) {
  std::vector<SuspendedTime> all;
  for (const Suspension& suspension : limit.suspends) {
    for (const ToldAct& begin : acts.of(suspension.from)) {
      const ToldAct* const end = acts.first_after(std::span(&suspension.to, 1), begin.at(), &begin);
      const bool open = end == nullptr || end->at() > until;
      all.push_back({std::max(begin.at(), start), open ? until : end->at(), &begin, open});
    }
  }
  std::ranges::stable_sort(all, {}, &SuspendedTime::from);
  std::vector<SuspendedTime> apart;
  for (SuspendedTime time : all) {
    if (!apart.empty()) {
      time.from = std::max(time.from, apart.back().to);
    }
    if (time.from < time.to || (time.open && time.from == time.to)) {
      apart.push_back(time);
    }
  }
  return apart;
}

}  // namespace rogatory::request
