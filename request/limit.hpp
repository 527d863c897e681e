// A limit of an instrument: `n unit from EVENT to EVENT, on SIDE, effect, counting, suspends` (design: requests.md
// "Deadlines"; schemas/instrument-1.schema.json). Events are names of the instrument's machine.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "request/side.hpp"

namespace rogatory::request {

enum class Unit : std::uint8_t { hour, day, working_day, week, month, year };
std::string_view text_of(Unit unit);
Result<Unit> parse_unit(std::string_view text);

/// How the days are counted (names.md). `national`: the instrument has no rule and the law of the side decides: an
/// earliest and a latest end are given, and the earliest is warned of.
enum class Counting : std::uint8_t { eu1182, calendar_days, months, hours, national };
std::string_view text_of(Counting counting);
Result<Counting> parse_counting(std::string_view text);

/// What happens when the limit ends and nothing was done (names.md, law.md section 12).
enum class Effect : std::uint8_t {
  may_release,
  must_release,
  request_lapses,
  request_void,
  preservation_ends,
  duty_continues,
  notify_eurojust,
  safe_conduct_ends,
  speciality_ends,
  enforcement_possible,
  duty_suspended_until_clarified,
  addressee_exempt,
  transmit_at_end,
  use_restricted,
  none,
};
std::string_view text_of(Effect effect);
Result<Effect> parse_effect(std::string_view text);

/// A pause of the limit: from one event to another the time does not count (CETS 209 Art 4(5)).
struct Suspension {
  std::string from;
  std::string to;
  std::string ref;
};

struct Limit {
  std::string id;    ///< [a-z][a-z0-9_]*, one in its instrument
  std::string ref;   ///< the article: "16(4)"
  std::string text;  ///< in plain words
  std::string url;   ///< where the article was read; empty for unverified
  Verified verified = Verified::unverified;
  std::optional<int> n;  ///< nothing: the parties or the requested State fix it (`n_by`)
  std::string n_by;      ///< who fixes n where it is not in the text; else empty
  Unit unit = Unit::day;
  std::string from;             ///< the event that starts it
  std::vector<std::string> to;  ///< each of these events stops it; e.g. receipt, release
  Side on = Side::requested;    ///< whose calendar, zone and civil day
  Effect effect = Effect::none;
  Counting counting = Counting::national;
  std::vector<Suspension> suspends;
  std::optional<std::string>
      extends;           ///< id of the limit whose end this one moves: n more (EAW 17(4)); starts at `from`
  std::string source{};  ///< id of the instrument it comes from; set where several were resolved (request/layers.hpp)
};

}  // namespace rogatory::request
