#include "request/step_order.hpp"

#include <algorithm>

namespace rogatory::request {
namespace {

std::uint64_t size_in(const LogSizes& sizes, const std::string& log) {
  const auto found = sizes.find(log);
  return found == sizes.end() ? 0 : found->second;
}

/// Whether anything grew.
bool take_up(LogSizes& sizes, const LogSizes& others) {
  bool grew = false;
  for (const auto& [log, size] : others) {
    std::uint64_t& own = sizes[log];
    grew = grew || own < size;
    own = std::max(own, size);
  }
  return grew;
}

}  // namespace

StepOrder::StepOrder(std::span<const Step> steps, const LogSizes& held) {
  for (const Step& step : steps) {
    m_steps.push_back(&step);
  }
  std::ranges::sort(m_steps, {}, [](const Step* step) { return step->entry; });
  close_seen();
  find_pending(held);
}

std::size_t StepOrder::index_of(const Step& step) const {
  const auto at = std::ranges::lower_bound(m_steps, step.entry, {}, [](const Step* one) { return one->entry; });
  ROG_ASSERT(at != m_steps.end() && (*at)->entry == step.entry);
  return static_cast<std::size_t>(at - m_steps.begin());
}

const Step* StepOrder::find(const StepRef& entry) const {
  const auto at = std::ranges::lower_bound(m_steps, entry, {}, [](const Step* one) { return one->entry; });
  return at != m_steps.end() && (*at)->entry == entry ? *at : nullptr;
}

void StepOrder::close_seen() {
  for (const Step* const step : m_steps) {
    LogSizes seen = step->seen;
    seen[step->entry.log] = step->entry.seq;
    m_seen.push_back(std::move(seen));
  }
  // Heads that wait for each other are forged: they see each other, and this ends all the same.
  for (bool grew = true; grew;) {
    grew = false;
    for (std::size_t later = 0; later < m_steps.size(); ++later) {
      for (std::size_t earlier = 0; earlier < m_steps.size(); ++earlier) {
        const StepRef& entry = m_steps[earlier]->entry;
        if (earlier != later && size_in(m_seen[later], entry.log) > entry.seq) {
          grew = take_up(m_seen[later], m_seen[earlier]) || grew;
        }
      }
    }
  }
}

void StepOrder::find_pending(const LogSizes& held) {
  m_pending.assign(m_steps.size(), false);
  m_missing.assign(m_steps.size(), "");
  for (std::size_t i = 0; i < m_steps.size(); ++i) {
    // What is seen through others is in the closed sizes, so what rests on a pending step is pending by the same rule.
    for (const auto& [log, size] : m_seen[i]) {
      if (size > size_in(held, log)) {
        m_pending[i] = true;
        m_missing[i] = log;
        break;
      }
    }
  }
}

bool StepOrder::saw(const Step& later, const Step& earlier) const {
  return &later != &earlier && size_in(m_seen[index_of(later)], earlier.entry.log) > earlier.entry.seq;
}

std::vector<const Step*> StepOrder::in_order(const std::function<int(const Step&)>& rank) const {
  struct Waiting {
    const Step* step;
    int rank;
  };
  std::vector<Waiting> waiting;  // by entry, so that of equal ranks the smaller log comes
  for (std::size_t i = 0; i < m_steps.size(); ++i) {
    if (!m_pending[i]) {
      waiting.push_back({m_steps[i], rank(*m_steps[i])});
    }
  }
  const auto waits = [&](const Waiting& one) {
    return std::ranges::any_of(waiting, [&](const Waiting& other) { return saw(*one.step, *other.step); });
  };
  std::vector<const Step*> order;
  while (!waiting.empty()) {
    auto best = waiting.end();
    for (auto one = waiting.begin(); one != waiting.end(); ++one) {
      if ((best == waiting.end() || one->rank > best->rank) && !waits(*one)) {
        best = one;
      }
    }
    best = best == waiting.end() ? waiting.begin() : best;
    order.push_back(best->step);
    waiting.erase(best);
  }
  return order;
}

std::vector<const Step*> StepOrder::pending() const {
  std::vector<const Step*> steps;
  for (std::size_t i = 0; i < m_steps.size(); ++i) {
    if (m_pending[i]) {
      steps.push_back(m_steps[i]);
    }
  }
  return steps;
}

}  // namespace rogatory::request
