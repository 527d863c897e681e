#include "request/period.hpp"

namespace rogatory::request {
namespace {

using std::chrono::days;

/// The day that is `span` after `date` on the calendar; working days are not asked for here.
CivilDate added(CivilDate date, Span span) {
  switch (span.unit) {
    case Unit::hour:
    case Unit::working_day:
      break;
    case Unit::day:
      return date + days{span.n};
    case Unit::week:
      return date + days{7 * span.n};
    case Unit::month:
      return add_months(date, span.n);
    case Unit::year:
      return add_months(date, 12 * span.n);
  }
  ROG_ASSERT(false);
}

bool is_two_days_or_more(const std::vector<Span>& spans) {
  return spans.size() > 1 || spans[0].n > 1 || (spans[0].unit != Unit::day && spans[0].unit != Unit::working_day);
}

/// Something has to have been done before `span` begins that ends with the event.
PeriodEnd backwards(Span span, CivilDate event, const Zone& zone, bool event_day_counted, WorkingDays& working) {
  const CivilDate counted_from = event_day_counted ? event + days{1} : event;
  const CivilDate first =
      span.unit == Unit::working_day ? working.nth(counted_from, span.n) : added(counted_from, span);
  return {.end = end_at(zone.begin_of(first), zone), .unmoved = first - days{1}, .moved = {}};
}

int working_days_between(CivilDate after, CivilDate until, WorkingDays& working) {
  int found = 0;
  for (CivilDate day = after + days{1}; day <= until && found < 2; day += days{1}) {
    found += working.rest(day) ? 0 : 1;
  }
  return found;
}

}  // namespace

std::optional<MovedBy> WorkingDays::rest(CivilDate date) {
  m_asked = true;
  const std::chrono::weekday weekday{date};
  const bool fixed = m_mode.saturday_and_sunday && (weekday == std::chrono::Saturday || weekday == std::chrono::Sunday);
  if (fixed || (!m_mode.saturday_and_sunday && m_calendar != nullptr && m_calendar->is_weekend(date))) {
    return MovedBy{date, std::string(weekday_text(weekday)), std::nullopt};
  }
  if (m_calendar == nullptr) {
    return std::nullopt;
  }
  if (!m_calendar->covers(date)) {
    m_unknown_years.insert(static_cast<int>(std::chrono::year_month_day{date}.year()));
    return std::nullopt;
  }
  const Holiday* const holiday = m_calendar->holiday(date);
  if (holiday == nullptr || (holiday->status == DayStatus::tentative && !m_mode.tentative_is_holiday)) {
    return std::nullopt;
  }
  return MovedBy{date, holiday->name, holiday->status};
}

CivilDate WorkingDays::nth(CivilDate date, int n) {
  const days step{n > 0 ? 1 : -1};
  for (int left = n > 0 ? n : -n; left > 0;) {
    date += step;
    left -= rest(date) ? 0 : 1;
  }
  return date;
}

PeriodEnd end_of_days(const std::vector<Span>& spans, UtcTime from, const Zone& zone, const PeriodMode& mode,
                      int uncounted, WorkingDays& working) {
  const CivilDate event = date_of(zone.civil(from));
  if (spans[0].n < 0) {
    return backwards(spans[0], event, zone, mode.event_day_counted, working);
  }
  CivilDate last = event;
  days counted{mode.event_day_counted && spans[0].n > 0 ? 1 : 0};
  for (const Span span : spans) {
    if (span.unit == Unit::working_day && span.n > 0) {
      last = working.nth(last - counted, span.n);
      counted = days{0};
    } else if (span.unit != Unit::working_day) {
      last = added(last, span);
    }
  }
  last += days{uncounted} - counted;
  PeriodEnd result{.end = {}, .unmoved = last, .moved = {}};
  while (mode.moves) {
    std::optional<MovedBy> rest = working.rest(last);
    if (!rest) {
      break;
    }
    result.moved.push_back(*std::move(rest));
    last += days{1};
  }
  if (mode.two_working_days && is_two_days_or_more(spans) && working_days_between(event, last, working) < 2) {
    last = working.nth(event, 2);
    result.lengthened = true;
  }
  result.end = {zone.end_of(last), last, "24:00"};
  return result;
}

PeriodEnd end_of_hours(std::int64_t hours, UtcTime from, const Zone& zone, bool full_hours, std::int64_t uncounted) {
  std::int64_t begin = from.seconds;
  if (full_hours) {
    begin = zone.begin_of_hour(from).seconds + (hours < 0 ? 0 : 3600);
  }
  const UtcTime at{begin + hours * 3600 + uncounted};
  PeriodEnd result{.end = end_at(at, zone), .unmoved = {}, .moved = {}};
  result.unmoved = result.end.date;
  return result;
}

}  // namespace rogatory::request
