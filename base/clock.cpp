#include "base/clock.hpp"

#include <time.h>

#include <algorithm>
#include <charconv>
#include <chrono>
#include <cstdio>

namespace rogatory::base {
namespace {

struct CivilTime {
  int year;
  unsigned month, day, hour, minute, second;
};

CivilTime civil(UtcTime time) {
  using namespace std::chrono;
  const sys_seconds moment{seconds{time.seconds}};
  const sys_days day = floor<days>(moment);
  const year_month_day date{day};
  const auto second_of_day = static_cast<unsigned>((moment - day).count());
  return {static_cast<int>(date.year()),  static_cast<unsigned>(date.month()), static_cast<unsigned>(date.day()),
          second_of_day / 3600,           second_of_day / 60 % 60,             second_of_day % 60};
}

std::string formatted(const char* format, UtcTime time) {
  const CivilTime c = civil(time);
  char buffer[64];
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wformat-nonliteral"
  // Numbers of these types fit the buffer, whatever they are.
  static_cast<void>(std::snprintf(buffer, sizeof buffer, format, c.year, c.month, c.day, c.hour, c.minute, c.second));
#pragma GCC diagnostic pop
  return buffer;
}

constexpr std::int64_t k_first_second = -62135596800;  // 0001-01-01T00:00:00Z
constexpr std::int64_t k_last_second = 253402300799;   // 9999-12-31T23:59:59Z

class SystemClock : public Clock {
 public:
  [[nodiscard]] UtcTime now() const override { return UtcTime{::time(nullptr)}; }
};

}  // namespace

std::string UtcTime::text() const { return formatted("%04d-%02u-%02uT%02u:%02u:%02uZ", *this); }

std::string UtcTime::compact() const { return formatted("%04d%02u%02u%02u%02u%02uZ", *this); }

Result<UtcTime> UtcTime::parse(std::string_view text) {
  constexpr std::string_view shape = "dddd-dd-ddTdd:dd:ddZ";
  const auto wrong = [] { return fail(ErrorCode::malformed, "not a time of the form YYYY-MM-DDTHH:MM:SSZ"); };
  if (text.size() != shape.size()) {
    return wrong();
  }
  for (std::size_t i = 0; i < shape.size(); ++i) {
    const bool digit = text[i] >= '0' && text[i] <= '9';
    if (shape[i] == 'd' ? !digit : text[i] != shape[i]) {
      return wrong();
    }
  }
  const auto number = [&](std::size_t at, std::size_t count) {
    int value = 0;
    std::from_chars(text.data() + at, text.data() + at + count, value);
    return value;
  };
  using namespace std::chrono;
  const year_month_day date{year{number(0, 4)}, month{static_cast<unsigned>(number(5, 2))},
                            day{static_cast<unsigned>(number(8, 2))}};
  const int hour = number(11, 2);
  const int minute = number(14, 2);
  const int second = number(17, 2);
  if (!date.ok() || date.year() < year{1} || hour > 23 || minute > 59 || second > 59) {
    return fail(ErrorCode::malformed, "no such moment: " + std::string(text));
  }
  const std::int64_t days = sys_days{date}.time_since_epoch().count();
  return UtcTime{days * 86400 + hour * 3600 + minute * 60 + second};
}

UtcTime clamp_to_text_range(std::int64_t seconds) {
  return UtcTime{std::clamp(seconds, k_first_second, k_last_second)};
}

const Clock& Clock::system() {
  static const SystemClock clock;
  return clock;
}

}  // namespace rogatory::base
