#include <gtest/gtest.h>

#include <functional>

#include "crypto/card.hpp"
#include "tests/support/cards.hpp"

namespace rogatory::crypto {
namespace {

using test::at;
using test::first_card;
using test::fixed_key;
using test::k_root;
using test::next_card;
using test::signed_card;
using test::three_cards;

void expect_fault(std::vector<SignedCard> cards, std::string_view check, ErrorCode code, std::string_view sentence) {
  const auto chain = CardChain::check(std::move(cards));
  ASSERT_FALSE(chain.has_value()) << sentence;
  EXPECT_EQ(chain.error().check, check) << chain.error().error.sentence();
  EXPECT_EQ(chain.error().error.code(), code) << chain.error().error.sentence();
  EXPECT_NE(chain.error().error.sentence().find(sentence), std::string::npos) << chain.error().error.sentence();
}

void expect_bad_form(std::vector<SignedCard> cards, std::string_view sentence) {
  expect_fault(std::move(cards), "card.form", ErrorCode::malformed, sentence);
}
void expect_broken(std::vector<SignedCard> cards, std::string_view sentence) {
  expect_fault(std::move(cards), "card.chain", ErrorCode::incomplete, sentence);
}
void expect_forged(std::vector<SignedCard> cards, std::string_view sentence) {
  expect_fault(std::move(cards), "card.signature", ErrorCode::altered, sentence);
}

// A first card changed by one function, and a second one that follows it changed by another.
std::vector<SignedCard> two_cards(const std::function<void(Card&)>& change_first,
                                  const std::function<void(Card&)>& change_second) {
  Card first = first_card();
  change_first(first);
  Card second = next_card(first);
  change_second(second);
  return {signed_card(first), signed_card(second)};
}

void nothing(Card& /*card*/) {}

TEST(CardChain, AcceptsThreeVersionsAndAChangeOfRoot) {
  const auto chain = CardChain::check(three_cards());
  ASSERT_TRUE(chain.has_value()) << chain.error().error.sentence();
  EXPECT_EQ(chain->newest().version, 3);
  EXPECT_TRUE(chain->has_root(fixed_key(k_root).public_key().fingerprint()));
  EXPECT_TRUE(chain->has_root(fixed_key(k_root + 1).public_key().fingerprint()));
  EXPECT_FALSE(chain->has_root(fixed_key(k_root + 2).public_key().fingerprint()));
  EXPECT_EQ(chain->find(three_cards()[1].hash())->version, 2);
  EXPECT_EQ(chain->find(sha256("another card")), nullptr);
}

TEST(CardChain, NeedsACard) { expect_broken({}, "there are no cards"); }

TEST(CardChain, NamesTheCardThatDoesNotRead) {
  std::vector<SignedCard> cards = three_cards();
  cards[1].card.push_back('\n');
  expect_bad_form(std::move(cards), "card 2: ");
}

TEST(CardChain, HasNoGapAndNoOtherOrder) {
  const std::vector<SignedCard> cards = three_cards();
  expect_broken({cards[1], cards[2]}, "card 1: version 2 stands where version 1 belongs");
  expect_broken({cards[0], cards[2]}, "card 2: version 3 stands where version 2 belongs");
  expect_broken({cards[0], cards[0]}, "card 2: version 1 stands where version 2 belongs");
  expect_broken({cards[1], cards[0]}, "card 1: version 2 stands where version 1 belongs");
}

TEST(CardChain, FollowsPrev) {
  expect_broken(two_cards(nothing, [](Card& card) { card.prev = sha256("another card"); }),
                "card 2: prev names another card");
}

TEST(CardChain, WantsTheSignatureOfItsRoot) {
  std::vector<SignedCard> cards = three_cards();
  cards[1].sig = cards[0].sig;
  expect_forged(cards, "card 2: signature of the root");
  SigningKey other = fixed_key(1);  // an officer signs no cards
  cards[1].sig = base::to_bytes(sshsig_sign(other, Namespace::card, cards[1].card).value());
  expect_forged(cards, "another key");
  SigningKey root = fixed_key(k_root);
  cards[1].sig = base::to_bytes(sshsig_sign(root, Namespace::seal, cards[1].card).value());
  expect_forged(cards, "another namespace");
}

TEST(CardChain, CallsASignatureInAnotherFormMalformed) {
  std::vector<SignedCard> cards = three_cards();
  cards[1].sig.push_back('\n');
  expect_bad_form(cards, "card 2: signature of the root");
  cards = three_cards();
  cards[2].prev_sig->clear();
  expect_bad_form(cards, "card 3: signature of the previous root");
}

TEST(CardChain, SeesEveryChangedByteOfACard) {
  const SignedCard good = three_cards()[0];
  for (std::size_t i = 0; i < good.card.size(); ++i) {
    SignedCard changed = good;
    changed.card[i] = static_cast<std::uint8_t>(changed.card[i] ^ 1U);
    EXPECT_FALSE(CardChain::check({changed}).has_value()) << i;
  }
}

TEST(CardChain, ChangesItsRootOnlyWithTheOldOne) {
  std::vector<SignedCard> cards = three_cards();
  cards[2].prev_sig.reset();
  expect_broken(cards, "card 3: the root changed without a signature of the previous root");
  cards[2].prev_sig = cards[2].sig;  // the new root speaks for itself
  expect_forged(cards, "card 3: signature of the previous root: signed with another key");
  cards[2].prev_sig = cards[1].sig;  // the old root's, of another card
  expect_forged(cards, "card 3: signature of the previous root: the signature is not one of these bytes");
}

TEST(CardChain, RefusesACrossSignatureWithoutAChangeOfRoot) {
  std::vector<SignedCard> cards = three_cards();
  cards[1].prev_sig = cards[1].sig;
  expect_bad_form(cards, "card 2: has a signature of the previous root, but the root is the same");
  cards = three_cards();
  cards[0].prev_sig = cards[0].sig;
  expect_bad_form(cards, "card 1: has a signature of the previous root, but the root is the same");
}

TEST(CardChain, StaysWithOneAuthority) {
  expect_bad_form(two_cards(nothing, [](Card& card) { card.id = "de-ca"; }), "card 2: is a card of de-ca");
}

TEST(CardChain, DoesNotRunBackwards) {
  const UtcTime first = first_card().issued_at;
  expect_bad_form(two_cards(nothing, [&](Card& card) { card.issued_at.seconds = first.seconds - 1; }),
                  "card 2: was issued before");
  EXPECT_TRUE(CardChain::check(two_cards(nothing, [&](Card& card) { card.issued_at = first; })).has_value());
}

TEST(CardChain, KeepsItsOfficersAndTheirKeys) {
  expect_bad_form(two_cards(nothing, [](Card& card) { card.officers.pop_back(); }),
                  "card 2: officer service was removed");
  expect_bad_form(two_cards(nothing, [](Card& card) { card.officers[0].key = fixed_key(3).public_key(); }),
                  "card 2: the key of officer registry-2 changed");
  EXPECT_TRUE(CardChain::check(two_cards(nothing, [](Card& card) {
                card.officers.insert(card.officers.begin(), test::officer("o-7f3a", 3, {May::seal}));
              })).has_value());
}

TEST(CardChain, NeverTakesARevocationBack) {
  const UtcTime revoked = at("2026-06-01T00:00:00Z");
  const auto revoke = [&](Card& card) { card.officers[0].revoked_at = revoked; };
  const auto move = [&](std::int64_t seconds) {
    return [=](Card& card) { card.officers[0].revoked_at = UtcTime{revoked.seconds + seconds}; };
  };
  EXPECT_TRUE(CardChain::check(two_cards(nothing, revoke)).has_value());
  EXPECT_TRUE(CardChain::check(two_cards(revoke, nothing)).has_value());
  EXPECT_TRUE(CardChain::check(two_cards(revoke, move(-1))).has_value());
  expect_bad_form(two_cards(revoke, move(1)), "card 2: the revocation of officer registry-2");
  expect_bad_form(two_cards(revoke, [](Card& card) { card.officers[0].revoked_at.reset(); }),
                  "card 2: the revocation of officer registry-2");
}

// Two cards back: the one before has to be asked, and it has already been held to the same rule.
TEST(CardChain, HoldsLaterCardsToTheSameRules) {
  const Card first = first_card();
  const Card second = next_card(first);
  Card third = next_card(second);
  third.officers.pop_back();
  expect_bad_form({signed_card(first), signed_card(second), signed_card(third)}, "card 3: officer service was removed");
}

TEST(CardChain, RefusesMoreCardsThanItsLimit) {
  std::vector<SignedCard> cards(k_chain_limit + 1, three_cards()[0]);
  expect_bad_form(std::move(cards), "more than 1000 cards");
}

std::optional<ChainFault> compare(std::vector<SignedCard> a, std::vector<SignedCard> b) {
  return compare_chains(test::chain_of(std::move(a)), test::chain_of(std::move(b)));
}

TEST(CompareChains, IsContentWhereOneContinuesTheOther) {
  const std::vector<SignedCard> cards = three_cards();
  EXPECT_FALSE(compare(cards, cards).has_value());
  EXPECT_FALSE(compare({cards[0]}, cards).has_value());
  EXPECT_FALSE(compare(cards, {cards[0], cards[1]}).has_value());
}

TEST(CompareChains, FindsTwoCardsOfOneVersion) {
  const std::vector<SignedCard> known = three_cards();
  const std::vector<SignedCard> other = two_cards(nothing, [](Card& card) { card.name = "Another office"; });
  for (const auto& fault : {compare(known, other), compare(other, known)}) {
    ASSERT_TRUE(fault.has_value());
    EXPECT_EQ(fault->check, "card.fork");
    EXPECT_EQ(fault->error.code(), ErrorCode::fork);
    EXPECT_EQ(fault->error.sentence(), "two different cards of fr-ca say version 2");
  }
}

TEST(CompareChains, FindsAForkInTheFirstCard) {
  Card card = first_card();
  card.name = "Another office";
  EXPECT_EQ(compare(three_cards(), {signed_card(card)})->check, "card.fork");
}

// Anybody can make cards in somebody's name: that is no proof that the authority told two stories.
TEST(CompareChains, CallsAStrangersCardsUntrusted) {
  Card card = first_card();
  card.root = fixed_key(k_root + 50).public_key();
  const auto fault = compare(three_cards(), {signed_card(card, k_root + 50)});
  ASSERT_TRUE(fault.has_value());
  EXPECT_EQ(fault->check, "card.trust");
  EXPECT_EQ(fault->error.code(), ErrorCode::untrusted);
}

TEST(CompareChains, DoesNotCompareTwoAuthorities) {
  Card card = first_card();
  card.id = "de-ca";
  EXPECT_EQ(compare(three_cards(), {signed_card(card)})->error.code(), ErrorCode::malformed);
}

}  // namespace
}  // namespace rogatory::crypto
