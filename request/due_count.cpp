#include "request/due_count.hpp"

namespace rogatory::request {
namespace {

void add_uncounted(Uncounted& sum, const Uncounted& more, const SuspendedTime& time, const Count& so_far) {
  // What begins after an end does not make that end later.
  if (time.from < so_far.earliest.at) {
    sum.earliest_days += more.earliest_days;
  }
  if (time.from < so_far.latest.at) {
    sum.latest_days += more.latest_days;
    sum.seconds += more.seconds;
  }
}

Count count_suspended(const DueTask& task, UtcTime from, const std::vector<Span>& spans, DueCount& result) {
  const Counting counting = task.limit.counting;
  Uncounted uncounted;
  Count count = count_period(spans, counting, from, task.zone, task.calendar);
  result.suspended_by = nullptr;
  result.suspended_once = false;
  for (const SuspendedTime& time : suspended_times(task.limit, task.acts, from, task.until)) {
    if (time.from >= count.latest.at) {
      break;
    }
    if (time.open && !task.count_open_suspension) {
      continue;
    }
    add_uncounted(uncounted, time.uncounted(counting, task.zone), time, count);
    count = count_period(spans, counting, from, task.zone, task.calendar, uncounted);
    result.suspended_once = true;
    result.suspended_by = time.open ? time.begin : nullptr;
  }
  return count;
}

}  // namespace

bool is_countable(const Limit& limit) { return limit.n && *limit.n >= -k_most_units && *limit.n <= k_most_units; }

bool extends_alike(const Limit& limit, const Limit& by) {
  return is_countable(by) && *limit.n >= 0 && *by.n >= 0 && (limit.unit == Unit::hour) == (by.unit == Unit::hour);
}

DueCount count_due(const DueTask& task, UtcTime from) {
  DueCount result;
  std::vector<Span> spans{{*task.limit.n, task.limit.unit}};
  result.count = count_suspended(task, from, spans, result);
  if (task.extended_by == nullptr) {
    return result;
  }
  result.extension_too_late = task.extended_by->at() >= result.count.latest.at;
  if (!result.extension_too_late) {
    spans.push_back({*task.extension->n, task.extension->unit});
    result.count = count_suspended(task, from, spans, result);
    result.extended = true;
  }
  return result;
}

}  // namespace rogatory::request
