// A request for surrender between fr-ca and de-ca, and its steps, for tests that write them into a ledger.
#pragma once

#include "registry/request_rules.hpp"

namespace rogatory::test {

inline request::RuleSet surrender_rules() {
  return request::resolve_rules(request::InstrumentSet::built_in(),
                                {.base = "eaw", .layers = {}, .requesting = "FR", .requested = "DE"})
      .value();
}

/// Filed by fr-ca.
inline ledger::RequestFiled surrender_request(UtcTime at, const request::RuleSet& under = surrender_rules()) {
  ledger::RequestFiled filed;
  registry::freeze_rules(filed, under);
  filed.happened_at.at = at;
  filed.measures = {"surrender"};
  filed.requesting = {.calendar = "FR", .country = "FR", .id = "fr-ca", .name = "Paris", .zone = "Europe/Paris"};
  filed.requested = {.calendar = "DE", .country = "DE", .id = "de-ca", .name = "Bonn", .zone = "Europe/Berlin"};
  filed.role = "ISS";
  filed.title = "Surrender of A.";
  return filed;
}

/// Of fr-ca, as ISS.
inline ledger::RequestStepEvent request_step(const std::string& request, std::string_view event, UtcTime at) {
  ledger::RequestStepEvent made;
  made.event = event;
  made.happened_at.at = at;
  made.request = request;
  made.role = "ISS";
  return made;
}

}  // namespace rogatory::test
