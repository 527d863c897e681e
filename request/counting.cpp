#include "request/counting.hpp"

#include <algorithm>

#include "base/text.hpp"
#include "request/period.hpp"

namespace rogatory::request {
namespace {

struct PeriodModes {
  PeriodMode earliest;
  PeriodMode latest;
};

PeriodModes modes_of(Counting counting) {
  switch (counting) {
    case Counting::eu1182: {
      PeriodMode mode{.moves = true, .two_working_days = true, .saturday_and_sunday = true, .full_hours = true};
      PeriodModes modes{.earliest = mode, .latest = mode};
      modes.earliest.tentative_is_holiday = false;
      return modes;
    }
    case Counting::national:
      return {.earliest = {.event_day_counted = true, .tentative_is_holiday = false},
              .latest = {.moves = true, .full_hours = true}};
    case Counting::calendar_days:
    case Counting::months:
    case Counting::hours:
      return {};
  }
  ROG_ASSERT(false);
}

/// How many hours the spans are together; nothing where they are of days.
std::optional<std::int64_t> as_hours(const std::vector<Span>& spans, Counting counting) {
  std::int64_t hours = 0;
  for (const Span span : spans) {
    const bool by_hours = counting == Counting::hours;
    if (span.unit == Unit::hour) {
      hours += span.n;
    } else if (by_hours && span.unit == Unit::day) {
      hours += std::int64_t{24} * span.n;
    } else if (by_hours && span.unit == Unit::week) {
      hours += std::int64_t{168} * span.n;
    } else {
      return std::nullopt;
    }
  }
  return hours;
}

std::string spans_text(const std::vector<Span>& spans) {
  std::string text;
  for (const Span span : spans) {
    text += (text.empty() ? "" : " and ") + span_text(span);
  }
  return text;
}

std::string moved_text(const PeriodEnd& period) {
  std::string text;
  for (const MovedBy& day : period.moved) {
    text += (text.empty() ? "" : ", ") +
            (day.status ? day.name + " (" + std::string(text_of(*day.status)) + ")" : day.name);
  }
  return text;
}

std::string days_words(const std::vector<Span>& spans, const PeriodEnd& period, const PeriodMode& mode, CivilDate event,
                       int uncounted) {
  const bool back = spans[0].n < 0;
  std::string text = "the day of the event, " + long_date_text(event) + ", is " +
                     (mode.event_day_counted ? "counted" : "not counted") + "; " + spans_text(spans);
  if (back) {
    return text + " before it begin when " + end_text(period.end) + ", is over";
  }
  if (uncounted > 0) {
    text += ", and " + base::counted(static_cast<std::uint64_t>(uncounted), "day") + " that the suspension took,";
  }
  text += " end on " + long_date_text(period.unmoved) + ", 24:00";
  if (!period.moved.empty()) {
    text += "; not on that day (" + moved_text(period) + ") but at the end of the next working day, " +
            end_text(period.end);
  }
  if (period.lengthened) {
    text += "; a period of two days or more holds at least two working days: " + end_text(period.end);
  }
  return text;
}

std::string hours_words(const std::vector<Span>& spans, const PeriodEnd& period, bool full_hours, UtcTime from,
                        const Zone& zone, std::int64_t uncounted) {
  const std::string event = hour_text(zone.civil(from)) + " of " + long_date_text(date_of(zone.civil(from)));
  std::string text =
      full_hours ? "the hour of the event, " + event + ", is not counted; " : "counted from " + event + "; ";
  text += spans_text(spans);
  if (uncounted > 0) {
    text += ", and the time of the suspension,";
  }
  return text + (period.end.at < from ? " before it begin at " : " end at ") + end_text(period.end);
}

/// Both ends in words: one sentence where they are counted alike.
std::string both_words(std::string earliest, std::string latest) {
  if (earliest == latest) {
    earliest[0] = static_cast<char>(earliest[0] - 'a' + 'A');
    return earliest + ".";
  }
  return "Earliest: " + std::move(earliest) + ". Latest: " + std::move(latest) + ".";
}

void say_what_is_not_known(Count& count, Counting counting, const Calendar* calendar, const WorkingDays& working) {
  if (working.asked() && calendar == nullptr) {
    count.caveats.emplace_back(
        counting == Counting::eu1182
            ? "No calendar is at hand: public holidays were not looked at, only Saturdays and Sundays."
            : "No calendar is at hand: neither public holidays nor the days of rest of the week are "
              "known, and the latest end may be later.");
  }
  for (const int year : working.unknown_years()) {
    count.caveats.push_back("The calendar " + calendar->id + " covers " + std::to_string(calendar->first_year) +
                            " to " + std::to_string(calendar->last_year) + ": the public holidays of " +
                            std::to_string(year) + " are not known.");
  }
}

void say_what_is_open(Count& count, Counting counting, const PeriodEnd& latest) {
  for (const MovedBy& day : latest.moved) {
    if (day.status == DayStatus::tentative) {
      count.caveats.push_back(day.name + ", " + long_date_text(day.date) +
                              ", is tentative: look whether it was declared.");
    }
  }
  if (counting == Counting::eu1182 && latest.end.date != latest.unmoved) {
    count.caveats.push_back(
        "Whether the end moves is open where the act has to be done at a specified moment (Regulation 1182/71 Art 5): "
        "unmoved it is " +
        long_date_text(latest.unmoved) + ", 24:00.");
  }
}

}  // namespace

std::string span_text(Span span) {
  const std::int64_t n = span.n;
  const auto number = static_cast<std::uint64_t>(n < 0 ? -n : n);
  return base::counted(number, span.unit == Unit::working_day ? "working day" : text_of(span.unit));
}

std::string end_text(const End& end) { return long_date_text(end.date) + ", " + end.hour; }

End end_at(UtcTime at, const Zone& zone) {
  const CivilTime time = zone.civil(at);
  const CivilDate date = date_of(time);
  if (time == CivilTime{date}) {
    return {at, date - std::chrono::days{1}, "24:00"};
  }
  return {at, date, hour_text(time)};
}

Count count_period(const std::vector<Span>& spans, Counting counting, UtcTime from, const Zone& zone,
                   const Calendar* calendar, const Uncounted& uncounted) {
  ROG_ASSERT(!spans.empty() && std::ranges::all_of(spans, [&](Span span) {
    return span.n >= -k_most_units && span.n <= k_most_units && (span.n >= 0 || spans.size() == 1);
  }));
  const PeriodModes modes = modes_of(counting);
  Count count;
  if (const std::optional<std::int64_t> hours = as_hours(spans, counting)) {
    const auto end = [&](const PeriodMode& mode) {
      return end_of_hours(*hours, from, zone, mode.full_hours, uncounted.seconds);
    };
    const PeriodEnd earliest = end(modes.earliest);
    const PeriodEnd latest = end(modes.latest);
    count.earliest = earliest.end;
    count.latest = latest.end;
    count.explanation =
        both_words(hours_words(spans, earliest, modes.earliest.full_hours, from, zone, uncounted.seconds),
                   hours_words(spans, latest, modes.latest.full_hours, from, zone, uncounted.seconds));
    return count;
  }
  const CivilDate event = date_of(zone.civil(from));
  WorkingDays early_days(calendar, modes.earliest);
  WorkingDays late_days(calendar, modes.latest);
  PeriodEnd earliest = end_of_days(spans, from, zone, modes.earliest, uncounted.earliest_days, early_days);
  PeriodEnd latest = end_of_days(spans, from, zone, modes.latest, uncounted.latest_days, late_days);
  // Counted backwards, it is the day of the event that makes an end later.
  const bool swapped = latest.end.at < earliest.end.at;
  count.explanation = both_words(days_words(spans, swapped ? latest : earliest, swapped ? modes.latest : modes.earliest,
                                            event, uncounted.earliest_days),
                                 days_words(spans, swapped ? earliest : latest, swapped ? modes.earliest : modes.latest,
                                            event, uncounted.latest_days));
  if (swapped) {
    std::swap(earliest, latest);
  }
  say_what_is_not_known(count, counting, calendar, late_days);
  say_what_is_open(count, counting, latest);
  count.earliest = earliest.end;
  count.latest = latest.end;
  count.moved = std::move(latest.moved);
  return count;
}

}  // namespace rogatory::request
