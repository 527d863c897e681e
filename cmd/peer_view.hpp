// How peers and other authorities are shown.
#pragma once

#include "cmd/ui.hpp"
#include "registry/authorities.hpp"
#include "registry/peers.hpp"

namespace rogatory::cmd {

/// What is left of a card: how many of its officers are valid now, and until when at least one of them is.
struct Strength {
  std::size_t valid = 0;
  std::size_t officers = 0;
  std::optional<UtcTime> until;  ///< nothing where nobody is valid

  /// "2 of 3", in the tone of how well that is.
  [[nodiscard]] Piece piece() const;
  /// "2027-12-31", or "expired".
  [[nodiscard]] Piece until_piece() const;
};
Strength strength_of(const crypto::Card& card, UtcTime now);

/// Everything about a peer: card, pin, fingerprint, officers, addresses.
Json peer_document(const registry::Peer& peer, UtcTime now);
Result<void> show_peer(Ui& ui, const registry::Peer& peer, UtcTime now);

/// The record of an authority, without its type.
Json authority_document(const registry::Authority& authority);
void show_authority(Ui& ui, const registry::Authority& authority);

}  // namespace rogatory::cmd
