// Taking the cards of a peer: what they would do, and doing it.
#include <algorithm>

#include "base/text.hpp"
#include "registry/peer_files.hpp"

namespace rogatory::registry {
namespace {

Error other_root(const std::string& id, const crypto::Sha256& pinned) {
  return Error(ErrorCode::refused, "these are not the cards of the authority pinned as " + id)
      .because("the pinned root, " + crypto::fingerprint_text(pinned) + ", signed none of them")
      .next("ask " + id + " by telephone; if it really began anew: rogatory peer remove " + id +
            ", then rogatory peer add FILE");
}

/// Both hashes of the first version that has two cards.
std::string contradiction(const crypto::CardChain& known, const crypto::CardChain& given) {
  const auto& ours = known.signed_cards();
  const auto& theirs = given.signed_cards();
  const auto [one, other] =
      std::ranges::mismatch(ours, theirs, {}, &crypto::SignedCard::card, &crypto::SignedCard::card);
  if (one == ours.end() || other == theirs.end()) {
    return "";
  }
  return "card " + std::to_string(one - ours.begin() + 1) + " at hand has the SHA-256 " + one->hash().hex() +
         ", the one given " + other->hash().hex();
}

Result<PeerStep> plan_known(const crypto::CardChain& known, const crypto::CardChain& given) {
  const std::string& id = known.newest().id;
  if (std::optional<crypto::ChainFault> fork = crypto::compare_chains(known, given)) {
    return fail(std::move(fork->error)
                    .because(contradiction(known, given))
                    .next("keep both files and ask " + id + " by telephone which is right; nothing was changed here"));
  }
  if (given.cards().size() > known.cards().size()) {
    return PeerStep::update;
  }
  return given.cards().size() == known.cards().size() ? PeerStep::unchanged : PeerStep::ignore;
}

Result<PeerStep> plan_with(const Home& home, const Pins& pins, const crypto::CardChain& chain) {
  const std::string& id = chain.newest().id;
  if (id == home.authority()) {
    return fail(Error(ErrorCode::refused, "these are cards of " + id + ", which this home itself is")
                    .because("an authority is not its own peer")
                    .next("rogatory card show shows our own card"));
  }
  const auto pin = pins.find(id);
  if (pin == pins.end()) {
    return PeerStep::pin;
  }
  if (!chain.has_root(crypto::fingerprint_text(pin->second))) {
    return fail(other_root(id, pin->second));
  }
  ROG_TRY_ASSIGN(const crypto::CardChain known, load_cards(home, id));
  return plan_known(known, chain);
}

Result<void> save_cards(const Home& home, const crypto::CardChain& chain) {
  ROG_TRY(base::make_directories(home.fs(), home.file("trust/cards")));
  return base::save_file(home.fs(), cards_path(home, chain.newest().id), crypto::chain_to_tar(chain),
                         {.mode = 0600, .replace = true});
}

/// The pin comes last: whatever happens before, nobody is trusted.
Result<void> pin(const Home& home, Pins pins, const crypto::CardChain& chain, const PeerRecord& record) {
  const std::string& id = chain.newest().id;
  ROG_TRY(save_cards(home, chain));
  ROG_TRY(save_record(home, id, record));
  pins.insert_or_assign(id, crypto::fingerprint_of(chain.cards().front().root));
  return save_pins(home, pins);
}

std::vector<std::string> words_of(std::string_view text) {
  std::vector<std::string> words(1);
  for (const char c : text) {
    if (c == ' ' || c == '\n' || c == '\t' || c == '\r') {
      words.emplace_back();
    } else {
      words.back() += c;
    }
  }
  std::erase(words, "");
  return words;
}

}  // namespace

std::string_view text_of(PeerStep step) {
  switch (step) {
    case PeerStep::pin:
      return "added";
    case PeerStep::update:
      return "updated";
    case PeerStep::unchanged:
      return "unchanged";
    case PeerStep::ignore:
      return "ignored";
  }
  ROG_ASSERT(false);
}

crypto::Sha256 fingerprint_of(const crypto::CardChain& chain) { return crypto::fingerprint_of(chain.newest().root); }

Result<crypto::Sha256> parse_given_fingerprint(std::string_view text) {
  const std::vector<std::string> words = words_of(text);
  Result<crypto::Sha256> fingerprint =
      words.size() == 1 ? crypto::parse_fingerprint(words.front()) : crypto::fingerprint_from_words(words);
  if (!fingerprint) {
    return fail(Error(ErrorCode::usage, "--fingerprint: " + fingerprint.error().sentence())
                    .next("give SHA256: and 43 characters, or the 24 words in their order"));
  }
  return fingerprint;
}

Result<void> check_fingerprint(const crypto::CardChain& chain, const crypto::Sha256& given) {
  if (given == fingerprint_of(chain)) {
    return {};
  }
  const std::string& id = chain.newest().id;
  const std::string text = crypto::fingerprint_text(given);
  if (chain.has_root(text)) {
    return fail(Error(ErrorCode::untrusted, "the fingerprint given is that of an earlier root of " + id)
                    .because("its cards have another root by now, and that is the one to compare")
                    .next("ask " + id + " by telephone for the fingerprint that rogatory card show prints today"));
  }
  return fail(Error(ErrorCode::untrusted, "the fingerprint given is not that of these cards")
                  .because("given was " + text + "; the cards say that they are those of " + id)
                  .next("do not use this file; ask " + id + " by telephone, and for a new copy of its cards"));
}

Result<PeerStep> plan_peer(const Home& home, const crypto::CardChain& chain) {
  ROG_TRY_ASSIGN(const Pins pins, load_pins(home));
  return plan_with(home, pins, chain);
}

Result<PeerStep> take_peer(const Home& home, const crypto::CardChain& chain, std::optional<Confirmed> confirmed,
                           const Clock& clock) {
  ROG_TRY_ASSIGN(const base::FileLock lock, home.lock_exclusive());
  ROG_TRY_ASSIGN(const Pins pins, load_pins(home));
  ROG_TRY_ASSIGN(const PeerStep step, plan_with(home, pins, chain));
  switch (step) {
    case PeerStep::pin:
      if (!confirmed) {
        return fail(ErrorCode::refused, "nobody has compared the fingerprint of " + chain.newest().id);
      }
      ROG_TRY(pin(home, pins, chain, {.added_at = clock.now(), .confirmed = *confirmed, .urls = {}}));
      break;
    case PeerStep::update:
      ROG_TRY(save_cards(home, chain));
      break;
    case PeerStep::unchanged:
    case PeerStep::ignore:
      break;
  }
  return step;
}

}  // namespace rogatory::registry
