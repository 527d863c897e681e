// The three places where a peer is kept; for registry/peer*.cpp only.
#pragma once

#include <map>

#include "registry/peers.hpp"

namespace rogatory::registry {

using Pins = std::map<std::string, crypto::Sha256>;

/// peers/<id>.json.
struct PeerRecord {
  UtcTime added_at;
  Confirmed confirmed = Confirmed::fingerprint;
  std::vector<std::string> urls;

  [[nodiscard]] std::string serialize() const;
  /// malformed for anything but the canonical form; at most 16 KiB.
  static Result<PeerRecord> parse(ByteView bytes);
};

std::string cards_path(const Home& home, const std::string& id);
std::string record_path(const Home& home, const std::string& id);

/// incomplete where trust/roots is missing.
Result<Pins> load_pins(const Home& home);
Result<void> save_pins(const Home& home, const Pins& pins);
Result<PeerRecord> load_record(const Home& home, const std::string& id);
Result<void> save_record(const Home& home, const std::string& id, const PeerRecord& record);
/// The cards of a pinned peer; incomplete where they are missing.
Result<crypto::CardChain> load_cards(const Home& home, const std::string& id);

/// usage where they are not at most 16 different https addresses.
Result<void> check_urls(const std::vector<std::string>& urls);

/// not_found, naming the peers there are.
Error no_such_peer(const std::string& id, const Pins& pins);

}  // namespace rogatory::registry
