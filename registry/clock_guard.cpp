#include "registry/clock_guard.hpp"

#include <sys/types.h>

#include <cstdlib>
#include <ctime>
#include <optional>

#include "base/json.hpp"
#include "base/text.hpp"

namespace rogatory::registry {
namespace {

constexpr std::string_view k_type = "rogatory-clock/1";
constexpr std::size_t k_limit = 1024;
constexpr const char* k_boot_id = "/proc/sys/kernel/random/boot_id";

struct Reading {
  UtcTime wall;
  Uptime uptime;
};

std::string path_in(const std::string& state_directory) { return state_directory + "/clock.json"; }

/// Nothing where there was no run before, or where the file does not read: a damaged one is as good as none, since the
/// next run writes it anew and it protects from a mistake, not from an attacker.
Result<std::optional<Reading>> last_reading(FileSystem& fs, const std::string& state_directory) {
  const Result<Bytes> bytes = base::load_file(fs, path_in(state_directory), k_limit);
  if (!bytes && bytes.error().code() == ErrorCode::not_found) {
    return std::optional<Reading>();
  }
  ROG_TRY(bytes);
  const Result<Json> value = base::parse_canonical_json(*bytes, k_limit);
  if (!value) {
    return std::optional<Reading>();
  }
  base::JsonReader reader(*value, "clock.json");
  Reading reading;
  reading.uptime.boot = reader.text("boot");
  reading.uptime.elapsed = reader.integer("elapsed", 0, base::k_json_integer_limit);
  reading.wall = reader.parsed<UtcTime>("wall", UtcTime::parse);
  const bool is_ours = reader.text("type") == k_type && reader.finish();
  return is_ours ? std::optional(reading) : std::nullopt;
}

/// "30 days", rounded to what a person wants to know.
std::string distance(std::int64_t seconds) {
  constexpr std::int64_t k_minute = 60;
  constexpr std::int64_t k_hour = 60 * k_minute;
  constexpr std::int64_t k_day = 24 * k_hour;
  const std::int64_t whole = std::abs(seconds);
  const auto counted = [whole](std::int64_t unit, std::string_view what) {
    return base::counted(static_cast<std::uint64_t>((whole + unit / 2) / unit), what);
  };
  return whole >= 2 * k_day      ? counted(k_day, "day")
         : whole >= 2 * k_hour   ? counted(k_hour, "hour")
         : whole >= 2 * k_minute ? counted(k_minute, "minute")
                                 : counted(1, "second");
}

Error jumped(UtcTime now, UtcTime last, std::int64_t off, const std::string& why) {
  return Error(ErrorCode::refused, "the clock says " + now.text() + ", about " + distance(off) +
                                       (off > 0 ? " later" : " earlier") + " than it should; at the last run it said " +
                                       last.text())
      .because(why)
      .next(
          "compare `date -u` with a clock you trust and set it (timedatectl set-ntp true); if it is right now, run "
          "the command again with --clock-ok");
}

}  // namespace

Uptime Uptime::of_system(FileSystem& fs) {
  Uptime uptime;
  struct timespec passed{};
  const Result<Bytes> boot = base::load_file(fs, k_boot_id, k_limit);
  if (boot && ::clock_gettime(CLOCK_BOOTTIME, &passed) == 0) {
    uptime.boot = base::as_text(*boot);
    while (uptime.boot.ends_with('\n')) {
      uptime.boot.pop_back();
    }
    uptime.elapsed = passed.tv_sec;
  }
  return uptime;
}

Result<void> check_clock_jump(FileSystem& fs, const std::string& state_directory, UtcTime now, const Uptime& uptime,
                              bool clock_ok) {
  if (clock_ok) {
    return {};
  }
  ROG_TRY_ASSIGN(const std::optional<Reading> last, last_reading(fs, state_directory));
  if (!last) {
    return {};
  }
  const bool same_boot = !uptime.boot.empty() && uptime.boot == last->uptime.boot;
  if (same_boot) {
    const std::int64_t passed = uptime.elapsed - last->uptime.elapsed;
    const std::int64_t off = now.seconds - (last->wall.seconds + passed);
    if (std::abs(off) > k_clock_tolerance_seconds) {
      return fail(
          jumped(now, last->wall, off,
                 "this machine has counted " + distance(passed) + " since then: somebody or something set its clock"));
    }
    return {};
  }
  const std::int64_t off = now.seconds - last->wall.seconds;
  if (off < -k_clock_tolerance_seconds) {
    return fail(
        jumped(now, last->wall, off, "the machine was started anew since then, and time does not run backwards"));
  }
  return {};
}

Result<void> remember_clock(FileSystem& fs, const std::string& state_directory, UtcTime now, const Uptime& uptime) {
  const Json record =
      Json::Object{{"boot", uptime.boot}, {"elapsed", uptime.elapsed}, {"type", k_type}, {"wall", now.text()}};
  return base::save_file(fs, path_in(state_directory), base::as_bytes(record.canonical()),
                         {.mode = 0600, .replace = true});
}

}  // namespace rogatory::registry
