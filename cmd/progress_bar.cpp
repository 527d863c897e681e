#include "cmd/progress_bar.hpp"

#include <csignal>
#include <string>

#include "base/text.hpp"

namespace rogatory::cmd {
namespace {

constexpr std::chrono::milliseconds k_redraw_every{100};
constexpr std::chrono::seconds k_line_every{10};

}  // namespace

void ProgressBar::start(std::string_view phase, std::uint64_t total_bytes) {
  finish();
  if (m_quiet) {
    return;
  }
  const std::lock_guard lifetime(m_lifetime);
  {
    const std::lock_guard lock(m_mutex);
    const Moment now = std::chrono::steady_clock::now();
    m_done = 0;
    m_meter = std::make_unique<ProgressMeter>(base::safe_text(phase), total_bytes, now);
    m_shown_at = now;
  }
  // Signals are for the main thread, which is the one that waits in calls.
  sigset_t all;
  sigset_t before;
  sigfillset(&all);
  ::pthread_sigmask(SIG_SETMASK, &all, &before);
  m_thread = std::jthread([this](const std::stop_token& stop) { run(stop); });
  ::pthread_sigmask(SIG_SETMASK, &before, nullptr);
}

void ProgressBar::finish() {
  const std::lock_guard lifetime(m_lifetime);
  if (m_thread.joinable()) {
    m_thread.request_stop();
    m_thread.join();
  }
  const std::lock_guard lock(m_mutex);
  m_meter.reset();
  m_screen.clear_status();
}

void ProgressBar::run(const std::stop_token& stop) {
  while (!stop.stop_requested()) {
    tick(std::chrono::steady_clock::now());
    std::unique_lock lock(m_mutex);
    m_wake.wait_for(lock, stop, k_redraw_every, [] { return false; });
  }
}

void ProgressBar::tick(Moment now) {
  const std::lock_guard lock(m_mutex);
  if (m_meter == nullptr) {
    return;
  }
  if (m_meter->observe(m_done.load(std::memory_order_relaxed), now)) {
    say_stall();
  }
  show(now);
}

void ProgressBar::show(Moment now) {
  if (m_screen.is_terminal() && !m_screen.json_events()) {
    m_screen.set_status(bar_text(*m_meter, m_screen.width()));
    return;
  }
  if (now - m_shown_at < k_line_every) {
    return;
  }
  m_shown_at = now;
  if (!m_screen.json_events()) {
    m_screen.line({{line_text(*m_meter)}});
    return;
  }
  Json::Object event{{"done", Json(m_meter->done())}, {"event", Json("progress")}, {"phase", Json(m_meter->phase())}};
  if (m_meter->total() != 0) {
    event.emplace("total", m_meter->total());
  }
  m_screen.event(event);
}

void ProgressBar::say_stall() {
  const std::string text = m_meter->phase() + ": no progress for 30 s";
  if (m_screen.json_events()) {
    m_screen.event(Json::Object{{"event", Json("stall")}, {"message", Json(text)}});
  } else {
    m_screen.line({{text, Tone::warning}});
  }
}

}  // namespace rogatory::cmd
