// Cards of a made-up authority, with keys that are the same in every run.
#pragma once

#include <gtest/gtest.h>

#include "crypto/card.hpp"
#include "tests/support/ssh.hpp"

namespace rogatory::test {

inline UtcTime at(std::string_view text) { return base::UtcTime::parse(text).value(); }

/// The seeds of fixed_key() that stand for roots start here; officers use others.
constexpr std::uint8_t k_root = 100;

inline crypto::Officer officer(const std::string& id, std::uint8_t seed, std::set<crypto::May> may) {
  crypto::Officer one;
  one.id = id;
  one.key = fixed_key(seed).public_key();
  one.may = std::move(may);
  one.roles = {"ISS", "VAL"};
  one.from = at("2026-01-01T00:00:00Z");
  one.until = at("2027-12-31T23:59:59Z");
  return one;
}

inline crypto::age::Recipient recipient(std::uint8_t number) {
  std::array<std::uint8_t, 32> raw{};
  raw.fill(number);
  return crypto::age::Recipient::from_raw(raw);
}

/// Version 1 of fr-ca under fixed_key(k_root), with the officers registry-2 (1) and service (2).
inline crypto::Card first_card() {
  using crypto::May;
  crypto::Card card;
  card.address = "13 place Vendôme, 75001 Paris";
  card.calendar = "FR";
  card.country = "FR";
  card.evidence = recipient(9);
  card.id = "fr-ca";
  card.issued_at = at("2026-01-02T00:00:00Z");
  card.languages = {"fr", "en"};
  card.log_key = fixed_key(90).public_key().bytes;
  card.name = "Bureau de l'entraide pénale internationale";
  card.officers = {officer("registry-2", 1, {May::entry, May::grant, May::pouch, May::seal}),
                   officer("service", 2, {May::service})};
  card.role = "central-authority";
  card.root = fixed_key(k_root).public_key();
  card.tls = crypto::sha256("a certificate");
  card.transport = recipient(10);
  card.urls = {"https://registry.example/", "https://mirror.example:8443/rogatory"};
  card.zone = "Europe/Paris";
  return card;
}

/// Version 1 of another authority, with the same keys and officers.
inline crypto::Card card_of(const std::string& id, const std::string& country) {
  crypto::Card card = first_card();
  card.id = id;
  card.country = card.calendar = country;
  return card;
}

/// The card that follows `before` and says the same, a month later.
inline crypto::Card next_card(const crypto::Card& before) {
  crypto::Card card = before;
  card.prev = crypto::sha256(before.serialize());
  card.version = before.version + 1;
  card.issued_at.seconds += 30 * 86400;
  return card;
}

/// Signed by fixed_key(root), and by fixed_key(previous_root) where the root changed.
inline crypto::SignedCard signed_card(const crypto::Card& card, std::uint8_t root = k_root,
                                      std::optional<std::uint8_t> previous_root = std::nullopt) {
  crypto::SigningKey key = fixed_key(root);
  if (!previous_root) {
    return crypto::sign_card(card, key, nullptr).value();
  }
  crypto::SigningKey previous = fixed_key(*previous_root);
  return crypto::sign_card(card, key, &previous).value();
}

inline crypto::CardChain chain_of(std::vector<crypto::SignedCard> cards) {
  auto chain = crypto::CardChain::check(std::move(cards));
  EXPECT_TRUE(chain.has_value()) << chain.error().error.sentence();
  return *std::move(chain);
}

/// Three versions; the root changes with the third, from k_root to k_root + 1.
inline std::vector<crypto::SignedCard> three_cards() {
  const crypto::Card first = first_card();
  const crypto::Card second = next_card(first);
  crypto::Card third = next_card(second);
  third.root = fixed_key(k_root + 1).public_key();
  return {signed_card(first), signed_card(second), signed_card(third, k_root + 1, k_root)};
}

}  // namespace rogatory::test
