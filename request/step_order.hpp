// Which of a request's steps can be used, and in which order they are told (request/history.hpp). Internal to the fold.
#pragma once

#include <functional>
#include <span>
#include <vector>

#include "request/step.hpp"

namespace rogatory::request {

/// The steps by entry, and what the author of each had seen, through others too.
class StepOrder {
 public:
  /// Keeps `steps`, which must outlive it.
  StepOrder(std::span<const Step> steps, const LogSizes& held);

  /// Whether the author of `later` had `earlier`.
  [[nodiscard]] bool saw(const Step& later, const Step& earlier) const;
  [[nodiscard]] bool are_concurrent(const Step& one, const Step& other) const {
    return !saw(one, other) && !saw(other, one);
  }
  /// Heads that are not held, or that rest on such.
  [[nodiscard]] bool is_pending(const Step& step) const { return m_pending[index_of(step)]; }
  /// The log of which entries are missing: of a pending step.
  [[nodiscard]] std::string missing_for(const Step& step) const { return m_missing[index_of(step)]; }

  /// All that are not pending: behind what their authors saw; of those that may come next the one of the greatest
  /// `rank`, then of the smaller log.
  [[nodiscard]] std::vector<const Step*> in_order(const std::function<int(const Step&)>& rank) const;
  [[nodiscard]] std::vector<const Step*> pending() const;
  /// Null where it is none of them.
  [[nodiscard]] const Step* find(const StepRef& entry) const;

 private:
  [[nodiscard]] std::size_t index_of(const Step& step) const;
  void close_seen();
  void find_pending(const LogSizes& held);

  std::vector<const Step*> m_steps;  // by entry
  std::vector<LogSizes> m_seen;      // closed, own log too
  std::vector<bool> m_pending;
  std::vector<std::string> m_missing;
};

}  // namespace rogatory::request
