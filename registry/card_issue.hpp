// A new card of our own: the newest one with a change, signed by the root, durable before anything relies on it.
#pragma once

#include <functional>

#include "registry/home.hpp"
#include "registry/keys.hpp"

namespace rogatory::registry {

/// Changes a copy of the newest card; version, prev and issued_at are already those of the new one.
using CardChange = std::function<Result<void>(crypto::Card&)>;

/// Issues the card under the exclusive lock and returns the new chain. `root` is the key of the root in force;
/// `new_root` the key that the change put in its place, if it did. New key files are written by the change, so they are
/// durable before the card names them. refused where the root changed since `root` was opened; usage where the change
/// made a card that breaks the format's rules.
Result<crypto::CardChain> issue_card(const Home& home, crypto::Signer& root, const Clock& clock,
                                     const CardChange& change);
using RootChange = std::function<Result<std::unique_ptr<crypto::Signer>>(crypto::Card&)>;
/// The same where the change makes a new root and returns its key: both roots sign.
Result<crypto::CardChain> issue_root_change(const Home& home, crypto::Signer& root, const Clock& clock,
                                            const RootChange& change);

/// Signs `card` and puts it behind `earlier`; a rule that it breaks is a usage error, for its content came from the
/// command line.
Result<crypto::CardChain> extend_chain(std::vector<crypto::SignedCard> earlier, const crypto::Card& card,
                                       crypto::Signer& root, crypto::Signer* previous_root);

}  // namespace rogatory::registry
