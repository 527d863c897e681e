// The cards of one log, ready to judge many entries: CardChain::find hashes every card each time, and a key is parsed
// once and not with each signature.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "crypto/card.hpp"
#include "crypto/sshsig_verifier.hpp"

namespace rogatory::ledger {

class LogCards {
 public:
  explicit LogCards(const crypto::CardChain& chain);

  /// The card of this hash, or null. It lives as long as the chain.
  [[nodiscard]] const crypto::Card* find(const crypto::Sha256& hash) const;
  /// Of an officer of any card of the chain: his key never changes.
  [[nodiscard]] const crypto::SshSigVerifier* verifier(std::string_view officer) const;
  [[nodiscard]] const crypto::CardChain& chain() const { return m_chain; }

 private:
  const crypto::CardChain& m_chain;
  std::vector<std::pair<crypto::Sha256, const crypto::Card*>> m_by_hash;  // sorted
  std::map<std::string, crypto::SshSigVerifier, std::less<>> m_verifiers;
};

}  // namespace rogatory::ledger
