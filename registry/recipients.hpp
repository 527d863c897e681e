// Whom a bundle outside a case is encrypted to.
#pragma once

#include <string>
#include <vector>

#include "crypto/age.hpp"
#include "registry/home.hpp"

namespace rogatory::registry {

struct Recipients {
  std::vector<crypto::age::Recipient> keys;  ///< sorted by their text, each once
  std::vector<std::string> names;            ///< for people: "de-ca", "age1…", "ourselves (fr-ca)"
};

/// Resolves peers' ids (their newest card's evidence recipient) and age1… texts, and adds our own evidence key with
/// `to_self`. usage where nobody is left or over 64; not_found with the next step for an id that is no peer.
Result<Recipients> resolve_recipients(const Home& home, const crypto::CardChain& own,
                                      const std::vector<std::string>& to, bool to_self);

}  // namespace rogatory::registry
