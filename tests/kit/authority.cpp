#include "tests/kit/authority.hpp"

#include <algorithm>

namespace rogatory::test {
namespace {

crypto::Officer new_officer(const std::string& id, const crypto::SigningKey& key, crypto::May may) {
  crypto::Officer officer;
  officer.id = id;
  officer.key = key.public_key();
  officer.may = {may};
  officer.from = at("2026-01-01T00:00:00Z");
  officer.until = at("2027-12-31T23:59:59Z");
  return officer;
}

}  // namespace

UtcTime at(const char* text) { return must(UtcTime::parse(text)); }

UtcTime sealing_time() { return at("2026-06-01T12:00:00Z"); }

Authority::Authority(const std::string& id)
    : m_root(crypto::SigningKey::generate()),
      m_officer(crypto::SigningKey::generate()),
      m_colleague(crypto::SigningKey::generate()),
      m_clerk(crypto::SigningKey::generate()),
      m_log(crypto::SigningKey::generate()),
      m_evidence(crypto::age::Identity::generate()) {
  m_card.id = id;
  m_card.name = "Central Authority " + id;
  m_card.role = "central-authority";
  m_card.country = "FR";
  m_card.calendar = "FR";
  m_card.zone = "Europe/Paris";
  m_card.languages = {"fr"};
  m_card.issued_at = at("2026-01-01T00:00:00Z");
  m_card.root = m_root.public_key();
  m_card.evidence = m_evidence.recipient();
  m_card.transport = crypto::age::Identity::generate().recipient();
  m_card.log_key = m_log.public_key().bytes;
  m_card.officers = {new_officer(k_clerk, m_clerk, crypto::May::entry),
                     new_officer(k_officer, m_officer, crypto::May::seal),
                     new_officer(k_colleague, m_colleague, crypto::May::seal)};
  sign(nullptr);
}

void Authority::sign(crypto::Signer* previous_root) {
  m_signed.push_back(must(crypto::sign_card(m_card, m_root, previous_root)));
}

crypto::CardChain Authority::chain() const {
  auto chain = crypto::CardChain::check(m_signed);
  if (!chain) {
    std::cerr << "a test rests on this chain: " << chain.error().error.sentence() << "\n";
    std::abort();
  }
  return *std::move(chain);
}

void Authority::issue(const std::function<void(crypto::Card&)>& change) {
  m_card.version += 1;
  m_card.prev = m_signed.back().hash();
  m_card.issued_at.seconds += 86400;
  change(m_card);
  sign(nullptr);
}

void Authority::change_root() {
  crypto::SigningKey previous = std::move(m_root);
  m_root = crypto::SigningKey::generate();
  m_card.version += 1;
  m_card.prev = m_signed.back().hash();
  m_card.issued_at.seconds += 86400;
  m_card.root = m_root.public_key();
  sign(&previous);
}

void Authority::change_log_key() {
  m_log = crypto::SigningKey::generate();
  issue([this](crypto::Card& card) { card.log_key = m_log.public_key().bytes; });
}

void Authority::forget_newest() {
  m_signed.pop_back();
  m_card = must(crypto::Card::parse(m_signed.back().card));
}

crypto::Trust Authority::pinned() const {
  crypto::Trust trust;
  trust.pin(m_card.id, crypto::fingerprint_of(m_card.root));
  return trust;
}

crypto::Trust Authority::pinned_with_cards() const {
  crypto::Trust trust = pinned();
  trust.add_chain(chain());
  return trust;
}

crypto::Officer& officer_of(crypto::Card& card) {
  const auto found = std::ranges::find(card.officers, std::string(k_officer), &crypto::Officer::id);
  ROG_ASSERT(found != card.officers.end());
  return *found;
}

}  // namespace rogatory::test
