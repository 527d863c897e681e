#include "registry/rules_check.hpp"

namespace rogatory::registry {

const request::RulesComparison& RulesCheck::of(const CaseRequest& request) {
  const auto known = m_compared.find(request.filed.rules_sha256);
  if (known != m_compared.end()) {
    return known->second;
  }
  request::RulesComparison compared{.here = request::RulesHere::not_at_hand, .differences = {}, .why = {}};
  if (m_instruments) {
    compared = request::compare_rules(*m_instruments, request.rules->rules);
  } else {
    compared.why = m_instruments.error().sentence();
  }
  return m_compared.emplace(request.filed.rules_sha256, std::move(compared)).first->second;
}

}  // namespace rogatory::registry
