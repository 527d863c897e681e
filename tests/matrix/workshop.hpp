// What a forger of the tamper matrix starts from, and the courts that judge what he made.
#pragma once

#include "tests/kit/raw_bundle.hpp"

namespace rogatory::test {

/// Whom a court trusts: for rogatory, and the same as the stock recipe's trust file.
struct Court {
  crypto::Trust trust;
  std::string allowed_signers;
};

enum class CourtId : std::uint8_t {
  pinned,        ///< knows the roots of both authorities, and no cards
  stranger,      ///< knows the other authority only; its trust file names both
  informed,      ///< has a newer card, which revokes the officer an hour after he sealed
  warned,        ///< has a newer card, which revokes the officer an hour before he sealed
  reassigned,    ///< has a newer card, by which the officer may not seal
  contradicted,  ///< has another card of the version that the bundle carries
};
constexpr std::array k_courts{CourtId::pinned, CourtId::stranger,   CourtId::informed,
                              CourtId::warned, CourtId::reassigned, CourtId::contradicted};
/// "pinned": the name of the court's folder.
std::string name_of(CourtId id);

/// Two authorities and their bundles, with keys of its own each time. Forgers change copies; signing needs the
/// authorities themselves.
class Workshop {
 public:
  Workshop();

  Authority ours{"fr-ca"};    ///< its root changed once: two cards, the second with three members
  Authority theirs{"de-ca"};  ///< likewise
  RawContent content;         ///< of `bundle`: a directory and two files
  RawBundle bundle;           ///< "b-1", the honest one
  RawBundle twin;             ///< "b-1" too, of the same officer, with other files
  RawBundle other;            ///< "b-2", of the same officer
  RawBundle foreign;          ///< "b-1", of the other authority
  RawContent twin_content;

  /// Our officer seals this plaintext honestly; `claimed` is the content whose records the seal counts.
  [[nodiscard]] RawBundle seal(ByteView plaintext, const RawContent& claimed);

  [[nodiscard]] const Court& court(CourtId id) const { return m_courts.at(static_cast<std::size_t>(id)); }

 private:
  Court court_with_next_card(const std::function<void(crypto::Card&)>& change);

  std::array<Court, k_courts.size()> m_courts;
};

}  // namespace rogatory::test
