#include <charconv>
#include <chrono>

#include "request/tzif.hpp"

namespace rogatory::request {
namespace {

constexpr std::int64_t k_day = 86400;

/// Reads a TZ string from the left; the first thing that does not fit ends it.
class RuleText {
 public:
  explicit RuleText(std::string_view text) : m_rest(text) {}

  [[nodiscard]] bool at_end() const { return m_rest.empty(); }
  [[nodiscard]] bool next_is(char c) const { return m_rest.starts_with(c); }
  bool take(char c) {
    if (!next_is(c)) {
      return false;
    }
    m_rest.remove_prefix(1);
    return true;
  }

  /// "CET", "<+0330>": at least three letters, or anything in angle brackets.
  bool name() {
    const bool quoted = take('<');
    std::size_t length = 0;
    const auto fits = [&](char c) {
      const bool letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
      return letter || (quoted && ((c >= '0' && c <= '9') || c == '+' || c == '-'));
    };
    while (length < m_rest.size() && fits(m_rest[length])) {
      ++length;
    }
    m_rest.remove_prefix(length);
    return length >= 3 && (!quoted || take('>'));
  }

  std::optional<int> number(int least, int most) {
    int value = 0;
    const auto [end, error] = std::from_chars(m_rest.data(), m_rest.data() + m_rest.size(), value);
    if (error != std::errc{} || next_is('-') || value < least || value > most) {
      return std::nullopt;
    }
    m_rest.remove_prefix(static_cast<std::size_t>(end - m_rest.data()));
    return value;
  }

  /// "[+-]hh[:mm[:ss]]" in seconds, up to 167 hours (RFC 9636 section 3.3.1).
  std::optional<std::int64_t> time() {
    const bool negative = take('-');
    if (!negative) {
      take('+');
    }
    const std::optional<int> hours = number(0, 167);
    if (!hours) {
      return std::nullopt;
    }
    std::int64_t seconds = *hours * std::int64_t{3600};
    for (const int unit : {60, 1}) {
      if (!take(':')) {
        break;
      }
      const std::optional<int> part = number(0, 59);
      if (!part) {
        return std::nullopt;
      }
      seconds += *part * std::int64_t{unit};
    }
    return negative ? -seconds : seconds;
  }

  std::optional<ZoneChange> change() {
    ZoneChange change;
    std::optional<int> day;
    if (take('M')) {
      const std::optional<int> month = number(1, 12);
      const std::optional<int> week = month && take('.') ? number(1, 5) : std::nullopt;
      day = week && take('.') ? number(0, 6) : std::nullopt;
      change = {.kind = ZoneChange::Kind::month_week_day, .month = month.value_or(0), .week = week.value_or(0)};
    } else if (take('J')) {
      day = number(1, 365);
      change.kind = ZoneChange::Kind::julian;
    } else {
      day = number(0, 365);
      change.kind = ZoneChange::Kind::day;
    }
    if (!day) {
      return std::nullopt;
    }
    change.day = *day;
    if (take('/')) {
      const std::optional<std::int64_t> second = time();
      if (!second) {
        return std::nullopt;
      }
      change.second = *second;
    }
    return change;
  }

 private:
  std::string_view m_rest;
};

/// A TZ string counts west of Greenwich.
std::optional<std::int32_t> east(std::optional<std::int64_t> west) {
  if (!west || *west <= -k_day || *west >= k_day) {
    return std::nullopt;
  }
  return static_cast<std::int32_t>(-*west);
}

}  // namespace

Result<ZoneRule> parse_zone_rule(std::string_view text) {
  const auto wrong = [] { return fail(ErrorCode::malformed, "the rule at its end cannot be read"); };
  RuleText rest(text);
  ZoneRule rule;
  const std::optional<std::int32_t> standard = rest.name() ? east(rest.time()) : std::nullopt;
  if (!standard) {
    return wrong();
  }
  rule.standard_offset = *standard;
  if (rest.at_end()) {
    return rule;
  }
  if (!rest.name()) {
    return wrong();
  }
  ZoneRule::Summer summer{.offset = *standard + 3600, .begins = {}, .ends = {}};
  if (!rest.next_is(',')) {
    const std::optional<std::int32_t> offset = east(rest.time());
    if (!offset) {
      return wrong();
    }
    summer.offset = *offset;
  }
  const std::optional<ZoneChange> begins = rest.take(',') ? rest.change() : std::nullopt;
  const std::optional<ZoneChange> ends = begins && rest.take(',') ? rest.change() : std::nullopt;
  if (!ends || !rest.at_end()) {
    return wrong();
  }
  summer.begins = *begins;
  summer.ends = *ends;
  rule.summer = summer;
  return rule;
}

std::int64_t change_in_year(const ZoneChange& change, int year) {
  using namespace std::chrono;
  const std::chrono::year y{year};
  sys_days date{y / January / 1};
  switch (change.kind) {
    case ZoneChange::Kind::month_week_day: {
      const month m{static_cast<unsigned>(change.month)};
      const weekday w{static_cast<unsigned>(change.day)};
      date = change.week == 5 ? sys_days{y / m / w[last]} : sys_days{y / m / w[static_cast<unsigned>(change.week)]};
      break;
    }
    case ZoneChange::Kind::julian:
      date += days{change.day - 1 + (y.is_leap() && change.day >= 60 ? 1 : 0)};
      break;
    case ZoneChange::Kind::day:
      date += days{change.day};
      break;
  }
  return date.time_since_epoch().count() * k_day + change.second;
}

}  // namespace rogatory::request
