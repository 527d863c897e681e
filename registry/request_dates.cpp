#include "registry/request_dates.hpp"

#include <algorithm>

#include "registry/request_clock.hpp"

namespace rogatory::registry {

RequestDates dates_of(const CaseRequest& request, Calendars& calendars, FileSystem& fs, UtcTime now) {
  RequestDates all;
  if (!request.rules) {
    all.caveats.push_back("its dates are not counted: " + request.problem);
    return all;
  }
  const RequestClocks clocks(fs, request.filed, calendars);
  all.caveats = clocks.caveats();
  for (request::Due& due : request::evaluate_due(request.rules->limits, request.history.acts, clocks.clocks(), now)) {
    const bool is_own = clocks.is_own_calendar(due.on);
    all.dates.push_back({.request = &request, .due = std::move(due), .is_own_calendar = is_own});
  }
  return all;
}

bool comes_before(const RequestDate& one, const RequestDate& other) {
  const auto rank = [](const RequestDate& date) {
    return std::tuple(!is_open(date.due), !date.due.warn.has_value(), date.due.warn.value_or(UtcTime{}));
  };
  return rank(one) < rank(other);
}

const RequestDate* next_of(const std::vector<RequestDate>& dates) {
  const auto first = std::ranges::min_element(dates, comes_before);
  return first == dates.end() || !is_open(first->due) || !first->due.warn ? nullptr : &*first;
}

}  // namespace rogatory::registry
