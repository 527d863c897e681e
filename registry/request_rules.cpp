#include "registry/request_rules.hpp"

#include "request/instruments.hpp"
#include "request/machine_file.hpp"

namespace rogatory::registry {

Result<FrozenRules> rules_of(const ledger::RequestFiled& filed) {
  if (!filed.rules) {
    return fail(ErrorCode::not_found, "its rules " + filed.rules_sha256.substr(0, 12) + " are not in its entry");
  }
  const std::string text = Json(*filed.rules).canonical();
  FrozenRules frozen;
  ROG_TRY_ASSIGN(frozen.rules, request::parse_rules(base::as_bytes(text)));
  const request::Machine* const machine = request::find_machine(filed.machine);
  if (machine == nullptr || frozen.rules.law.machine != filed.machine) {
    return fail(ErrorCode::not_found, "this program has no machine " + filed.machine + " for these rules");
  }
  // Built-in machines live as long as the program.
  frozen.machine = std::shared_ptr<const request::Machine>(std::shared_ptr<void>(), machine);
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
  const Json document = request::document_of(rules);
  filed.machine = rules.law.machine;
  filed.rules = *document.as_object();
  filed.rules_sha256 = request::hash_of(rules).hex();
  filed.instruments = {rules.law.id};
  filed.instruments.insert(filed.instruments.end(), rules.layers.begin(), rules.layers.end());
}

}  // namespace rogatory::registry
