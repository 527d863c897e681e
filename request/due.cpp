#include "request/due.hpp"

#include <algorithm>
#include <array>
#include <limits>

#include "request/due_count.hpp"
#include "request/due_words.hpp"

namespace rogatory::request {
namespace {

constexpr std::array k_sides{Side::requesting, Side::requested, Side::provider};

/// All that a limit is evaluated over.
struct DueWorld {
  std::span<const Limit> limits;
  const ActIndex& acts;
  const Clocks& clocks;
  UtcTime now;
};

Due due_of(const Limit& limit, const ToldAct& start) {
  Due due;
  due.limit = limit.id;
  due.ref = limit.ref;
  due.text = limit.text;
  due.url = limit.url;
  due.verified = limit.verified;
  due.effect = limit.effect;
  due.on = limit.on;
  due.counting = limit.counting;
  due.started_by = start.due_act();
  due.reported_only = start.main->standing == Standing::reported;
  return due;
}

const ToldAct* stop_of(const Limit& limit, const ToldAct& start, const ActIndex& acts) {
  // What has to be done n days before an event may have been done at any time before.
  const bool back = limit.n.value_or(0) < 0;
  const UtcTime from = back ? UtcTime{std::numeric_limits<std::int64_t>::min()} : start.at();
  return acts.first_after(limit.to, from, &start);
}

/// Looks for the limit that makes this one longer, and the act that did.
void find_extension(DueTask& task, Due& due, const DueWorld& world, UtcTime start) {
  for (const Limit& other : world.limits) {
    if (other.extends != task.limit.id || !other.n) {
      continue;
    }
    const ToldAct* const by = world.acts.first_after(std::span(&other.from, 1), start);
    if (by == nullptr || by->at() > task.until) {
      continue;
    }
    if (!extends_alike(task.limit, other)) {
      due.caveats.push_back("The extension of " + other.ref + " is not counted: " + span_text({*other.n, other.unit}) +
                            " cannot be added to " + span_text({*task.limit.n, task.limit.unit}) + ".");
      continue;
    }
    task.extension = &other;
    task.extended_by = by;
    return;
  }
}

void add_other(Due& due, const DueTask& task, DueOther::Why why, UtcTime at, const std::string& entry) {
  const Count count = count_due(task, at).count;
  due.others.push_back({why, at, entry, count.earliest, count.latest});
}

void add_others(Due& due, const DueTask& task, const ToldAct& start) {
  for (const Act* other : start.others) {
    add_other(due, task, DueOther::Why::told_differently, other->at, other->entry);
  }
  const ProvenInterval& proven = start.main->proven;
  if (proven.not_before && start.at() < *proven.not_before) {
    add_other(due, task, DueOther::Why::not_before, *proven.not_before, start.main->entry);
  }
  if (proven.not_after && start.at() > *proven.not_after) {
    add_other(due, task, DueOther::Why::not_after, *proven.not_after, start.main->entry);
  }
  if (due.suspended_by) {
    // Nobody may rely on a pause of which it is not known how it ends: who is warned too late goes free.
    DueTask running = task;
    running.count_open_suspension = false;
    add_other(due, running, DueOther::Why::not_suspended, start.at(), due.suspended_by->entry);
  }
}

void add_warning(Due& due, const Zone& zone, UtcTime now) {
  End first = *due.earliest;
  for (const DueOther& other : due.others) {
    first = std::min(first, other.earliest, [](const End& a, const End& b) { return a.at < b.at; });
  }
  due.warn = first.at;
  due.days_left = static_cast<int>((first.date - date_of(zone.civil(now))).count());
}

void add_side_clocks(Due& due, const Clocks& clocks) {
  for (const Side side : k_sides) {
    if (const Zone* const zone = clocks.of(side).zone; zone != nullptr) {
      due.shown.push_back({side, zone->name(), end_at(due.earliest->at, *zone), end_at(due.latest->at, *zone)});
    }
  }
}

DueState state_of(const Due& due, UtcTime now) {
  if (due.stop) {
    return DueState::met;
  }
  if (due.suspended_by) {
    return DueState::suspended;
  }
  return now < due.earliest->at ? DueState::running
         : now < due.latest->at ? DueState::earliest_passed
                                : DueState::expired;
}

/// Counts a limit whose n is fixed.
void count_into(Due& due, const DueTask& task, const ToldAct& start, const ToldAct* stop, const DueWorld& world) {
  DueCount counted = count_due(task, start.at());
  if (counted.extended) {
    due.extended_by = task.extended_by->due_act();
    due.extended_ref = task.extension->ref;
  } else if (counted.extension_too_late) {
    due.caveats.push_back("The extension through " + act_words(task.extended_by->due_act(), task.zone) + " (" +
                          task.extension->ref + ") came after the end and is not counted.");
  }
  if (counted.suspended_by != nullptr && stop == nullptr) {
    due.suspended_by = counted.suspended_by->due_act();
  }
  due.earliest = counted.count.earliest;
  due.latest = counted.count.latest;
  due.moved = counted.count.moved;
  due.caveats.insert(due.caveats.end(), counted.count.caveats.begin(), counted.count.caveats.end());
  if (stop != nullptr) {
    due.stop = DueStop{stop->due_act(), timeliness_at(stop->at(), due)};
  }
  due.explanation = due_explanation(due, counted, task);
  due.state = state_of(due, world.now);
  add_others(due, task, start);
  add_warning(due, task.zone, world.now);
  add_side_clocks(due, world.clocks);
}

Due evaluate_one(const Limit& limit, const ToldAct& start, const DueWorld& world) {
  Due due = due_of(limit, start);
  const SideClock& clock = world.clocks.of(limit.on);
  const Zone zone = clock.zone != nullptr ? *clock.zone : Zone::utc();
  due.calendar = clock.calendar != nullptr ? clock.calendar->id : "";
  const ToldAct* const stop = stop_of(limit, start, world.acts);
  if (clock.zone == nullptr) {
    due.caveats.push_back("The zone of the " + std::string(text_of(limit.on)) +
                          " side is not known: its days are taken as those of UTC.");
  }
  if (!is_countable(limit)) {
    due.state = stop == nullptr ? DueState::not_fixed : DueState::met;
    due.explanation = limit.n ? "Not counted: " + std::to_string(*limit.n) + " is no length of a period"
                              : "Not in the text how long: " + limit.n_by;
    due.explanation += " (" + limit.ref + "). It runs from " + act_words(due.started_by, zone) + ".";
    if (stop != nullptr) {
      due.stop = DueStop{stop->due_act(), Timeliness::open};
    }
  } else {
    DueTask task{.limit = limit,
                 .zone = zone,
                 .calendar = clock.calendar,
                 .acts = world.acts,
                 .until = stop == nullptr ? world.now : stop->at()};
    find_extension(task, due, world, start.at());
    count_into(due, task, start, stop, world);
  }
  add_due_caveats(due, stop, zone);
  return due;
}

}  // namespace

const SideClock& Clocks::of(Side side) const {
  switch (side) {
    case Side::requesting:
      return requesting;
    case Side::requested:
      return requested;
    case Side::provider:
      return provider;
  }
  ROG_ASSERT(false);
}

std::vector<Due> evaluate_due(std::span<const Limit> limits, std::span<const Act> acts, const Clocks& clocks,
                              UtcTime now) {
  const ActIndex index(acts);
  const DueWorld world{limits, index, clocks, now};
  std::vector<Due> all;
  for (const Limit& limit : limits) {
    if (limit.extends) {
      continue;
    }
    for (const ToldAct& start : index.of(limit.from)) {
      all.push_back(evaluate_one(limit, start, world));
    }
  }
  return all;
}

}  // namespace rogatory::request
