#include "tests/matrix/workshop.hpp"

namespace rogatory::test {
namespace {

using base::to_bytes;

const std::vector<RawItem> k_items{{"letters", std::nullopt},
                                   {"letters/statement.txt", to_bytes("the true statement")},
                                   {"letters/photo.jpg", to_bytes("what the camera saw")}};
const std::vector<RawItem> k_other_items{{"letters", std::nullopt},
                                         {"letters/statement.txt", to_bytes("another statement")},
                                         {"letters/photo.jpg", to_bytes("what the camera saw")}};

constexpr std::int64_t k_hour = 3600;

UtcTime sealing_time_and(std::int64_t seconds) { return UtcTime{sealing_time().seconds + seconds}; }

}  // namespace

std::string name_of(CourtId id) {
  switch (id) {
    case CourtId::pinned:
      return "pinned";
    case CourtId::stranger:
      return "stranger";
    case CourtId::informed:
      return "informed";
    case CourtId::warned:
      return "warned";
    case CourtId::reassigned:
      return "reassigned";
    case CourtId::contradicted:
      return "contradicted";
  }
  return "";
}

Workshop::Workshop() {
  const Court contradicted = court_with_next_card([](crypto::Card& card) { card.name = "another history"; });
  ours.change_root();
  theirs.change_root();
  content = make_content(ours, "b-1", k_items);
  bundle = seal(content.plaintext(), content);
  twin_content = make_content(ours, "b-1", k_other_items);
  twin = seal(twin_content.plaintext(), twin_content);
  other = make_bundle(ours, "b-2", k_other_items);
  foreign = make_bundle(theirs, "b-1", k_other_items);

  const std::string signers = crypto::allowed_signers(ours.chain()) + crypto::allowed_signers(theirs.chain());
  Court pinned{ours.pinned(), signers};
  pinned.trust.pin(theirs.id(), fingerprint_of(theirs.card().root));
  m_courts = {pinned,
              Court{theirs.pinned(), signers},
              court_with_next_card([](auto& card) { officer_of(card).revoked_at = sealing_time_and(k_hour); }),
              court_with_next_card([](auto& card) { officer_of(card).revoked_at = sealing_time_and(-k_hour); }),
              court_with_next_card([](auto& card) { officer_of(card).may = {crypto::May::entry}; }),
              contradicted};
}

Court Workshop::court_with_next_card(const std::function<void(crypto::Card&)>& change) {
  ours.issue(change);
  Court court{ours.pinned_with_cards(), crypto::allowed_signers(ours.chain())};
  ours.forget_newest();
  return court;
}

RawBundle Workshop::seal(ByteView plaintext, const RawContent& claimed) {
  return seal_content(ours, "b-1", plaintext, [&](bundle::Seal& seal) { claimed.claim_in(seal); });
}

}  // namespace rogatory::test
