// The rules by which a request is told and counted: those that were frozen when it was filed (design: requests.md).
#pragma once

#include <memory>

#include "ledger/request_event.hpp"
#include "request/layers.hpp"
#include "request/machine.hpp"

namespace rogatory::registry {

struct FrozenRules {
  request::RuleSet rules;
  std::shared_ptr<const request::Machine> machine;
};

/// malformed: they are of no form that this program reads; not_found: they are not in the entry, or this program has no
/// machine of that id.
Result<FrozenRules> rules_of(const ledger::RequestFiled& filed);

/// The limits of the rules as people read them: each article with the instrument it is of, and the address of its text
/// where that was read.
std::vector<request::Limit> named_limits(const request::RuleSet& rules);

/// Puts the rules and their hash into what is to be filed.
void freeze_rules(ledger::RequestFiled& filed, const request::RuleSet& rules);

}  // namespace rogatory::registry
