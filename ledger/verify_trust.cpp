#include "ledger/verify_trust.hpp"

#include <algorithm>

#include "crypto/card_checks.hpp"

namespace rogatory::ledger {
namespace {

const crypto::CardChain* longer(const crypto::CardChain* one, const crypto::CardChain* other) {
  return other != nullptr && other->cards().size() > one->cards().size() ? other : one;
}

/// The chains of an authority's own logs continue one another.
void compare_with_others(LogFacts& log, const AllLogs& logs) {
  for (const LogFacts& other : logs) {
    if (&other == &log || other.name.authority != log.name.authority || !other.chain) {
      continue;
    }
    const auto differ = crypto::compare_chains(*log.chain, *other.chain);
    if (differ) {
      log.checks.found(differ->check, "beside the cards of " + other.name.text() + ": " + differ->error.sentence());
    } else {
      log.newest = longer(log.newest, other.chain.get());
    }
  }
}

const Party* party_named(const std::vector<Party>* parties, const std::string& id) {
  if (parties == nullptr) {
    return nullptr;
  }
  const auto found = std::ranges::find(*parties, id, &Party::id);
  return found == parties->end() ? nullptr : &*found;
}

}  // namespace

void judge_trust(LogFacts& log, const AllLogs& logs, const crypto::Trust& trust, const std::vector<Party>* parties,
                 const std::string& introduced_by) {
  if (!log.chain) {
    return;
  }
  const std::string& authority = log.name.authority;
  log.newest = log.chain.get();
  const Party* party = party_named(parties, authority);
  const bool is_pinned = trust.root_of(authority) != nullptr;
  const bool is_introduced = party != nullptr && !is_pinned && !introduced_by.empty();
  crypto::Trust extended = trust;
  if (is_introduced) {
    extended.pin(authority, party->root);
  }
  log.newest = longer(log.newest, crypto::check_trust(*log.chain, is_introduced ? extended : trust, log.checks.list()));
  compare_with_others(log, logs);
  if (party != nullptr && !log.newest->has_root(crypto::fingerprint_text(party->root))) {
    log.checks.found("card.trust",
                     "the opener names another root of " + authority + ", " + crypto::fingerprint_text(party->root));
  } else if (parties != nullptr && party == nullptr) {
    log.checks.found("card.trust", "the opener does not name " + authority + " as a party of the case");
  }
  const auto findings = log.checks.findings();
  const bool doubted = std::ranges::any_of(findings, [](const Finding& found) {
    return found.check->name == "card.trust" || found.check->name == "card.fork";
  });
  if (!doubted) {
    log.trusted_by = is_introduced ? "introduced by " + introduced_by : "pinned";
  }
}

}  // namespace rogatory::ledger
