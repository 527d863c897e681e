// The rules by which a request is told and counted: those that were frozen when it was filed, its machine among them
// (design: requests.md).
#pragma once

#include <map>
#include <memory>
#include <span>

#include "ledger/request_event.hpp"
#include "request/step_basis.hpp"

namespace rogatory::registry {

/// Rules as they were frozen, shared by all requests that were filed under them. Histories point into `machine`.
struct FrozenRules {
  request::RuleSet rules;                ///< as they were frozen, the machine among them
  request::Machine machine;              ///< machine_under of them: by it steps are judged and told
  std::vector<request::Limit> limits;    ///< named_limits of them
  std::vector<request::Ground> grounds;  ///< named_grounds of them
};

/// Reads each distinct set of rules once: requests between the same two States have the same, and they are large.
class RuleBook {
 public:
  /// not_found: they are not in the entry; malformed: they are of no form that this program reads, or not those of the
  /// machine or hash that the entry names.
  Result<std::shared_ptr<const FrozenRules>> rules_of(const ledger::RequestFiled& filed);

 private:
  std::map<std::string, Result<std::shared_ptr<const FrozenRules>>, std::less<>> m_read;  // by SHA-256
};

/// The limits of the rules as people read them: each article with the instrument it is of, and the address of its text
/// where that was read.
std::vector<request::Limit> named_limits(const request::RuleSet& rules);

/// The grounds of refusal, the same way.
std::vector<request::Ground> named_grounds(const request::RuleSet& rules);

/// Which of them somebody means who wrote "18(21)(b)", "untoc-mla 18(21)(b)" or "essential_interests"; an article may
/// have several. None: it is no ground of these rules, e.g. one of domestic law.
std::vector<const request::Ground*> grounds_meant(std::span<const request::Ground> grounds, std::string_view said);

/// Puts the rules and their hash into what is to be filed.
void freeze_rules(ledger::RequestFiled& filed, const request::RuleSet& rules);

}  // namespace rogatory::registry
