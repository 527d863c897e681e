#include "registry/request_rules.hpp"

#include "request/instruments.hpp"

namespace rogatory::registry {
namespace {

using SharedRules = std::shared_ptr<const FrozenRules>;

const request::InstrumentSet& built_in_instruments() {
  static const request::InstrumentSet set = request::InstrumentSet::built_in();
  return set;
}

/// "ets24 16(4)"; a protocol's own articles say whose they are already.
std::string named_ref(const request::RuleSet& rules, const request::Provision& provision) {
  return provision.ref.find_first_of("0123456789") == 0 ? request::name_of(rules, provision) : provision.ref;
}

/// `rules` has the hash that its entry names: RequestFiled::parse looked.
Result<SharedRules> read_frozen(const std::string& rules) {
  auto frozen = std::make_shared<FrozenRules>();
  ROG_TRY_ASSIGN(frozen->rules, request::parse_rules(base::as_bytes(rules)));
  frozen->machine = request::machine_under(frozen->rules);
  frozen->limits = named_limits(frozen->rules);
  frozen->grounds = named_grounds(frozen->rules);
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
  std::vector<request::Limit> limits = rules.law.limits;
  for (request::Limit& limit : limits) {
    const request::Provision provision = request::provision_of(limit);
    limit.url = request::address_of(built_in_instruments(), rules, provision);
    limit.ref = named_ref(rules, provision);
  }
  return limits;
}

std::vector<request::Ground> named_grounds(const request::RuleSet& rules) {
  std::vector<request::Ground> grounds = rules.law.grounds;
  for (request::Ground& ground : grounds) {
    ground.provision.url = request::address_of(built_in_instruments(), rules, ground.provision);
    ground.provision.ref = named_ref(rules, ground.provision);
  }
  return grounds;
}

std::vector<const request::Ground*> grounds_meant(std::span<const request::Ground> grounds, std::string_view said) {
  std::vector<const request::Ground*> meant;
  for (const request::Ground& ground : grounds) {
    const request::Provision& provision = ground.provision;
    const bool is_short = provision.ref == provision.source + " " + std::string(said);
    if (said == ground.ground || said == provision.ref || is_short) {
      meant.push_back(&ground);
    }
  }
  return meant;
}

void freeze_rules(ledger::RequestFiled& filed, const request::RuleSet& rules) {
  filed.machine = rules.machine.id;
  filed.rules = std::make_shared<const std::string>(request::document_of(rules).canonical());
  filed.rules_sha256 = crypto::sha256(*filed.rules).hex();
  filed.instruments = {rules.law.id};
  filed.instruments.insert(filed.instruments.end(), rules.layers.begin(), rules.layers.end());
}

}  // namespace rogatory::registry
