// Time: seconds of UTC, one spelling, from a Clock that tests can set.
#pragma once

#include <compare>
#include <cstdint>
#include <string>
#include <string_view>

#include "base/result.hpp"

namespace rogatory::base {

/// A moment in whole seconds since 1970-01-01T00:00:00Z, leap seconds not counted. Years 0001 to 9999.
struct UtcTime {
  std::int64_t seconds = 0;

  /// Exactly `YYYY-MM-DDTHH:MM:SSZ` (RFC 3339 section 5.6, the one form of names.md).
  [[nodiscard]] std::string text() const;
  /// `YYYYMMDDHHMMSSZ`, as allowed_signers and ssh-keygen -Overify-time take it.
  [[nodiscard]] std::string compact() const;
  /// Accepts what text() writes and nothing else: no fraction, no offset, no leap second, no lower-case z.
  static Result<UtcTime> parse(std::string_view text);

  auto operator<=>(const UtcTime&) const = default;
};

/// Years 0001..9999; out of it a time is clamped to the nearer end (file times can be anything).
UtcTime clamp_to_text_range(std::int64_t seconds);

/// Where time comes from. Thread-safe.
class Clock {
 public:
  virtual ~Clock() = default;
  [[nodiscard]] virtual UtcTime now() const = 0;
  /// The system's real-time clock; lives as long as the program.
  static const Clock& system();
};

}  // namespace rogatory::base

namespace rogatory {
using base::Clock;
using base::UtcTime;
}  // namespace rogatory
