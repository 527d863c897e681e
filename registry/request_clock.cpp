#include "registry/request_clock.hpp"

namespace rogatory::registry {

RequestClocks::RequestClocks(FileSystem& fs, const ledger::RequestFiled& filed, Calendars& calendars) {
  load(fs, filed.requesting, calendars, m_requesting, m_clocks.requesting);
  load(fs, filed.requested, calendars, m_requested, m_clocks.requested);
  if (filed.addressed) {
    load(fs, *filed.addressed, calendars, m_provider, m_clocks.provider);
  }
}

bool RequestClocks::is_own_calendar(request::Side side) const {
  const Held& held = side == request::Side::requesting  ? m_requesting
                     : side == request::Side::requested ? m_requested
                                                        : m_provider;
  return held.calendar != nullptr && held.calendar->is_own;
}

void RequestClocks::load(FileSystem& fs, const ledger::RequestAuthority& authority, Calendars& calendars, Held& held,
                         request::SideClock& clock) {
  if (Result<request::Zone> zone = request::Zone::load(authority.zone, fs)) {
    clock.zone = &held.zone.emplace(*std::move(zone));
  } else {
    m_caveats.push_back("the zone of " + authority.id + ": " + zone.error().sentence());
  }
  load_calendar(authority, calendars, held);
  if (held.calendar == nullptr) {
    return;
  }
  const request::Calendar& calendar = held.calendar->calendar;
  clock.calendar = &calendar;
  if (authority.zone == "UTC" && calendar.zones.front() != "UTC") {
    // What a card says that names no zone. A day that ends an hour or two late is a person released too late.
    m_caveats.push_back("the clock of " + authority.id + " is UTC by its card, though " + calendar.id + " has " +
                        calendar.zones.front() + ": its days may end at another hour");
  }
}

void RequestClocks::load_calendar(const ledger::RequestAuthority& authority, Calendars& calendars, Held& held) {
  Result<const HeldCalendar*> calendar = calendars.get(authority.calendar);
  // Of a part that has no calendar of its own, that of its State.
  if (!calendar && authority.calendar != authority.country) {
    Result<const HeldCalendar*> of_state = calendars.get(authority.country);
    if (of_state) {
      const bool is_missing = calendar.error().code() == ErrorCode::not_found;
      m_caveats.push_back((is_missing ? "there is no calendar of " + authority.calendar : calendar.error().sentence()) +
                          "; that of " + authority.country + " is taken");
      calendar = of_state;
    }
  }
  if (!calendar) {
    m_caveats.push_back("the holidays of " + authority.id + " are not known: " + calendar.error().sentence());
    return;
  }
  held.calendar = *calendar;
  if (!held.calendar->problem.empty()) {
    m_caveats.push_back("the calendar " + held.calendar->calendar.id +
                        " of the program is taken: " + held.calendar->problem);
  }
}

}  // namespace rogatory::registry
