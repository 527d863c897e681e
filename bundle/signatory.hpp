// Who sealed a bundle: the cards it carries, the officer's signature, and whether we trust them.
// Each function makes its checks (rogatory-bundle(5)) and writes into the checklist what held and what did not.
#pragma once

#include <optional>
#include <vector>

#include "bundle/checks.hpp"
#include "bundle/records.hpp"
#include "crypto/card_checks.hpp"

namespace rogatory::bundle {

/// card.form, card.chain, card.signature. `versions` are the numbers in the cards' names; with a seal the chain must
/// end at the card that it names and be its authority's.
std::optional<crypto::CardChain> check_cards(const std::vector<std::uint64_t>& versions,
                                             std::vector<crypto::SignedCard> cards, const Seal* seal,
                                             Checklist& checks);

/// signature.form, seal.signature. Without the officer's key (no seal, no cards, not in the card) the signature must
/// still be one of these bytes by the key that it carries.
void check_signature(ByteView seal_bytes, ByteView armoured, const Seal* seal, const crypto::CardChain* chain,
                     Checklist& checks);

/// officer.validity: by the card that the seal names, which was issued before; then by the newest card of the bundle
/// and of those at hand, `known`, which may be null.
void check_officer(const Seal& seal, const crypto::CardChain& chain, const crypto::CardChain* known, Checklist& checks);

}  // namespace rogatory::bundle
