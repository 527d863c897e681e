// The authority card: who signs, who receives, validity, rotation, revocation (design: exchange.md, names.md).
//
// card.json is canonical JSON of the profile, at most 64 KiB; card.json.sig is its root's SSHSIG in rogatory-card@v1;
// card.json.prev.sig is the previous root's signature over the same bytes, only where the root changed.
// A chain is the cards from version 1 on, each naming the SHA-256 of the one before.
#pragma once

#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "base/clock.hpp"
#include "base/json.hpp"
#include "base/tar.hpp"
#include "crypto/age.hpp"
#include "crypto/sign.hpp"

namespace rogatory::crypto {

constexpr std::size_t k_card_limit = 65536;
constexpr std::size_t k_chain_limit = 1000;
/// The longest tar of a chain: three members a card, each with a header and at most a block of fill, and the end.
constexpr std::size_t k_chain_tar_limit =
    k_chain_limit * (k_card_limit + 2 * k_sshsig_limit + 3 * 2 * base::tar::k_block) + base::tar::k_end_size;

/// What an officer may sign. `service` stands alone.
enum class May : std::uint8_t { entry, grant, pouch, seal, service };
std::string_view text_of(May may);
std::optional<May> may_of(std::string_view text);

/// The words of names.md, sorted: central-authority, prosecution, court, …
bool is_authority_role(std::string_view role);
/// ISS, VAL, CA-R, DIP, CA-Q, EXE, CRT, MIN, POL, PRV, DEF.
bool is_request_role(std::string_view role);

struct Officer {
  std::string id;  ///< base::is_id, not "root"; "service" only with May::service
  PublicKey key;
  std::set<May> may;
  std::optional<std::string> name;  ///< only if wanted
  std::vector<std::string> roles;   ///< request roles, sorted
  UtcTime from;
  UtcTime until;  ///< inclusive
  std::optional<UtcTime> revoked_at;

  /// from <= t <= until and t < revoked_at.
  [[nodiscard]] bool valid_at(UtcTime t) const;
};

struct Card {
  std::optional<std::string> address;
  std::string calendar;  ///< ISO 3166-1 or 3166-2, e.g. DE-BW
  std::string country;   ///< ISO 3166-1 alpha-2
  age::Recipient evidence = age::Recipient::from_raw({});
  std::string id;
  UtcTime issued_at;
  std::vector<std::string> languages;
  std::array<std::uint8_t, 32> log_key{};  ///< Ed25519, held to the rules of PublicKey::from_raw
  std::string name;
  std::vector<Officer> officers;  ///< sorted by id; never removed
  std::optional<Sha256> prev;
  std::string role;
  PublicKey root;
  std::optional<Sha256> tls;  ///< of the SPKI
  age::Recipient transport = age::Recipient::from_raw({});
  std::vector<std::string> urls;
  std::int64_t version = 1;
  std::string zone;  ///< IANA

  [[nodiscard]] const Officer* officer(std::string_view officer_id) const;
  /// The canonical bytes.
  [[nodiscard]] std::string serialize() const;
  /// malformed for anything but the canonical form of a rogatory-card/1, in which root and officers each have a key of
  /// their own.
  static Result<Card> parse(ByteView bytes);
};

/// One card as it is carried: bytes and signatures.
struct SignedCard {
  Bytes card;
  Bytes sig;
  std::optional<Bytes> prev_sig;

  [[nodiscard]] Sha256 hash() const { return sha256(card); }
};

/// Signs a card: `root` is the card's root; `previous_root` where the root changed against the card before, else null.
/// wrong_key where they are not; malformed for a card that nobody could read; whatever a Signer says.
Result<SignedCard> sign_card(const Card& card, Signer& root, Signer* previous_root);

/// What can be wrong with a chain, by the name of the check (rogatory-bundle(5)).
struct ChainFault {
  std::string check;
  Error error;  ///< card.form: malformed, card.chain: incomplete, card.signature: altered; more in compare_chains
};

/// Cards 1..n of one authority, checked. Immutable.
class CardChain {
 public:
  /// The first fault, card by card, of: form (card.form); version and prev (card.chain); the root's signature, and the
  /// previous root's exactly where the root changed (card.signature; card.chain where it is missing); and what may
  /// follow what (card.form): id and officers' keys never change, officers are never removed, a revocation is never
  /// taken back or moved to a later time, issued_at does not run backwards.
  static std::expected<CardChain, ChainFault> check(std::vector<SignedCard> cards);

  [[nodiscard]] const Card& newest() const { return m_cards.back(); }
  [[nodiscard]] const std::vector<Card>& cards() const { return m_cards; }
  [[nodiscard]] const std::vector<SignedCard>& signed_cards() const { return m_signed; }
  /// The card whose bytes have this hash, or null.
  [[nodiscard]] const Card* find(const Sha256& hash) const;
  /// Whether `fingerprint` is the root of any card of the chain.
  [[nodiscard]] bool has_root(std::string_view fingerprint) const;

 private:
  CardChain() = default;
  std::vector<Card> m_cards;
  std::vector<SignedCard> m_signed;
};

/// Compares two chains of one authority, e.g. the one in a bundle with the one at hand: nothing where one continues the
/// other. Two different cards of one version are card.fork (ErrorCode::fork) where the chains have a root in common,
/// else card.trust (untrusted): then somebody else only uses the name, which is no proof against the authority. Chains
/// of two authorities are card.chain (malformed).
std::optional<ChainFault> compare_chains(const CardChain& a, const CardChain& b);

/// The ustar of a chain (base/tar): 000001.json, 000001.json.sig, [000001.json.prev.sig,] 000002.json …
Bytes chain_to_tar(const CardChain& chain);
/// Members only, unchecked; malformed for any other layout; at most k_chain_limit cards.
Result<std::vector<SignedCard>> chain_from_tar(ByteView tar);

/// The chain as allowed_signers text (ssh-keygen(1)): one line per officer of the newest card,
/// `<officer>@<authority> namespaces="…",valid-after="…Z",valid-before="…Z" ssh-ed25519 AAAA…`.
/// service signs entries only; valid-before is the earlier of until and revoked_at - 1 s. No line for an officer who is
/// never valid, or for a single second: ssh-keygen takes no such line.
std::string allowed_signers(const CardChain& chain);

/// The 32 bytes of a fingerprint as 24 words of the English BIP-39 list (256 bits and 8 of checksum), to be compared by
/// telephone; and back (malformed for other words, another count or a wrong checksum).
std::vector<std::string> fingerprint_words(const Sha256& fingerprint);
Result<Sha256> fingerprint_from_words(const std::vector<std::string>& words);
/// SHA-256 of the root's SSH wire form: what `SHA256:…` and the words are made of.
Sha256 fingerprint_of(const PublicKey& root);
/// Parses `SHA256:` and 43 characters of unpadded base64.
Result<Sha256> parse_fingerprint(std::string_view text);
std::string fingerprint_text(const Sha256& fingerprint);

}  // namespace rogatory::crypto
