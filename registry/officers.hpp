// Who may act for the authority: officers are added and revoked by new cards, never removed.
#pragma once

#include <set>

#include "registry/card_issue.hpp"

namespace rogatory::registry {

struct NewOfficer {
  std::string id;  ///< a post or random; root and service are reserved
  std::optional<std::string> name;
  std::vector<std::string> roles;
  std::set<crypto::May> may;
  UtcTime until;  ///< inclusive; valid from the moment the card is issued
  /// A key that lives in an ssh-agent. Without it a key is made, protected by the officer's passphrase.
  std::optional<crypto::PublicKey> key;
};

/// An officer who signs seals, entries, pouches and grants.
std::set<crypto::May> usual_powers();

/// usage: the id is reserved or has no such form, the roles are unknown, nothing to sign, `until` is past.
Result<void> check_new_officer(const NewOfficer& officer, UtcTime now);
/// The officer as the card names it; roles sorted and unique.
crypto::Officer card_officer(const NewOfficer& officer, const crypto::PublicKey& key, UtcTime from);

/// refused where the card names an officer of this id already, revoked or not.
Result<void> check_id_is_free(const crypto::Card& card, const std::string& id);

/// Issues a card with one officer more. refused where the id stands in the card already, revoked or not. A key file of
/// this id that no card names (its program died before the card was signed) is replaced.
Result<crypto::CardChain> add_officer(const Home& home, crypto::Signer& root, const NewOfficer& officer,
                                      crypto::KeyProtection protection, const Clock& clock);

/// not_found; not_allowed where the officer is revoked from `since` or an earlier time on already.
Result<void> check_can_revoke(const crypto::Card& card, const std::string& id, UtcTime since);

/// Issues a card that revokes an officer from `since` on; errors as above.
Result<crypto::CardChain> revoke_officer(const Home& home, crypto::Signer& root, const std::string& id, UtcTime since,
                                         const Clock& clock);

}  // namespace rogatory::registry
