#include "bundle/signatory.hpp"

#include "crypto/standing.hpp"

namespace rogatory::bundle {
namespace {

using crypto::Card;
using crypto::CardChain;
using crypto::Officer;

const Officer* officer_of(const Seal* seal, const CardChain* chain) {
  const Card* card = seal != nullptr && chain != nullptr ? chain->find(seal->card) : nullptr;
  return card != nullptr ? card->officer(seal->officer) : nullptr;
}

}  // namespace

std::optional<CardChain> check_cards(const std::vector<std::uint64_t>& versions, std::vector<crypto::SignedCard> cards,
                                     const Seal* seal, Checklist& checks) {
  std::optional<CardChain> chain = crypto::check_cards(versions, std::move(cards), checks);
  if (!chain || seal == nullptr) {
    return chain;
  }
  if (chain->newest().id != seal->authority) {
    checks.found("card.chain", "the cards are those of " + chain->newest().id + ", the seal names " + seal->authority);
  } else if (chain->signed_cards().back().hash() != seal->card) {
    checks.found("card.chain", "the last card is not the one that the seal names");
  }
  return chain;
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
  if (const std::string why = crypto::objection(*card, *in_force, crypto::May::seal, seal.sealed_at); !why.empty()) {
    checks.found("officer.validity", seal.officer + " " + why);
    return;
  }
  const bool newer = known != nullptr && known->cards().size() > chain.cards().size();
  const Officer* newest = (newer ? *known : chain).newest().officer(seal.officer);
  if (newest == nullptr) {
    return;  // an officer is never removed from cards that agree
  }
  if (const std::string why = crypto::withdrawn_altogether(*newest, crypto::May::seal, seal.sealed_at); !why.empty()) {
    checks.found("officer.validity", seal.officer + " " + why);
    return;
  }
  const std::optional<UtcTime> withdrawn = crypto::withdrawn_at(*in_force, *newest);
  if (withdrawn && seal.sealed_at >= *withdrawn) {
    checks.found("officer.validity", seal.officer + " was revoked at " + withdrawn->text() +
                                         " by a later card, sealed at " + seal.sealed_at.text());
  } else if (withdrawn) {
    checks.found("officer.validity", seal.officer + " was revoked at " + withdrawn->text() +
                                         ", and that the bundle existed before is not proven in time");
  }
}

}  // namespace rogatory::bundle
