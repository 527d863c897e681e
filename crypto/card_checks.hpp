// The checks of cards that every verification makes (rogatory-bundle(5), rogatory-ledger(5)): card.form, card.chain,
// card.signature, card.fork and card.trust. Each writes into a checklist whose table has these rows.
#pragma once

#include <optional>
#include <vector>

#include "base/checklist.hpp"
#include "crypto/trust.hpp"

namespace rogatory::crypto {

/// card.form, card.chain, card.signature. `versions` are the numbers in the cards' names, as they were found.
std::optional<CardChain> check_cards(const std::vector<std::uint64_t>& versions, std::vector<SignedCard> cards,
                                     base::Checklist& checks);

/// card.trust, card.fork: the pinned root, and the cards at hand against those that were carried. Returns the cards at
/// hand where they agree with those, else null.
const CardChain* check_trust(const CardChain& carried, const Trust& trust, base::Checklist& checks);

}  // namespace rogatory::crypto
