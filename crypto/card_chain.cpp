// What makes cards a chain. Each card is looked at in turn: its form, its place, its signatures, then what may have
// changed since the one before.
#include <algorithm>

#include "crypto/card.hpp"

namespace rogatory::crypto {
namespace {

using Checked = std::expected<void, ChainFault>;

std::unexpected<ChainFault> fault(std::string_view check, ErrorCode code, std::string sentence) {
  return std::unexpected(ChainFault{std::string(check), Error(code, std::move(sentence))});
}

std::unexpected<ChainFault> bad_form(std::string sentence) {
  return fault("card.form", ErrorCode::malformed, std::move(sentence));
}

std::unexpected<ChainFault> broken(std::string sentence) {
  return fault("card.chain", ErrorCode::incomplete, std::move(sentence));
}

// A signature in a form that nobody accepts is no forgery: the card is not of its form.
Checked check_signature(const SignedCard& card, ByteView sig, const PublicKey& key, std::string_view whose) {
  const Result<void> verified = sshsig_verify(sig, Namespace::card, card.card, key);
  if (verified) {
    return {};
  }
  const Error& error = verified.error();
  const bool is_form = error.code() == ErrorCode::malformed;
  return fault(is_form ? "card.form" : "card.signature", error.code(), std::string(whose) + ": " + error.sentence());
}

Checked check_place(const Card& card, const SignedCard* signed_before, std::int64_t expected_version) {
  if (card.version != expected_version) {
    return broken("version " + std::to_string(card.version) + " stands where version " +
                  std::to_string(expected_version) + " belongs");
  }
  if (signed_before != nullptr && card.prev != signed_before->hash()) {
    return broken("prev names another card than the one before");
  }
  return {};
}

Checked check_signatures(const SignedCard& signed_card, const Card& card, const Card* before) {
  if (auto own = check_signature(signed_card, signed_card.sig, card.root, "signature of the root"); !own) {
    return own;
  }
  const bool root_changed = before != nullptr && before->root != card.root;
  if (!root_changed) {
    return signed_card.prev_sig ? Checked(bad_form("has a signature of the previous root, but the root is the same"))
                                : Checked();
  }
  if (!signed_card.prev_sig) {
    return broken("the root changed without a signature of the previous root");
  }
  return check_signature(signed_card, *signed_card.prev_sig, before->root, "signature of the previous root");
}

// Officers stay for ever with the key they had, so that what they signed is judged by any later card too; and what was
// revoked stays revoked from that moment on (an earlier moment may become known).
Checked check_officer_kept(const Officer& before, const Card& card) {
  const Officer* after = card.officer(before.id);
  if (after == nullptr) {
    return bad_form("officer " + before.id + " was removed");
  }
  if (after->key != before.key) {
    return bad_form("the key of officer " + before.id + " changed");
  }
  if (before.revoked_at && (!after->revoked_at || *after->revoked_at > *before.revoked_at)) {
    return bad_form("the revocation of officer " + before.id + " was taken back or moved to a later time");
  }
  return {};
}

Checked check_succession(const Card& before, const Card& card) {
  if (card.id != before.id) {
    return bad_form("is a card of " + card.id + ", the one before is of " + before.id);
  }
  if (card.issued_at < before.issued_at) {
    return bad_form("was issued before the card before it");
  }
  for (const Officer& officer : before.officers) {
    if (auto kept = check_officer_kept(officer, card); !kept) {
      return kept;
    }
  }
  return {};
}

std::expected<Card, ChainFault> check_card(const SignedCard& signed_card, const SignedCard* signed_before,
                                           const Card* before, std::int64_t version) {
  Result<Card> card = Card::parse(signed_card.card);
  if (!card) {
    return bad_form(card.error().sentence());
  }
  Checked checked = check_place(*card, signed_before, version);
  if (checked) {
    checked = check_signatures(signed_card, *card, before);
  }
  if (checked && before != nullptr) {
    checked = check_succession(*before, *card);
  }
  if (!checked) {
    return std::unexpected(std::move(checked).error());
  }
  return *std::move(card);
}

bool share_a_root(const CardChain& a, const CardChain& b) {
  return std::ranges::any_of(a.cards(), [&](const Card& card) { return b.has_root(card.root.fingerprint()); });
}

}  // namespace

std::expected<CardChain, ChainFault> CardChain::check(std::vector<SignedCard> cards) {
  if (cards.empty()) {
    return broken("there are no cards");
  }
  if (cards.size() > k_chain_limit) {
    return bad_form("more than " + std::to_string(k_chain_limit) + " cards");
  }
  CardChain chain;
  for (std::size_t i = 0; i < cards.size(); ++i) {
    const SignedCard* signed_before = i == 0 ? nullptr : &cards[i - 1];
    const Card* before = i == 0 ? nullptr : &chain.m_cards.back();
    auto card = check_card(cards[i], signed_before, before, static_cast<std::int64_t>(i + 1));
    if (!card) {
      ChainFault found = std::move(card).error();
      found.error = std::move(found.error).while_("card " + std::to_string(i + 1));
      return std::unexpected(std::move(found));
    }
    chain.m_cards.push_back(*std::move(card));
  }
  chain.m_signed = std::move(cards);
  return chain;
}

const Card* CardChain::find(const Sha256& hash) const {
  const auto found = std::ranges::find(m_signed, hash, &SignedCard::hash);
  return found == m_signed.end() ? nullptr : &m_cards[static_cast<std::size_t>(found - m_signed.begin())];
}

bool CardChain::has_root(std::string_view fingerprint) const {
  return std::ranges::any_of(m_cards, [&](const Card& card) { return card.root.fingerprint() == fingerprint; });
}

std::optional<ChainFault> compare_chains(const CardChain& a, const CardChain& b) {
  if (a.newest().id != b.newest().id) {
    return ChainFault{"card.chain", Error(ErrorCode::malformed, "the cards are of two authorities, " + a.newest().id +
                                                                    " and " + b.newest().id)};
  }
  const std::size_t common = std::min(a.cards().size(), b.cards().size());
  for (std::size_t i = 0; i < common; ++i) {
    if (a.signed_cards()[i].card == b.signed_cards()[i].card) {
      continue;
    }
    if (!share_a_root(a, b)) {
      return ChainFault{"card.trust", Error(ErrorCode::untrusted,
                                            "cards of " + a.newest().id + " under another root than those known")};
    }
    return ChainFault{"card.fork", Error(ErrorCode::fork, "two different cards of " + a.newest().id + " say version " +
                                                              std::to_string(i + 1))};
  }
  return std::nullopt;
}

}  // namespace rogatory::crypto
