// A chain as a ustar: 000001.json, 000001.json.sig, [000001.json.prev.sig,] 000002.json, …
#include <algorithm>

#include "base/tar_members.hpp"
#include "crypto/card.hpp"

namespace rogatory::crypto {
namespace {

namespace tar = base::tar;

std::string card_name(std::size_t version) {
  const std::string digits = std::to_string(version);
  return std::string(6 - std::min<std::size_t>(digits.size(), 6), '0') + digits + ".json";
}

Result<SignedCard> take_card(tar::Members& members, std::size_t version) {
  const std::string name = card_name(version);
  SignedCard card;
  ROG_TRY_ASSIGN(card.card, members.take(name, k_card_limit));
  ROG_TRY_ASSIGN(card.sig, members.take(name + ".sig", k_sshsig_limit));
  if (members.is_next(name + ".prev.sig")) {
    ROG_TRY_ASSIGN(card.prev_sig, members.take(name + ".prev.sig", k_sshsig_limit));
  }
  return card;
}

}  // namespace

Bytes chain_to_tar(const CardChain& chain) {
  Bytes out;
  for (std::size_t i = 0; i < chain.signed_cards().size(); ++i) {
    const SignedCard& card = chain.signed_cards()[i];
    tar::append_member(out, card_name(i + 1), card.card);
    tar::append_member(out, card_name(i + 1) + ".sig", card.sig);
    if (card.prev_sig) {
      tar::append_member(out, card_name(i + 1) + ".prev.sig", *card.prev_sig);
    }
  }
  tar::append_end(out);
  return out;
}

Result<std::vector<SignedCard>> chain_from_tar(ByteView bytes) {
  if (bytes.size() > k_chain_tar_limit) {
    return fail(ErrorCode::malformed, "a tar of cards longer than " + std::to_string(k_chain_tar_limit) + " bytes");
  }
  ROG_TRY_ASSIGN(tar::Members members, tar::Members::open(bytes));
  std::vector<SignedCard> cards;
  do {
    if (cards.size() == k_chain_limit) {
      return fail(ErrorCode::malformed, "more than " + std::to_string(k_chain_limit) + " cards");
    }
    ROG_TRY_ASSIGN(SignedCard card, take_card(members, cards.size() + 1));
    cards.push_back(std::move(card));
  } while (!members.at_end());
  return cards;
}

}  // namespace rogatory::crypto
