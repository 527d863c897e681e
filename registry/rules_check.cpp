#include "registry/rules_check.hpp"

namespace rogatory::registry {

const request::RulesComparison& RulesCheck::of(const CaseRequest& request) {
  const std::string& requesting = request.filed.requesting.country;
  const std::string& requested = request.filed.requested.country;
  const std::string key = request.filed.rules_sha256 + requesting + requested;
  const auto known = m_compared.find(key);
  if (known != m_compared.end()) {
    return known->second;
  }
  request::RulesComparison compared{.here = request::RulesHere::not_at_hand, .differences = {}, .why = {}};
  if (m_instruments) {
    compared = request::compare_rules(*m_instruments, request.rules->rules, requesting, requested);
  } else {
    compared.why = m_instruments.error().sentence();
  }
  return m_compared.emplace(key, std::move(compared)).first->second;
}

}  // namespace rogatory::registry
