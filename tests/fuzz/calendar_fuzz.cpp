// Calendars of public holidays: what is accepted, written again, is read as the same; its days keep to its years.
#include "request/calendar.hpp"
#include "tests/fuzz/target.hpp"

namespace rogatory::fuzz {

bool accepts(ByteView input) {
  const Result<request::Calendar> calendar = request::parse_calendar(input);
  if (!calendar) {
    ROG_ASSERT(calendar.error().code() == ErrorCode::malformed);
    return false;
  }
  ROG_ASSERT(calendar->first_year <= calendar->last_year && calendar->weekend.size() < 7);
  for (const request::Holiday& day : calendar->days) {
    ROG_ASSERT(calendar->covers(day.date) && calendar->holiday(day.date) == &day);
  }
  const std::string text = request::to_json(*calendar).canonical();
  const Result<request::Calendar> again = request::parse_calendar(base::as_bytes(text));
  ROG_ASSERT(again.has_value() && request::to_json(*again).canonical() == text);
  return true;
}

}  // namespace rogatory::fuzz
