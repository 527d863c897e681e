#include "registry/card_issue.hpp"

#include <algorithm>

namespace rogatory::registry {
namespace {

Error as_usage(Error error) {
  if (error.code() != ErrorCode::malformed) {
    return error;
  }
  return Error(ErrorCode::usage, error.sentence()).because(error.why()).next("correct the option that says so");
}

crypto::Card successor(const crypto::CardChain& chain, UtcTime now) {
  crypto::Card card = chain.newest();
  card.version += 1;
  card.prev = chain.signed_cards().back().hash();
  // A chain's times never run backwards, even where a clock did.
  card.issued_at = std::max(now, card.issued_at);
  return card;
}

}  // namespace

Result<crypto::CardChain> extend_chain(std::vector<crypto::SignedCard> earlier, const crypto::Card& card,
                                       crypto::Signer& root, crypto::Signer* previous_root) {
  const std::string text = card.serialize();
  if (Result<crypto::Card> reread = crypto::Card::parse(base::as_bytes(text)); !reread) {
    return fail(as_usage(std::move(reread).error()));
  }
  ROG_TRY_ASSIGN(crypto::SignedCard signed_card, crypto::sign_card(card, root, previous_root));
  earlier.push_back(std::move(signed_card));
  std::expected<crypto::CardChain, crypto::ChainFault> chain = crypto::CardChain::check(std::move(earlier));
  if (!chain) {
    return fail(as_usage(std::move(chain.error().error)));
  }
  return *std::move(chain);
}

Result<crypto::CardChain> issue_root_change(const Home& home, crypto::Signer& root, const Clock& clock,
                                            const RootChange& change) {
  ROG_TRY_ASSIGN(const base::FileLock lock, home.lock_exclusive());
  ROG_TRY_ASSIGN(const crypto::CardChain chain, home.own_chain());
  if (chain.newest().root != root.public_key()) {
    return fail(
        Error(ErrorCode::refused, "the root of " + home.authority() + " was changed by another program just now")
            .next("run the command again with the new root key"));
  }
  crypto::Card card = successor(chain, clock.now());
  ROG_TRY_ASSIGN(const std::unique_ptr<crypto::Signer> new_root, change(card));
  crypto::Signer* const signer = new_root ? new_root.get() : &root;
  ROG_TRY_ASSIGN(crypto::CardChain longer,
                 extend_chain(chain.signed_cards(), card, *signer, new_root ? &root : nullptr));
  ROG_TRY(home.save_own_chain(longer));
  return longer;
}

Result<crypto::CardChain> issue_card(const Home& home, crypto::Signer& root, const Clock& clock,
                                     const CardChange& change) {
  return issue_root_change(home, root, clock, [&change](crypto::Card& card) -> Result<std::unique_ptr<crypto::Signer>> {
    ROG_TRY(change(card));
    return std::unique_ptr<crypto::Signer>();
  });
}

}  // namespace rogatory::registry
