// One authority card: what is accepted is written back as the same bytes, and no two of its signatories share a key.
#include <set>

#include "crypto/card.hpp"
#include "tests/fuzz/target.hpp"

namespace rogatory::fuzz {

bool accepts(ByteView input) {
  const Result<crypto::Card> card = crypto::Card::parse(input);
  if (!card) {
    return false;
  }
  ROG_ASSERT(card->serialize() == base::as_text(input) && input.size() <= crypto::k_card_limit);
  ROG_ASSERT(card->prev.has_value() == (card->version > 1));
  std::set<crypto::PublicKey> keys{card->root};
  for (const crypto::Officer& officer : card->officers) {
    ROG_ASSERT(keys.insert(officer.key).second);
    ROG_ASSERT(card->officer(officer.id) == &officer);
    ROG_ASSERT(!officer.may.contains(crypto::May::service) || officer.may.size() == 1);
  }
  return true;
}

}  // namespace rogatory::fuzz
