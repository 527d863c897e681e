#include "cmd/progress_meter.hpp"

#include <algorithm>
#include <cmath>

#include "base/text.hpp"

namespace rogatory::cmd {
namespace {

constexpr Seconds k_sample_every{0.5};
// How much of the rate is what was measured last: about the last five seconds count.
constexpr double k_newest_share = 0.2;

std::string spoken(std::chrono::seconds time) {
  const auto count = time.count();
  if (count < 60) {
    return std::to_string(count) + " s";
  }
  if (count < 3600) {
    return std::to_string(count / 60) + " min " + std::to_string(count % 60) + " s";
  }
  return std::to_string(count / 3600) + " h " + std::to_string(count % 3600 / 60) + " min";
}

std::string amounts(const ProgressMeter& meter) {
  std::string text = base::human_size(meter.done());
  if (meter.total() != 0) {
    text += " of " + base::human_size(meter.total());
  }
  if (meter.rate() >= 1) {
    text += "  " + base::human_size(static_cast<std::uint64_t>(meter.rate())) + "/s";
  }
  if (const std::optional<std::chrono::seconds> left = meter.time_left()) {
    text += "  " + spoken(*left) + " left";
  }
  return text;
}

std::string padded_percent(unsigned percent) {
  const std::string digits = std::to_string(percent);
  return std::string(3 - digits.size(), ' ') + digits + "%";
}

}  // namespace

ProgressMeter::ProgressMeter(std::string phase, std::uint64_t total_bytes, Moment now)
    : m_phase(std::move(phase)), m_total(total_bytes), m_sampled_at(now), m_moved_at(now) {}

bool ProgressMeter::observe(std::uint64_t done_bytes, Moment now) {
  if (done_bytes != m_done) {
    m_moved_at = now;
    m_stall_said = false;
  }
  m_done = done_bytes;
  if (const Seconds elapsed = now - m_sampled_at; elapsed >= k_sample_every) {
    const double newest = static_cast<double>(m_done - m_sampled_done) / elapsed.count();
    m_rate = m_has_rate ? k_newest_share * newest + (1 - k_newest_share) * m_rate : newest;
    m_has_rate = true;
    m_sampled_at = now;
    m_sampled_done = m_done;
  }
  const bool is_finished = m_total != 0 && m_done >= m_total;
  if (!m_stall_said && !is_finished && now - m_moved_at >= k_stall_after) {
    m_stall_said = true;
    m_rate = 0;
    m_has_rate = false;
    return true;
  }
  return false;
}

std::optional<unsigned> ProgressMeter::percent() const {
  if (m_total == 0) {
    return {};
  }
  const double share = static_cast<double>(std::min(m_done, m_total)) / static_cast<double>(m_total);
  return m_done >= m_total ? 100U : std::min(99U, static_cast<unsigned>(share * 100));
}

std::optional<std::chrono::seconds> ProgressMeter::time_left() const {
  if (m_total == 0 || m_rate < 1) {
    return {};
  }
  const double left = static_cast<double>(m_total - std::min(m_done, m_total)) / m_rate;
  constexpr double k_longest = 100 * 24 * 3600;  // beyond that a number says nothing
  return left > k_longest ? std::optional<std::chrono::seconds>()
                          : std::chrono::seconds(static_cast<std::int64_t>(std::ceil(left)));
}

std::string bar_text(const ProgressMeter& meter, std::size_t width) {
  std::string text = meter.phase() + "  ";
  if (const std::optional<unsigned> percent = meter.percent()) {
    constexpr std::size_t k_bar = 20;
    const std::size_t filled = *percent * k_bar / 100;
    if (width >= 60) {
      text += "[" + std::string(filled, '#') + std::string(k_bar - filled, '-') + "]  ";
    }
    text += padded_percent(*percent) + "  ";
  }
  text += amounts(meter);
  while (!text.empty() && base::display_width(text) >= width) {
    text.pop_back();
    while (!base::is_utf8(text)) {
      text.pop_back();
    }
  }
  return text;
}

std::string line_text(const ProgressMeter& meter) {
  const std::optional<unsigned> percent = meter.percent();
  return meter.phase() + ": " + (percent ? std::to_string(*percent) + "%, " : "") + amounts(meter);
}

}  // namespace rogatory::cmd
