#include "bundle/signatory.hpp"

#include <algorithm>

namespace rogatory::bundle {
namespace {

using crypto::Card;
using crypto::CardChain;
using crypto::Officer;

const Officer* officer_of(const Seal* seal, const CardChain* chain) {
  const Card* card = seal != nullptr && chain != nullptr ? chain->find(seal->card) : nullptr;
  return card != nullptr ? card->officer(seal->officer) : nullptr;
}

/// Why the officer of the card in force could not seal at that time; empty where he could.
std::string objection(const Card& card, const Officer& officer, UtcTime at) {
  if (!officer.may.contains(crypto::May::seal)) {
    return "may not seal";
  }
  if (at < officer.from || at > officer.until) {
    return "is entitled from " + officer.from.text() + " to " + officer.until.text() + ", sealed at " + at.text();
  }
  if (officer.revoked_at && at >= *officer.revoked_at) {
    return "was revoked at " + officer.revoked_at->text() + ", sealed at " + at.text();
  }
  if (at < card.issued_at) {
    return "sealed at " + at.text() + ", before the card that the seal names was issued (" + card.issued_at.text() +
           ")";
  }
  return "";
}

/// The first second from which a newer card takes the officer's word back: revoked, or his time cut short at its end. A
/// time within which the officer was entitled in the old card does not help then: who has the key can write any time.
std::optional<UtcTime> withdrawn_at(const Officer& in_force, const Officer& newest) {
  std::optional<UtcTime> at = newest.revoked_at;
  if (newest.until < in_force.until) {
    const UtcTime after_end{newest.until.seconds + 1};
    at = at ? std::min(*at, after_end) : after_end;
  }
  return at;
}

/// What a newer card takes back without a time from which on: the right to seal, or a first day that it moved past this
/// seal. Then nothing says which of his seals were made before. Empty where the newer card takes neither back.
std::string withdrawn_altogether(const Officer& newest, UtcTime sealed_at) {
  if (!newest.may.contains(crypto::May::seal)) {
    return "may no longer seal by a later card, and that the bundle existed before is not proven in time";
  }
  if (sealed_at < newest.from) {
    return "is entitled from " + newest.from.text() + " by a later card, sealed at " + sealed_at.text();
  }
  return "";
}

}  // namespace

std::optional<CardChain> check_cards(const std::vector<std::uint64_t>& versions, std::vector<crypto::SignedCard> cards,
                                     const Seal* seal, Checklist& checks) {
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
  if (seal != nullptr && chain->newest().id != seal->authority) {
    checks.found("card.chain", "the cards are those of " + chain->newest().id + ", the seal names " + seal->authority);
  } else if (seal != nullptr && chain->signed_cards().back().hash() != seal->card) {
    checks.found("card.chain", "the last card is not the one that the seal names");
  }
  return *std::move(chain);
}

void check_signature(ByteView seal_bytes, ByteView armoured, const Seal* seal, const CardChain* chain,
                     Checklist& checks) {
  const Result<crypto::SshSignature> signature = crypto::parse_sshsig(armoured);
  if (!signature) {
    checks.found("signature.form", signature.error().sentence());
    return;
  }
  checks.made("signature.form");
  const Officer* officer = officer_of(seal, chain);
  const crypto::PublicKey& key = officer != nullptr ? officer->key : signature->key;
  const Result<void> verified = crypto::sshsig_verify(armoured, crypto::Namespace::seal, seal_bytes, key);
  if (!verified) {
    checks.found("seal.signature", verified.error().sentence());
  } else if (officer != nullptr) {
    checks.made("seal.signature");
  }
}

const CardChain* check_trust(const CardChain& chain, const crypto::Trust& trust, Checklist& checks) {
  const std::string& authority = chain.newest().id;
  checks.made("card.trust");
  const CardChain* known = trust.chain_of(authority);
  const std::optional<crypto::ChainFault> differ =
      known != nullptr ? crypto::compare_chains(chain, *known) : std::nullopt;
  const bool agree = known != nullptr && !differ;
  const crypto::Sha256* pinned = trust.root_of(authority);
  // A root that was pinned after it changed stands in the cards at hand alone; they name those of the bundle by hash.
  const auto has_pinned = [&](const CardChain& cards) { return cards.has_root(crypto::fingerprint_text(*pinned)); };
  const bool trusted = pinned != nullptr && (has_pinned(chain) || (agree && has_pinned(*known)));
  if (pinned == nullptr) {
    checks.found("card.trust", authority + " is not pinned");
  } else if (!trusted) {
    checks.found("card.trust", "the pinned root of " + authority + ", " + crypto::fingerprint_text(*pinned) +
                                   ", is in none of these cards");
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

void check_officer(const Seal& seal, const CardChain& chain, const CardChain* known, Checklist& checks) {
  const Card* card = chain.find(seal.card);
  if (card == nullptr) {
    return;  // card.chain has said so
  }
  checks.made("officer.validity");
  const Officer* in_force = card->officer(seal.officer);
  if (in_force == nullptr) {
    checks.found("officer.validity", seal.officer + " is not in the card that the seal names");
    return;
  }
  if (const std::string why = objection(*card, *in_force, seal.sealed_at); !why.empty()) {
    checks.found("officer.validity", seal.officer + " " + why);
    return;
  }
  const bool newer = known != nullptr && known->cards().size() > chain.cards().size();
  const Officer* newest = (newer ? *known : chain).newest().officer(seal.officer);
  if (newest == nullptr) {
    return;  // an officer is never removed from cards that agree
  }
  if (const std::string why = withdrawn_altogether(*newest, seal.sealed_at); !why.empty()) {
    checks.found("officer.validity", seal.officer + " " + why);
    return;
  }
  const std::optional<UtcTime> withdrawn = withdrawn_at(*in_force, *newest);
  if (withdrawn && seal.sealed_at >= *withdrawn) {
    checks.found("officer.validity", seal.officer + " was revoked at " + withdrawn->text() +
                                         " by a later card, sealed at " + seal.sealed_at.text());
  } else if (withdrawn) {
    checks.found("officer.validity", seal.officer + " was revoked at " + withdrawn->text() +
                                         ", and that the bundle existed before is not proven in time");
  }
}

}  // namespace rogatory::bundle
