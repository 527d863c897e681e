// The tar of a chain of cards: its members, written again, are the input; a chain whose signatures hold becomes the
// same tar, and allowed_signers says of its officers only what ssh-keygen takes.
#include "base/tar.hpp"
#include "crypto/card.hpp"
#include "tests/fuzz/tar_input.hpp"
#include "tests/fuzz/target.hpp"

namespace rogatory::fuzz {
namespace {

namespace tar = base::tar;

void append(Bytes& into, const std::string& name, ByteView content) {
  const Bytes prefix = tar::member_prefix(name, content.size());
  into.insert(into.end(), prefix.begin(), prefix.end());
  into.insert(into.end(), content.begin(), content.end());
  into.resize(into.size() + tar::fill_after(content.size()));
}

Bytes written(const std::vector<crypto::SignedCard>& cards) {
  Bytes out;
  for (std::size_t i = 0; i < cards.size(); ++i) {
    const std::string digits = std::to_string(i + 1);
    const std::string name = std::string(6 - digits.size(), '0') + digits + ".json";
    append(out, name, cards[i].card);
    append(out, name + ".sig", cards[i].sig);
    if (cards[i].prev_sig) {
      append(out, name + ".prev.sig", *cards[i].prev_sig);
    }
  }
  out.resize(out.size() + tar::k_end_size);
  return out;
}

}  // namespace

bool accepts(ByteView input) {
  const Bytes mended = with_checksums(input);
  const Result<std::vector<crypto::SignedCard>> cards = crypto::chain_from_tar(mended);
  if (!cards) {
    return false;
  }
  ROG_ASSERT(!cards->empty() && cards->size() <= crypto::k_chain_limit);
  ROG_ASSERT(written(*cards) == mended);
  const auto chain = crypto::CardChain::check(*cards);
  if (!chain) {
    return false;
  }
  ROG_ASSERT(crypto::chain_to_tar(*chain) == mended);
  ROG_ASSERT(!crypto::compare_chains(*chain, *chain).has_value());
  const std::string signers = crypto::allowed_signers(*chain);
  ROG_ASSERT(signers.empty() || signers.ends_with('\n'));
  return true;
}

}  // namespace rogatory::fuzz
