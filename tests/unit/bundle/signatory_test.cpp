// Who sealed a bundle, and whether he could: cards, signature, trust and validity, judged on bundles sealed for the
// case.
#include "bundle/signatory.hpp"

#include <gtest/gtest.h>

#include "tests/kit/raw_bundle.hpp"

namespace rogatory::bundle {
namespace {

using base::to_bytes;
using test::Authority;
using test::RawBundle;

using Names = std::vector<std::string>;

const Names k_validity{"officer.validity"};

RawBundle sealed_by(Authority& authority) { return test::make_bundle(authority, "b-1", {{"a", to_bytes("x")}}); }

std::vector<Finding> findings(const RawBundle& bundle, const crypto::Trust& trust) {
  return test::verify_bytes(bundle.bytes(), trust, nullptr).findings;
}

Names failures(const RawBundle& bundle, const crypto::Trust& trust) {
  return test::failed_checks(findings(bundle, trust));
}

/// The detail of the only finding.
std::string detail(const RawBundle& bundle, const crypto::Trust& trust) {
  const std::vector<Finding> found = findings(bundle, trust);
  EXPECT_EQ(found.size(), 1U);
  return found.empty() ? "" : found[0].detail;
}

TEST(Trust, IsNeverThereByDefault) {
  Authority authority("fr-ca");
  EXPECT_EQ(failures(sealed_by(authority), crypto::Trust()), Names{"card.trust"});
  EXPECT_EQ(failures(sealed_by(authority), Authority("de-ca").pinned()), Names{"card.trust"});
}

TEST(Trust, IsOfTheRootAndNotOfTheName) {
  Authority authority("fr-ca");
  Authority impostor("fr-ca");
  EXPECT_EQ(failures(sealed_by(impostor), authority.pinned()), Names{"card.trust"});
  EXPECT_EQ(failures(sealed_by(impostor), authority.pinned_with_cards()), Names{"card.trust"});
}

TEST(Trust, SurvivesAChangeOfRootThatTheOldRootSigned) {
  Authority authority("fr-ca");
  const crypto::Trust old_pin = authority.pinned();
  authority.change_root();
  EXPECT_EQ(failures(sealed_by(authority), old_pin), Names{});
  EXPECT_EQ(failures(sealed_by(authority), authority.pinned()), Names{});
}

TEST(Trust, ReachesBackFromANewRootThroughTheCardsAtHand) {
  Authority authority("fr-ca");
  const RawBundle old = sealed_by(authority);
  authority.change_root();
  EXPECT_EQ(failures(old, authority.pinned()), Names{"card.trust"}) << "nothing joins the new root to the old cards";
  EXPECT_EQ(failures(old, authority.pinned_with_cards()), Names{});

  // Somebody with a root of his own, and the name: the cards at hand do not reach back to his.
  Authority impostor("fr-ca");
  EXPECT_EQ(failures(sealed_by(impostor), authority.pinned_with_cards()), Names{"card.trust"});
}

TEST(Trust, SeesTwoHistoriesUnderARootThatWasReplaced) {
  // Whoever found the old root key issues a second card 2, under it, beside the one that replaced it.
  Authority authority("fr-ca");
  authority.issue([](crypto::Card& card) { card.name = "the thief's"; });
  const RawBundle stolen = sealed_by(authority);
  authority.forget_newest();
  authority.change_root();
  EXPECT_EQ(failures(stolen, authority.pinned()), Names{"card.trust"});
  EXPECT_EQ(failures(stolen, authority.pinned_with_cards()), (Names{"card.fork", "card.trust"}));
}

TEST(Trust, SeesTwoHistoriesOfOneAuthority) {
  Authority authority("fr-ca");
  authority.issue([](crypto::Card& card) { card.name = "one"; });
  const crypto::Trust one = authority.pinned_with_cards();
  authority.forget_newest();
  authority.issue([](crypto::Card& card) { card.name = "other"; });
  const test::RawBundle bundle = sealed_by(authority);
  EXPECT_EQ(failures(bundle, one), Names{"card.fork"});
  EXPECT_EQ(test::verify_bytes(bundle.bytes(), one, nullptr).exit_status(), 23);
}

TEST(Trust, TakesCardsThatContinueEachOther) {
  Authority authority("fr-ca");
  const RawBundle old = sealed_by(authority);
  const crypto::Trust old_cards = authority.pinned_with_cards();
  authority.issue([](crypto::Card&) {});
  EXPECT_EQ(failures(old, authority.pinned_with_cards()), Names{});
  EXPECT_EQ(failures(sealed_by(authority), old_cards), Names{});
}

TEST(Cards, RunFromOneToTheOneThatTheSealNames) {
  Authority authority("fr-ca");
  authority.issue([](crypto::Card&) {});
  authority.issue([](crypto::Card&) {});
  const RawBundle good = sealed_by(authority);
  const Names chain{"card.chain"};
  for (const char* path : {"cards/000001.json", "cards/000002.json", "cards/000003.json"}) {
    RawBundle bundle = good;
    bundle.remove(path);
    bundle.remove(std::string(path) + ".sig");
    EXPECT_EQ(failures(bundle, authority.pinned()), chain) << path;
  }
  RawBundle none = good;
  none.members.resize(none.index_of("cards/000001.json"));
  EXPECT_EQ(failures(none, authority.pinned()), chain);
  EXPECT_EQ(test::verify_bytes(none.bytes(), authority.pinned(), nullptr).verdict, Verdict::incomplete);

  authority.issue([](crypto::Card&) {});
  const RawBundle newer = sealed_by(authority);
  RawBundle longer = good;
  longer.members.push_back(newer.members[newer.members.size() - 2]);
  longer.members.push_back(newer.members[newer.members.size() - 1]);
  EXPECT_EQ(failures(longer, authority.pinned()), chain) << "one card more than the seal names";
}

TEST(Cards, AreThoseOfTheAuthorityThatTheSealNames) {
  Authority authority("fr-ca");
  Authority other("de-ca");
  RawBundle bundle = sealed_by(authority);
  bundle.reseal(authority.officer(), [](Seal& seal) { seal.authority = "de-ca"; });
  EXPECT_EQ(failures(bundle, authority.pinned()), Names{"card.chain"});
  const RawBundle others = sealed_by(other);
  RawBundle swapped = sealed_by(authority);
  swapped.at("cards/000001.json") = RawBundle(others).at("cards/000001.json");
  swapped.at("cards/000001.json.sig") = RawBundle(others).at("cards/000001.json.sig");
  EXPECT_EQ(failures(swapped, authority.pinned()).front(), "card.chain");
}

TEST(Signature, IsOfTheOfficerWhomTheSealNames) {
  Authority authority("fr-ca");
  Authority other("de-ca");
  for (crypto::Signer* signer : std::initializer_list<crypto::Signer*>{&authority.clerk(), &other.officer()}) {
    RawBundle bundle = sealed_by(authority);
    bundle.reseal(*signer, [](Seal&) {});
    EXPECT_EQ(failures(bundle, authority.pinned()), Names{"seal.signature"});
  }
}

TEST(Signature, IsOfANamespaceOfItsOwn) {
  Authority authority("fr-ca");
  RawBundle bundle = sealed_by(authority);
  bundle.at("seal.json.sig").content = to_bytes(
      test::must(crypto::sshsig_sign(authority.officer(), crypto::Namespace::entry, bundle.at("seal.json").content)));
  EXPECT_EQ(failures(bundle, authority.pinned()), Names{"seal.signature"});
}

TEST(Signature, HasOneFormAndIsMalformedInOthers) {
  Authority authority("fr-ca");
  const RawBundle good = sealed_by(authority);
  const std::string armour(base::as_text(RawBundle(good).at("seal.json.sig").content));
  for (const std::string& text :
       {std::string(), armour + "\n", " " + armour, armour.substr(0, armour.size() - 1), "a comment\n" + armour}) {
    RawBundle bundle = good;
    bundle.at("seal.json.sig").content = to_bytes(text);
    EXPECT_EQ(failures(bundle, authority.pinned()), Names{"signature.form"});
  }
}

TEST(Signature, MustBeOneEvenOfAnOfficerWhomNobodyKnows) {
  Authority authority("fr-ca");
  RawBundle bundle = sealed_by(authority);
  bundle.reseal(authority.officer(), [](Seal& seal) { seal.officer = "nobody"; });
  EXPECT_EQ(failures(bundle, authority.pinned()), k_validity);
  bundle.at("seal.json.sig").content = RawBundle(sealed_by(authority)).at("seal.json.sig").content;
  EXPECT_EQ(failures(bundle, authority.pinned()), (Names{"seal.signature", "officer.validity"}));
}

TEST(Officer, MustBeEntitledToSeal) {
  Authority authority("fr-ca");
  RawBundle bundle = sealed_by(authority);
  bundle.reseal(authority.clerk(), [](Seal& seal) { seal.officer = "clerk-1"; });
  EXPECT_EQ(failures(bundle, authority.pinned()), k_validity);
}

TEST(Officer, SealsFromTheFirstSecondToTheLast) {
  Authority authority("fr-ca");
  const auto sealed_at = [&](const char* time) {
    RawBundle bundle = sealed_by(authority);
    bundle.reseal(authority.officer(), [&](Seal& seal) { seal.sealed_at = test::at(time); });
    return failures(bundle, authority.pinned());
  };
  EXPECT_EQ(sealed_at("2025-12-31T23:59:59Z"), k_validity);
  EXPECT_EQ(sealed_at("2026-01-01T00:00:00Z"), Names{});
  EXPECT_EQ(sealed_at("2027-12-31T23:59:59Z"), Names{});
  EXPECT_EQ(sealed_at("2028-01-01T00:00:00Z"), k_validity);
}

TEST(Officer, DoesNotSealUnderACardThatWasNotYetIssued) {
  Authority authority("fr-ca");
  authority.issue([](crypto::Card& card) { card.issued_at = test::at("2026-05-01T00:00:00Z"); });
  const auto sealed_at = [&](const char* time) {
    RawBundle bundle = sealed_by(authority);
    bundle.reseal(authority.officer(), [&](Seal& seal) { seal.sealed_at = test::at(time); });
    return failures(bundle, authority.pinned());
  };
  EXPECT_EQ(sealed_at("2026-04-30T23:59:59Z"), k_validity) << "the card before was in force then";
  EXPECT_EQ(sealed_at("2026-05-01T00:00:00Z"), Names{});
}

TEST(Officer, DoesNotSealOnceRevokedInTheCardInForce) {
  Authority authority("fr-ca");
  authority.issue([](crypto::Card& card) { test::officer_of(card).revoked_at = test::sealing_time(); });
  EXPECT_EQ(failures(sealed_by(authority), authority.pinned()), k_validity);
}

TEST(Officer, CannotProveInTimeWhatWasSealedBeforeALaterRevocation) {
  Authority authority("fr-ca");
  const RawBundle bundle = sealed_by(authority);
  EXPECT_EQ(failures(bundle, authority.pinned_with_cards()), Names{});
  authority.issue([](crypto::Card& card) { test::officer_of(card).revoked_at = test::at("2026-06-01T12:00:01Z"); });
  EXPECT_EQ(failures(bundle, authority.pinned()), Names{}) << "nobody told us";
  EXPECT_NE(detail(bundle, authority.pinned_with_cards()).find("not proven in time"), std::string::npos);
  EXPECT_NE(detail(sealed_by(authority), authority.pinned()).find("not proven in time"), std::string::npos)
      << "the bundle's own card says when he is revoked";
}

TEST(Officer, IsRevokedByALaterCardFromItsTimeOn) {
  Authority authority("fr-ca");
  const RawBundle bundle = sealed_by(authority);
  authority.issue([](crypto::Card& card) { test::officer_of(card).revoked_at = test::sealing_time(); });
  EXPECT_NE(detail(bundle, authority.pinned_with_cards()).find("by a later card"), std::string::npos);
}

TEST(Officer, WhoseTimeWasCutShortCountsAsRevokedThen) {
  Authority authority("fr-ca");
  const RawBundle bundle = sealed_by(authority);
  authority.issue([](crypto::Card& card) { test::officer_of(card).until = test::at("2026-06-01T11:59:59Z"); });
  EXPECT_NE(detail(bundle, authority.pinned_with_cards()).find("by a later card"), std::string::npos);
  authority.forget_newest();
  authority.issue([](crypto::Card& card) { test::officer_of(card).until = test::sealing_time(); });
  EXPECT_NE(detail(bundle, authority.pinned_with_cards()).find("not proven in time"), std::string::npos);
}

TEST(Officer, WhoMayNoLongerSealCannotProveThatHeDidBefore) {
  Authority authority("fr-ca");
  const RawBundle bundle = sealed_by(authority);
  authority.issue([](crypto::Card& card) { test::officer_of(card).may = {crypto::May::entry}; });
  EXPECT_EQ(failures(bundle, authority.pinned()), Names{}) << "nobody told us";
  EXPECT_EQ(failures(bundle, authority.pinned_with_cards()), k_validity);
  EXPECT_NE(detail(bundle, authority.pinned_with_cards()).find("not proven in time"), std::string::npos);
  authority.issue([](crypto::Card& card) { test::officer_of(card).may = {crypto::May::entry, crypto::May::seal}; });
  EXPECT_EQ(failures(bundle, authority.pinned_with_cards()), Names{}) << "given back: the newest card counts";
}

TEST(Officer, WhoseTimeBeginsLaterByANewerCardDidNotSealBefore) {
  Authority authority("fr-ca");
  const RawBundle bundle = sealed_by(authority);
  authority.issue([](crypto::Card& card) { test::officer_of(card).from = test::at("2026-06-01T12:00:01Z"); });
  EXPECT_NE(detail(bundle, authority.pinned_with_cards()).find("by a later card"), std::string::npos);
  authority.forget_newest();
  authority.issue([](crypto::Card& card) { test::officer_of(card).from = test::sealing_time(); });
  EXPECT_EQ(failures(bundle, authority.pinned_with_cards()), Names{}) << "from the first second on";
}

TEST(Officer, WhoseTimeWasProlongedIsFine) {
  Authority authority("fr-ca");
  const RawBundle bundle = sealed_by(authority);
  authority.issue([](crypto::Card& card) { test::officer_of(card).until = test::at("2030-01-01T00:00:00Z"); });
  EXPECT_EQ(failures(bundle, authority.pinned_with_cards()), Names{});
}

}  // namespace
}  // namespace rogatory::bundle
