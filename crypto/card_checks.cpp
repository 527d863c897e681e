#include "crypto/card_checks.hpp"

namespace rogatory::crypto {

std::optional<CardChain> check_cards(const std::vector<std::uint64_t>& versions, std::vector<SignedCard> cards,
                                     base::Checklist& checks) {
  for (std::size_t i = 0; i < versions.size(); ++i) {
    if (versions[i] != i + 1) {
      checks.found("card.chain", "card " + std::to_string(i + 1) + " is missing");
      return std::nullopt;
    }
  }
  if (cards.empty()) {
    checks.found("card.chain", "there are no cards");
    return std::nullopt;
  }
  auto chain = CardChain::check(std::move(cards));
  if (!chain) {
    checks.found(chain.error().check, chain.error().error.sentence());
    return std::nullopt;
  }
  for (const std::string_view name : {"card.form", "card.chain", "card.signature"}) {
    checks.made(name);
  }
  return *std::move(chain);
}

const CardChain* check_trust(const CardChain& carried, const Trust& trust, base::Checklist& checks) {
  const std::string& authority = carried.newest().id;
  checks.made("card.trust");
  const CardChain* known = trust.chain_of(authority);
  const std::optional<ChainFault> differ = known != nullptr ? compare_chains(carried, *known) : std::nullopt;
  const bool agree = known != nullptr && !differ;
  const Sha256* pinned = trust.root_of(authority);
  // A root that was pinned after it changed stands in the cards at hand alone; they name those of the bundle by hash.
  const auto has_pinned = [&](const CardChain& cards) { return cards.has_root(fingerprint_text(*pinned)); };
  const bool trusted = pinned != nullptr && (has_pinned(carried) || (agree && has_pinned(*known)));
  if (pinned == nullptr) {
    checks.found("card.trust", authority + " is not pinned");
  } else if (!trusted) {
    checks.found("card.trust",
                 "the pinned root of " + authority + ", " + fingerprint_text(*pinned) + ", is in none of these cards");
  }
  if (agree) {
    checks.made("card.fork");
    return known;
  }
  // That somebody else's cards are under another root has been said.
  if (differ && (trusted || differ->check != "card.trust")) {
    checks.found(differ->check, differ->error.sentence());
  }
  return nullptr;
}

}  // namespace rogatory::crypto
