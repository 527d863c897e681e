#include "ledger/log_cards.hpp"

#include <algorithm>

namespace rogatory::ledger {

LogCards::LogCards(const crypto::CardChain& chain) : m_chain(chain) {
  for (std::size_t i = 0; i < chain.cards().size(); ++i) {
    m_by_hash.emplace_back(chain.signed_cards()[i].hash(), &chain.cards()[i]);
  }
  std::ranges::sort(m_by_hash);
  // Officers are never removed, so the newest card has them all.
  for (const crypto::Officer& officer : chain.newest().officers) {
    m_verifiers.emplace(officer.id, crypto::SshSigVerifier(officer.key, crypto::Namespace::entry));
  }
}

const crypto::Card* LogCards::find(const crypto::Sha256& hash) const {
  const auto found = std::ranges::lower_bound(m_by_hash, hash, {}, &decltype(m_by_hash)::value_type::first);
  return found != m_by_hash.end() && found->first == hash ? found->second : nullptr;
}

const crypto::SshSigVerifier* LogCards::verifier(std::string_view officer) const {
  const auto found = m_verifiers.find(officer);
  return found == m_verifiers.end() ? nullptr : &found->second;
}

}  // namespace rogatory::ledger
