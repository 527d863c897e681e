// The wall clocks and holidays by which the dates of a request are counted: those of its parties as they were known
// when it was filed.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "ledger/request_event.hpp"
#include "registry/calendar_store.hpp"
#include "request/due.hpp"

namespace rogatory::registry {

class RequestClocks {
 public:
  /// What cannot be loaded is left out and said in caveats(): a date is counted without it, and says so too.
  /// `calendars` must outlive it.
  RequestClocks(FileSystem& fs, const ledger::RequestFiled& filed, Calendars& calendars);
  RequestClocks(const RequestClocks&) = delete;
  RequestClocks& operator=(const RequestClocks&) = delete;

  /// Points into this object.
  [[nodiscard]] const request::Clocks& clocks() const { return m_clocks; }
  [[nodiscard]] const std::vector<std::string>& caveats() const { return m_caveats; }
  /// Whether the days of that side are counted by a calendar of the home's own.
  [[nodiscard]] bool is_own_calendar(request::Side side) const;

 private:
  struct Held {
    std::optional<request::Zone> zone;
    const HeldCalendar* calendar = nullptr;
  };
  void load(FileSystem& fs, const ledger::RequestAuthority& authority, Calendars& calendars, Held& held,
            request::SideClock& clock);
  void load_calendar(const ledger::RequestAuthority& authority, Calendars& calendars, Held& held);

  Held m_requesting, m_requested, m_provider;
  request::Clocks m_clocks;
  std::vector<std::string> m_caveats;
};

}  // namespace rogatory::registry
