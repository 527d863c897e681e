// Whether requests are told by the rules that this home has of their instruments, each distinct set compared once.
#pragma once

#include <map>

#include "registry/request_entry.hpp"
#include "request/rules_compared.hpp"

namespace rogatory::registry {

class RulesCheck {
 public:
  /// Where the instruments cannot be read, no rules can be compared, and each comparison says why.
  explicit RulesCheck(Result<request::InstrumentSet> instruments) : m_instruments(std::move(instruments)) {}

  /// Of a request that has its rules; the reference holds as long as this object.
  const request::RulesComparison& of(const CaseRequest& request);

 private:
  Result<request::InstrumentSet> m_instruments;
  std::map<std::string, request::RulesComparison, std::less<>> m_compared;  // by SHA-256 of the rules, and States
};

}  // namespace rogatory::registry
