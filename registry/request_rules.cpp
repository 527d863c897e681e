#include "registry/request_rules.hpp"

#include "request/instruments.hpp"

namespace rogatory::registry {
namespace {

using SharedRules = std::shared_ptr<const FrozenRules>;

/// `rules` has the hash that its entry names: RequestFiled::parse looked.
Result<SharedRules> read_frozen(const std::string& rules) {
  auto frozen = std::make_shared<FrozenRules>();
  ROG_TRY_ASSIGN(frozen->rules, request::parse_rules(base::as_bytes(rules)));
  frozen->limits = named_limits(frozen->rules);
  return SharedRules(std::move(frozen));
}

}  // namespace

Result<SharedRules> RuleBook::rules_of(const ledger::RequestFiled& filed) {
  if (filed.rules == nullptr) {
    return fail(ErrorCode::not_found, "its rules " + filed.rules_sha256.substr(0, 12) + " are not in its entry");
  }
  auto read = m_read.find(filed.rules_sha256);
  if (read == m_read.end()) {
    read = m_read.emplace(filed.rules_sha256, read_frozen(*filed.rules)).first;
  }
  ROG_TRY_ASSIGN(SharedRules frozen, read->second);
  if (frozen->rules.machine.id != filed.machine) {
    return fail(ErrorCode::malformed,
                "its entry names machine " + filed.machine + ", and its rules have " + frozen->rules.machine.id);
  }
  return frozen;
}

std::vector<request::Limit> named_limits(const request::RuleSet& rules) {
  static const request::InstrumentSet built_in = request::InstrumentSet::built_in();
  std::vector<request::Limit> limits = rules.law.limits;
  for (request::Limit& limit : limits) {
    const request::Provision provision = request::provision_of(limit);
    limit.url = request::address_of(built_in, rules, provision);
    // A protocol's own articles say whose they are already.
    if (limit.ref.find_first_of("0123456789") == 0) {
      limit.ref = request::name_of(rules, provision);
    }
  }
  return limits;
}

void freeze_rules(ledger::RequestFiled& filed, const request::RuleSet& rules) {
  filed.machine = rules.machine.id;
  filed.rules = std::make_shared<const std::string>(request::document_of(rules).canonical());
  filed.rules_sha256 = crypto::sha256(*filed.rules).hex();
  filed.instruments = {rules.law.id};
  filed.instruments.insert(filed.instruments.end(), rules.layers.begin(), rules.layers.end());
}

}  // namespace rogatory::registry
