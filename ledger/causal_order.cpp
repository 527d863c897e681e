#include "ledger/causal_order.hpp"

#include <algorithm>

namespace rogatory::ledger {
namespace {

/// One log: its entries by number, and how many of them were told.
struct Queue {
  std::vector<std::size_t> points;
  std::size_t told = 0;
};

class Merge {
 public:
  explicit Merge(std::span<const CausalPoint> points) : m_points(points) {
    for (std::size_t i = 0; i < points.size(); ++i) {
      m_logs[points[i].entry.log].points.push_back(i);
    }
    for (auto& [log, queue] : m_logs) {
      std::ranges::sort(queue.points, {}, [&](std::size_t i) { return points[i].entry.seq; });
    }
  }

  std::vector<std::size_t> run() {
    std::vector<std::size_t> order;
    order.reserve(m_points.size());
    while (Queue* const queue = next()) {
      order.push_back(queue->points[queue->told++]);
    }
    return order;
  }

 private:
  [[nodiscard]] bool is_ready(const CausalPoint& point) const {
    return std::ranges::all_of(point.seen, [&](const auto& head) {
      const auto log = m_logs.find(head.first);
      return log == m_logs.end() || log->second.told == log->second.points.size() ||
             m_points[log->second.points[log->second.told]].entry.seq >= head.second;
    });
  }

  /// The log whose entry comes; null at the end.
  Queue* next() {
    Queue* best = nullptr;
    std::pair<bool, UtcTime> best_rank;  // waiting entries behind ready ones, then by time
    for (auto& [log, queue] : m_logs) {
      if (queue.told == queue.points.size()) {
        continue;
      }
      const CausalPoint& point = m_points[queue.points[queue.told]];
      const std::pair rank(!is_ready(point), point.made_at);
      if (best == nullptr || rank < best_rank) {
        best = &queue;
        best_rank = rank;
      }
    }
    return best;
  }

  std::span<const CausalPoint> m_points;
  std::map<LogName, Queue> m_logs;
};

}  // namespace

std::vector<std::size_t> causal_order(std::span<const CausalPoint> points) { return Merge(points).run(); }

}  // namespace rogatory::ledger
