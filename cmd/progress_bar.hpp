// Progress for people: a bar on a terminal, a line every 10 s elsewhere, JSON lines with --json --verbose, nothing with
// --quiet. advance() adds to an atomic; a thread of its own looks at the sum.
#pragma once

#include <atomic>
#include <condition_variable>
#include <functional>
#include <memory>
#include <mutex>
#include <thread>

#include "base/progress.hpp"
#include "cmd/progress_meter.hpp"
#include "cmd/screen.hpp"

namespace rogatory::cmd {

class ProgressBar : public Progress {
 public:
  /// The screen must outlive the bar. `quiet` shows nothing at all.
  ProgressBar(Screen& screen, bool quiet) : m_screen(screen), m_quiet(quiet) {}
  ProgressBar(const ProgressBar&) = delete;
  ProgressBar& operator=(const ProgressBar&) = delete;
  ~ProgressBar() override { ProgressBar::finish(); }

  void start(std::string_view phase, std::uint64_t total_bytes) override;
  void advance(std::uint64_t bytes) override { m_done.fetch_add(bytes, std::memory_order_relaxed); }
  void finish() override;

  /// One look at the sum and one redraw; the thread calls it, tests too.
  void tick(Moment now);

 private:
  void run(const std::stop_token& stop);
  void show(Moment now);
  void say_stall();

  Screen& m_screen;
  const bool m_quiet;
  std::atomic<std::uint64_t> m_done{0};
  std::mutex m_mutex;  // guards what follows
  std::condition_variable_any m_wake;
  std::unique_ptr<ProgressMeter> m_meter;
  Moment m_shown_at;
  std::mutex m_lifetime;  // start() and finish() one after the other
  std::jthread m_thread;
};

}  // namespace rogatory::cmd
