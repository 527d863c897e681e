// What make_seeds writes: one function for each group of targets.
#pragma once

#include <string>
#include <vector>

#include "crypto/card.hpp"

namespace rogatory::fuzz {

/// DIRECTORY/<target>/<name>. A name says what the target must answer: ok-… is accepted, bad-… is not.
class Seeds {
 public:
  explicit Seeds(std::string directory) : m_directory(std::move(directory)) {}

  /// Leaves a file that stands there as it is: age's randomness is another in every run.
  void put(const std::string& target, const std::string& name, ByteView bytes) const;
  void put(const std::string& target, const std::string& name, const std::string& text) const {
    put(target, name, base::as_bytes(text));
  }

 private:
  std::string m_directory;
};

/// Two cards of k_authority; the root changes with the second.
std::vector<crypto::SignedCard> two_cards();

/// Cards and chains.
void seed_cards(const Seeds& seeds);
/// Age headers, key files, keys and fingerprints as text, signatures, answers of an ssh-agent.
void seed_keys(const Seeds& seeds);
/// The records of a bundle, one by one.
void seed_records(const Seeds& seeds);
void seed_ledger(const Seeds& seeds);
/// Tars, layouts, contents and a whole bundle.
void seed_bundles(const Seeds& seeds);

}  // namespace rogatory::fuzz
