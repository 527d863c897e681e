// The acts of a request as the clock looks at them: those of one event and occurrence together, in the order of their
// times. Internal to request/.
#pragma once

#include <map>
#include <span>
#include <string>
#include <vector>

#include "request/due.hpp"

namespace rogatory::request {

/// One step, told once or twice.
struct ToldAct {
  const Act* main = nullptr;         ///< the highest standing; of equal ones the earlier time
  std::vector<const Act*> others{};  ///< that tell another time

  [[nodiscard]] UtcTime at() const { return main->at; }
  [[nodiscard]] DueAct due_act() const;
};

class ActIndex {
 public:
  explicit ActIndex(std::span<const Act> acts);

  /// In the order of their times; empty where the event did not happen.
  [[nodiscard]] const std::vector<ToldAct>& of(const std::string& event) const;
  /// The first of any of `events` at or after `from` that is not `except`; null where there is none.
  [[nodiscard]] const ToldAct* first_after(std::span<const std::string> events, UtcTime from,
                                           const ToldAct* except = nullptr) const;

 private:
  std::map<std::string, std::vector<ToldAct>, std::less<>> m_events;
};

/// A pause of a limit.
struct SuspendedTime {
  UtcTime from;
  UtcTime to;
  const ToldAct* begin = nullptr;
  bool open = false;  ///< not ended at `to`

  /// What is not to be counted because of it (request/due.hpp says how).
  [[nodiscard]] Uncounted uncounted(Counting counting, const Zone& zone) const;
};

/// Those between `start` and `until`, which is the stop or now, in the order of their times, none within another.
std::vector<SuspendedTime> suspended_times(const Limit& limit, const ActIndex& acts, UtcTime start, UtcTime until);

}  // namespace rogatory::request
