// How far a job is, from numbers and times alone: rate, time left, stalls. Pure; ProgressBar feeds and shows it.
#pragma once

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>

namespace rogatory::cmd {

using Moment = std::chrono::steady_clock::time_point;
using Seconds = std::chrono::duration<double>;

/// A job that does not move for this long is said to stall.
constexpr std::chrono::seconds k_stall_after{30};

class ProgressMeter {
 public:
  ProgressMeter(std::string phase, std::uint64_t total_bytes, Moment now);

  /// Takes note of how much is done, at least every second or so. True once per stall, when it has lasted 30 s.
  bool observe(std::uint64_t done_bytes, Moment now);

  [[nodiscard]] const std::string& phase() const { return m_phase; }
  [[nodiscard]] std::uint64_t done() const { return m_done; }
  [[nodiscard]] std::uint64_t total() const { return m_total; }
  /// 0..100; nothing where the total is unknown. 100 only when all is done.
  [[nodiscard]] std::optional<unsigned> percent() const;
  /// Bytes a second, of late rather than on average; 0 at first and in a stall.
  [[nodiscard]] double rate() const { return m_rate; }
  /// Nothing where the total or the rate is unknown.
  [[nodiscard]] std::optional<std::chrono::seconds> time_left() const;

 private:
  std::string m_phase;
  std::uint64_t m_total;
  std::uint64_t m_done = 0;
  double m_rate = 0;
  Moment m_sampled_at;
  std::uint64_t m_sampled_done = 0;
  bool m_has_rate = false;
  Moment m_moved_at;
  bool m_stall_said = false;
};

/// "sealing  [#########-------]  56%  1.2 GiB of 2.1 GiB  340 MiB/s  3 s left", at most `width` - 1 columns.
std::string bar_text(const ProgressMeter& meter, std::size_t width);
/// The same in words, for logs.
std::string line_text(const ProgressMeter& meter);

}  // namespace rogatory::cmd
