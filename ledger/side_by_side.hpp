// Many small pieces of work without an order, on a few threads.
#pragma once

#include <atomic>
#include <functional>
#include <system_error>
#include <thread>
#include <vector>

namespace rogatory::ledger {

/// Calls work(0) … work(count-1), each once, on up to `threads` threads, the caller's among them. `work` must not touch
/// what another call touches.
template <class Work>
void side_by_side(std::size_t count, unsigned threads, Work work) {
  constexpr std::size_t k_worth_a_thread = 16;
  std::atomic<std::size_t> next{0};
  const auto run = [&] {
    for (std::size_t i = next++; i < count; i = next++) {
      work(i);
    }
  };
  std::vector<std::jthread> others;
  try {
    for (unsigned i = 1; i < threads && i * k_worth_a_thread < count; ++i) {
      others.emplace_back(run);
    }
  } catch (const std::system_error&) {  // NOLINT(bugprone-empty-catch): fewer threads are slower, not wrong
    // Those that run, and this one, do the work.
  }
  run();
}

}  // namespace rogatory::ledger
