// A clock that jumped is asked about before anything is signed by it (design: ledger.md "Time"). The state directory
// keeps what the clock said at the last run that wrote, with how long the machine had been running then:
//
//   STATE/clock.json   {"boot":"<boot id>","elapsed":seconds,"type":"rogatory-clock/1","wall":"…Z"}
//
// While the machine was not started anew, the clock must say what it said then and the time that passed; after a start
// only a clock that went back can be noticed.
#pragma once

#include <string>

#include "base/clock.hpp"
#include "base/file.hpp"

namespace rogatory::registry {

/// How far a clock may stand from where it should.
constexpr std::int64_t k_clock_tolerance_seconds = 600;

/// How long the machine has been running, suspended times counted.
struct Uptime {
  std::string boot;          ///< random, made anew at each start of the machine; empty where the system has none
  std::int64_t elapsed = 0;  ///< whole seconds since then

  /// CLOCK_BOOTTIME and /proc/sys/kernel/random/boot_id.
  static Uptime of_system(FileSystem& fs);
};

/// refused (31) where the clock stands more than ten minutes from the last run's estimate and `clock_ok`, the user's
/// word that it is right, is not given; the error says both readings. Nothing is written.
Result<void> check_clock_jump(FileSystem& fs, const std::string& state_directory, UtcTime now, const Uptime& uptime,
                              bool clock_ok);

/// Keeps what the clock says now, for the next run.
Result<void> remember_clock(FileSystem& fs, const std::string& state_directory, UtcTime now, const Uptime& uptime);

}  // namespace rogatory::registry
