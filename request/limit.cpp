#include "request/limit.hpp"

#include "request/words.hpp"

namespace rogatory::request {
namespace {

constexpr std::array k_units{Unit::hour, Unit::day, Unit::working_day, Unit::week, Unit::month, Unit::year};
constexpr std::array k_countings{Counting::eu1182, Counting::calendar_days, Counting::months, Counting::hours,
                                 Counting::national};
constexpr std::array k_effects{Effect::may_release,
                               Effect::must_release,
                               Effect::request_lapses,
                               Effect::request_void,
                               Effect::preservation_ends,
                               Effect::duty_continues,
                               Effect::notify_eurojust,
                               Effect::safe_conduct_ends,
                               Effect::speciality_ends,
                               Effect::enforcement_possible,
                               Effect::duty_suspended_until_clarified,
                               Effect::addressee_exempt,
                               Effect::transmit_at_end,
                               Effect::use_restricted,
                               Effect::none};

}  // namespace

std::string_view text_of(Unit unit) {
  switch (unit) {
    case Unit::hour:
      return "hour";
    case Unit::day:
      return "day";
    case Unit::working_day:
      return "working_day";
    case Unit::week:
      return "week";
    case Unit::month:
      return "month";
    case Unit::year:
      return "year";
  }
  return "";
}

Result<Unit> parse_unit(std::string_view text) { return word_of(k_units, "unit of time", text); }

std::string_view text_of(Counting counting) {
  switch (counting) {
    case Counting::eu1182:
      return "eu1182";
    case Counting::calendar_days:
      return "calendar_days";
    case Counting::months:
      return "months";
    case Counting::hours:
      return "hours";
    case Counting::national:
      return "national";
  }
  return "";
}

Result<Counting> parse_counting(std::string_view text) { return word_of(k_countings, "way to count", text); }

std::string_view text_of(Effect effect) {
  switch (effect) {
    case Effect::may_release:
      return "may_release";
    case Effect::must_release:
      return "must_release";
    case Effect::request_lapses:
      return "request_lapses";
    case Effect::request_void:
      return "request_void";
    case Effect::preservation_ends:
      return "preservation_ends";
    case Effect::duty_continues:
      return "duty_continues";
    case Effect::notify_eurojust:
      return "notify_eurojust";
    case Effect::safe_conduct_ends:
      return "safe_conduct_ends";
    case Effect::speciality_ends:
      return "speciality_ends";
    case Effect::enforcement_possible:
      return "enforcement_possible";
    case Effect::duty_suspended_until_clarified:
      return "duty_suspended_until_clarified";
    case Effect::addressee_exempt:
      return "addressee_exempt";
    case Effect::transmit_at_end:
      return "transmit_at_end";
    case Effect::use_restricted:
      return "use_restricted";
    case Effect::none:
      return "none";
  }
  return "";
}

Result<Effect> parse_effect(std::string_view text) { return word_of(k_effects, "effect of expiry", text); }

}  // namespace rogatory::request
