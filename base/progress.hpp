// How a long job tells how far it is, and how it learns that it should stop.
#pragma once

#include <atomic>
#include <cstdint>
#include <string_view>

#include "base/result.hpp"

namespace rogatory::base {

/// Told by the job, shown by the program. Calls may come from any thread, several at once.
class Progress {
 public:
  virtual ~Progress() = default;
  /// A new phase begins: its name for people ("sealing") and its size in bytes, 0 where unknown.
  virtual void start(std::string_view phase, std::uint64_t total_bytes) = 0;
  virtual void advance(std::uint64_t bytes) = 0;
  virtual void finish() = 0;
  /// One that shows nothing; lives as long as the program.
  static Progress& none();
};

/// Set by the programs' signal handlers (SIGINT, SIGTERM, SIGHUP); looked at by every loop over bulk bytes.
extern std::atomic<bool> g_interrupted;

/// `interrupted` once a signal asked the program to stop.
Result<void> check_interrupt();

}  // namespace rogatory::base

namespace rogatory {
using base::Progress;
}  // namespace rogatory
