#include "request/due_words.hpp"

#include <array>

namespace rogatory::request {
namespace {

constexpr std::array<std::string_view, 6> k_due_states = {"running", "earliest_passed", "expired", "suspended",
                                                          "met",     "not_fixed"};
constexpr std::array<std::string_view, 3> k_timeliness = {"in_time", "open", "late"};
constexpr std::array<std::string_view, 4> k_whys = {"told_differently", "not_before", "not_after", "not_suspended"};

std::string ends_words(const End& earliest, const End& latest) {
  return earliest == latest ? end_text(latest) : end_text(earliest) + ", or at the latest " + end_text(latest);
}

std::string other_words(const DueOther& other, const Due& due, const Zone& zone) {
  const std::string ends = ": by that it ends on " + ends_words(other.earliest, other.latest) + ".";
  const std::string when = zone_text(other.at, zone);
  switch (other.why) {
    case DueOther::Why::told_differently:
      return "Entry " + other.entry + " tells that " + due.started_by.event + " was at " + when + ends;
    case DueOther::Why::not_before:
      return "The ledgers prove that " + due.started_by.event + " was entered after " + when +
             ", which is later than the time signed" + ends;
    case DueOther::Why::not_after:
      return "The ledgers prove that " + due.started_by.event + " was entered before " + when +
             ", which is earlier than the time signed" + ends;
    case DueOther::Why::not_suspended:
      return "The suspension by " + other.entry + " has not ended; if it does not stand, it ends on " +
             ends_words(other.earliest, other.latest) + ", and that is warned of.";
  }
  ROG_ASSERT(false);
}

std::string_view timeliness_words(Timeliness timeliness) {
  switch (timeliness) {
    case Timeliness::in_time:
      return "in time";
    case Timeliness::open:
      return "between the ends";
    case Timeliness::late:
      return "late";
  }
  ROG_ASSERT(false);
}

}  // namespace

std::string_view text_of(DueState state) { return k_due_states[static_cast<std::size_t>(state)]; }
std::string_view text_of(Timeliness timeliness) { return k_timeliness[static_cast<std::size_t>(timeliness)]; }
std::string_view text_of(DueOther::Why why) { return k_whys[static_cast<std::size_t>(why)]; }

std::string_view effect_words(Effect effect) {
  switch (effect) {
    case Effect::may_release:
      return "the person may be released";
    case Effect::must_release:
      return "the person must be released";
    case Effect::request_lapses:
      return "the request lapses";
    case Effect::request_void:
      return "the request is void";
    case Effect::preservation_ends:
      return "preservation ends";
    case Effect::duty_continues:
      return "late, the duty continues";
    case Effect::notify_eurojust:
      return "Eurojust is to be informed";
    case Effect::safe_conduct_ends:
      return "safe conduct ends";
    case Effect::speciality_ends:
      return "speciality ends";
    case Effect::enforcement_possible:
      return "enforcement is possible";
    case Effect::duty_suspended_until_clarified:
      return "the addressee's duty stands still until clarified";
    case Effect::addressee_exempt:
      return "the addressee is exempt";
    case Effect::transmit_at_end:
      return "the data is to be transmitted";
    case Effect::use_restricted:
      return "use may be restricted";
    case Effect::none:
      return "no effect is named";
  }
  ROG_ASSERT(false);
}

Timeliness timeliness_at(UtcTime at, const Due& due) {
  return at < due.earliest->at ? Timeliness::in_time : at < due.latest->at ? Timeliness::open : Timeliness::late;
}

std::string act_words(const DueAct& act, const Zone& zone) {
  const std::string time = act.occurrence > 1 ? " (no. " + std::to_string(act.occurrence) + ")" : "";
  return act.event + time + " at " + zone_text(act.at, zone);
}

std::string due_explanation(const Due& due, const DueCount& counted, const DueTask& task) {
  std::string text = span_text({*task.limit.n, task.limit.unit}) + " from " + act_words(due.started_by, task.zone) +
                     " (" + due.ref + "). " + counted.count.explanation;
  if (due.extended_by) {
    text += " Made longer by " + span_text({*task.extension->n, task.extension->unit}) + " through " +
            act_words(*due.extended_by, task.zone) + " (" + due.extended_ref + ").";
  }
  if (due.suspended_by) {
    text += " Suspended since " + act_words(*due.suspended_by, task.zone) +
            ": the time does not count, and the end is the one if it ran on from now.";
  }
  return text;
}

void add_due_caveats(Due& due, const ToldAct* stop, const Zone& zone) {
  if (due.reported_only) {
    due.caveats.push_back("Reported, not confirmed: that " + due.started_by.event +
                          " happened is what the other side's entry tells.");
  }
  for (const DueOther& other : due.others) {
    due.caveats.push_back(other_words(other, due, zone));
  }
  if (stop == nullptr) {
    return;
  }
  if (stop->main->standing == Standing::reported) {
    due.caveats.push_back("Reported, not confirmed: that " + stop->main->event + " stopped it.");
  }
  for (const Act* other : stop->others) {
    std::string text =
        "Entry " + other->entry + " tells that " + other->event + " was at " + zone_text(other->at, zone);
    if (due.earliest) {
      text += ": by that it was " + std::string(timeliness_words(timeliness_at(other->at, due)));
    }
    due.caveats.push_back(text + ".");
  }
}

}  // namespace rogatory::request
