// A chain as a ustar: 000001.json, 000001.json.sig, [000001.json.prev.sig,] 000002.json, …
#include <algorithm>

#include "base/tar.hpp"
#include "crypto/card.hpp"

namespace rogatory::crypto {
namespace {

namespace tar = base::tar;

std::string card_name(std::size_t version) {
  const std::string digits = std::to_string(version);
  return std::string(6 - std::min<std::size_t>(digits.size(), 6), '0') + digits + ".json";
}

void append_member(Bytes& into, const std::string& name, ByteView content) {
  const Bytes prefix = tar::member_prefix(name, content.size());
  into.insert(into.end(), prefix.begin(), prefix.end());
  into.insert(into.end(), content.begin(), content.end());
  into.resize(into.size() + tar::fill_after(content.size()));
}

bool all_zero(ByteView bytes) {
  return std::ranges::all_of(bytes, [](std::uint8_t byte) { return byte == 0; });
}

// Walks the members of a tar in memory. peek() is the next one, absent at the end.
class Members {
 public:
  static Result<Members> open(ByteView bytes) {
    Members members(bytes);
    ROG_TRY(members.advance());
    return members;
  }

  [[nodiscard]] bool at_end() const { return m_at_end; }
  [[nodiscard]] bool is_next(const std::string& name) const { return !m_at_end && m_name == name; }

  /// The content of the next member, which must have this name and at most `limit` bytes.
  Result<Bytes> take(const std::string& name, std::size_t limit) {
    if (!is_next(name)) {
      return fail(ErrorCode::malformed, name + " is not where it belongs");
    }
    if (m_content.size() > limit) {
      return fail(ErrorCode::malformed, name + " is longer than " + std::to_string(limit) + " bytes");
    }
    Bytes content(m_content.begin(), m_content.end());
    ROG_TRY(advance());
    return content;
  }

 private:
  explicit Members(ByteView bytes) : m_left(bytes) {}

  Result<void> advance() {
    tar::Block block{};
    if (m_left.size() < block.size()) {
      return fail(ErrorCode::malformed, "the tar ends early");
    }
    std::ranges::copy(m_left.first(block.size()), block.begin());
    ROG_TRY_ASSIGN(const tar::HeaderReader::Step step, m_reader.feed(block));
    m_left = m_left.subspan(block.size());
    ROG_ASSERT(step != tar::HeaderReader::Step::need_more);  // pax headers are refused
    return step == tar::HeaderReader::Step::member ? take_content(m_reader.header()) : take_end();
  }

  Result<void> take_content(const tar::Header& header) {
    if (header.size > m_left.size() || tar::fill_after(header.size) > m_left.size() - header.size) {
      return fail(ErrorCode::malformed, "the tar ends early");
    }
    const auto size = static_cast<std::size_t>(header.size);
    m_name = header.name;
    m_content = m_left.first(size);
    if (!all_zero(m_left.subspan(size, tar::fill_after(size)))) {
      return fail(ErrorCode::malformed, "bytes between the members of the tar");
    }
    m_left = m_left.subspan(size + tar::fill_after(size));
    return {};
  }

  Result<void> take_end() {
    m_at_end = true;
    if (m_left.size() != tar::k_end_size - tar::k_block || !all_zero(m_left)) {
      return fail(ErrorCode::malformed, "the tar does not end with two zero blocks");
    }
    return {};
  }

  ByteView m_left;
  tar::HeaderReader m_reader{tar::Pax::refused};
  std::string m_name;
  ByteView m_content;
  bool m_at_end = false;
};

Result<SignedCard> take_card(Members& members, std::size_t version) {
  const std::string name = card_name(version);
  SignedCard card;
  ROG_TRY_ASSIGN(card.card, members.take(name, k_card_limit));
  ROG_TRY_ASSIGN(card.sig, members.take(name + ".sig", k_sshsig_limit));
  if (members.is_next(name + ".prev.sig")) {
    ROG_TRY_ASSIGN(card.prev_sig, members.take(name + ".prev.sig", k_sshsig_limit));
  }
  return card;
}

}  // namespace

Bytes chain_to_tar(const CardChain& chain) {
  Bytes out;
  for (std::size_t i = 0; i < chain.signed_cards().size(); ++i) {
    const SignedCard& card = chain.signed_cards()[i];
    append_member(out, card_name(i + 1), card.card);
    append_member(out, card_name(i + 1) + ".sig", card.sig);
    if (card.prev_sig) {
      append_member(out, card_name(i + 1) + ".prev.sig", *card.prev_sig);
    }
  }
  out.resize(out.size() + tar::k_end_size);
  return out;
}

Result<std::vector<SignedCard>> chain_from_tar(ByteView bytes) {
  if (bytes.size() > k_chain_tar_limit) {
    return fail(ErrorCode::malformed, "a tar of cards longer than " + std::to_string(k_chain_tar_limit) + " bytes");
  }
  ROG_TRY_ASSIGN(Members members, Members::open(bytes));
  std::vector<SignedCard> cards;
  do {
    if (cards.size() == k_chain_limit) {
      return fail(ErrorCode::malformed, "more than " + std::to_string(k_chain_limit) + " cards");
    }
    ROG_TRY_ASSIGN(SignedCard card, take_card(members, cards.size() + 1));
    cards.push_back(std::move(card));
  } while (!members.at_end());
  return cards;
}

}  // namespace rogatory::crypto
