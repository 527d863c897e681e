// The wall clocks and holidays by which the dates of a request are counted: those of its parties as they were known
// when it was filed.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "ledger/request_event.hpp"
#include "request/due.hpp"

namespace rogatory::registry {

class RequestClocks {
 public:
  /// What cannot be loaded is left out and said in caveats(): a date is counted without it, and says so too.
  RequestClocks(FileSystem& fs, const ledger::RequestFiled& filed);
  RequestClocks(const RequestClocks&) = delete;
  RequestClocks& operator=(const RequestClocks&) = delete;

  /// Points into this object.
  [[nodiscard]] const request::Clocks& clocks() const { return m_clocks; }
  [[nodiscard]] const std::vector<std::string>& caveats() const { return m_caveats; }

 private:
  struct Held {
    std::optional<request::Zone> zone;
    std::optional<request::Calendar> calendar;
  };
  void load(FileSystem& fs, const ledger::RequestAuthority& authority, Held& held, request::SideClock& clock);

  Held m_requesting, m_requested, m_provider;
  request::Clocks m_clocks;
  std::vector<std::string> m_caveats;
};

}  // namespace rogatory::registry
