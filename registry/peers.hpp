// The authorities we trust: their cards, pinned by a fingerprint that people compared.
//
//   trust/cards/<id>.tar   the newest chain we hold, replaced as a whole
//   trust/roots            `<id> SHA256:…`: the pin; written last and taken away first, so that a crash in between
//                          leaves nobody trusted
//   peers/<id>.json        {"added_at","confirmed":"fingerprint"|"telephone","type":"rogatory-peer/1","urls"?:[…]}
//
// What people compare is the fingerprint of the newest card's root: nobody but its holder can have signed the whole
// chain. What is pinned is the root of card 1, which stands in every chain that the peer ever hands out, also in those
// inside bundles sealed before its root changed.
//
// A pin never changes by itself. A newer chain of a known peer is taken when the pinned root stands in it and it
// continues the chain at hand; an older one is ignored; two different cards of one version are a fork (23).
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "registry/home.hpp"

namespace rogatory::registry {

/// How the fingerprint of a peer was compared before it was pinned.
enum class Confirmed : std::uint8_t { fingerprint, telephone };
std::string_view text_of(Confirmed confirmed);
std::optional<Confirmed> confirmed_of(std::string_view text);

struct Peer {
  std::string id;
  crypto::Sha256 pinned;
  crypto::CardChain chain;
  UtcTime added_at;
  Confirmed confirmed = Confirmed::fingerprint;
  std::vector<std::string> urls;  ///< set here; empty: those of the card hold

  [[nodiscard]] const crypto::Card& card() const { return chain.newest(); }
  /// Where the peer's daemon is called.
  [[nodiscard]] const std::vector<std::string>& addresses() const { return urls.empty() ? card().urls : urls; }
};

/// All peers, by id. Errors as load_peer.
Result<std::vector<Peer>> list_peers(const Home& home);
/// not_found with the peers that there are; incomplete where the pin has lost its cards or its record; malformed,
/// altered.
Result<Peer> load_peer(const Home& home, const std::string& id);

/// The pin alone, also where the cards are damaged; not_found.
Result<crypto::Sha256> load_pin(const Home& home, const std::string& id);

/// What an authority's chain is known by among people: the fingerprint of its newest card's root.
crypto::Sha256 fingerprint_of(const crypto::CardChain& chain);
/// `SHA256:…` or the 24 words, separated by white space. usage for anything else.
Result<crypto::Sha256> parse_given_fingerprint(std::string_view text);
/// untrusted where `given` is not fingerprint_of(chain); the sentence says so where it is that of an earlier root.
Result<void> check_fingerprint(const crypto::CardChain& chain, const crypto::Sha256& given);

enum class PeerStep : std::uint8_t {
  pin,        ///< not known yet: people must compare the fingerprint
  update,     ///< known, and these cards are newer
  unchanged,  ///< known by these very cards
  ignore,     ///< known, and these cards are older
};
/// What was done: added, updated, unchanged, ignored.
std::string_view text_of(PeerStep step);

/// What taking these cards would do. refused: they are our own, or another authority uses a pinned id; fork, with both
/// hashes: they contradict cards we hold.
Result<PeerStep> plan_peer(const Home& home, const crypto::CardChain& chain);

/// Takes the cards, under the home's lock, and returns what was done. For a peer that is not known `confirmed` says how
/// check_fingerprint or a person compared them: refused without it. Errors as plan_peer.
Result<PeerStep> take_peer(const Home& home, const crypto::CardChain& chain, std::optional<Confirmed> confirmed,
                           const Clock& clock);

/// Sets where the peer is called, or with none goes back to the card's addresses. usage: not https, over 16 or the same
/// twice; not_found.
Result<void> set_peer_urls(const Home& home, const std::string& id, const std::vector<std::string>& urls);

/// Takes the pin away first, then the rest. not_found. Works where the cards are damaged.
Result<void> remove_peer(const Home& home, const std::string& id);

}  // namespace rogatory::registry
