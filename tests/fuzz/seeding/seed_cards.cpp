#include "tests/fuzz/seeding/seeds.hpp"

#include "tests/fuzz/fixed.hpp"
#include "tests/kit/authority.hpp"

namespace rogatory::fuzz {
namespace {

using test::must;

crypto::Officer officer(const std::string& id, std::uint8_t key, crypto::May may) {
  crypto::Officer officer;
  officer.id = id;
  officer.key = fixed_key(key).public_key();
  officer.may = {may};
  officer.from = test::at("2026-01-01T00:00:00Z");
  officer.until = test::at("2027-12-31T23:59:59Z");
  return officer;
}

crypto::Card first_card() {
  crypto::Card card;
  card.calendar = "FR";
  card.country = "FR";
  card.evidence = fixed_identity().recipient();
  card.id = k_authority;
  card.issued_at = test::at("2026-01-01T00:00:00Z");
  card.languages = {"fr", "en"};
  card.log_key = fixed_key(6).public_key().bytes;
  card.name = "Bureau de l'entraide pénale internationale";
  card.officers = {officer(k_officer, 2, crypto::May::seal), officer("service", 7, crypto::May::service)};
  card.role = "central-authority";
  card.root = root_key().public_key();
  card.transport = fixed_identity().recipient();
  card.urls = {"https://registry.example/"};
  card.zone = "Europe/Paris";
  return card;
}

crypto::Card next_card(const crypto::Card& before) {
  crypto::Card card = before;
  card.prev = crypto::sha256(before.serialize());
  card.version = before.version + 1;
  card.issued_at.seconds += 86400;
  return card;
}

}  // namespace

std::vector<crypto::SignedCard> two_cards() {
  crypto::SigningKey root = root_key();
  crypto::SigningKey next_root = fixed_key(8);
  crypto::Card second = next_card(first_card());
  second.root = next_root.public_key();
  second.address = "13 place Vendôme, 75001 Paris";
  second.officers.front().revoked_at = test::at("2026-09-01T00:00:00Z");
  return {must(crypto::sign_card(first_card(), root, nullptr)), must(crypto::sign_card(second, next_root, &root))};
}

void seed_cards(const Seeds& seeds) {
  const std::vector<crypto::SignedCard> cards = two_cards();
  seeds.put("card", "ok-first", cards[0].card);
  seeds.put("card", "ok-second", cards[1].card);
  seeds.put("card_chain", "ok-one", crypto::chain_to_tar(crypto::CardChain::check({cards[0]}).value()));
  seeds.put("card_chain", "ok-two", crypto::chain_to_tar(crypto::CardChain::check(cards).value()));
}

}  // namespace rogatory::fuzz
