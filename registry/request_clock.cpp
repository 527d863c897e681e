#include "registry/request_clock.hpp"

namespace rogatory::registry {

RequestClocks::RequestClocks(FileSystem& fs, const ledger::RequestFiled& filed) {
  load(fs, filed.requesting, m_requesting, m_clocks.requesting);
  load(fs, filed.requested, m_requested, m_clocks.requested);
  if (filed.addressed) {
    load(fs, *filed.addressed, m_provider, m_clocks.provider);
  }
}

void RequestClocks::load(FileSystem& fs, const ledger::RequestAuthority& authority, Held& held,
                         request::SideClock& clock) {
  if (Result<request::Zone> zone = request::Zone::load(authority.zone, fs)) {
    clock.zone = &held.zone.emplace(*std::move(zone));
  } else {
    m_caveats.push_back("the zone of " + authority.id + ": " + zone.error().sentence());
  }
  // Of a part that has no calendar of its own, that of its State.
  Result<request::Calendar> calendar = request::built_in_calendar(authority.calendar);
  if (!calendar && authority.calendar != authority.country) {
    calendar = request::built_in_calendar(authority.country);
    if (calendar) {
      m_caveats.push_back("there is no calendar of " + authority.calendar + "; that of " + authority.country +
                          " is taken");
    }
  }
  if (calendar && authority.zone == "UTC" && !calendar->zones.empty() && calendar->zones.front() != "UTC") {
    // What a card says that names no zone. A day that ends an hour or two late is a person released too late.
    m_caveats.push_back("the clock of " + authority.id + " is UTC by its card, though " + calendar->id + " has " +
                        calendar->zones.front() + ": its days may end at another hour");
  }
  if (calendar) {
    clock.calendar = &held.calendar.emplace(*std::move(calendar));
  } else {
    m_caveats.push_back("the holidays of " + authority.id + " are not known: " + calendar.error().sentence());
  }
}

}  // namespace rogatory::registry
