// What logs say of one another: heads prove what they are signed for, and frame nobody.
#include <gtest/gtest.h>

#include "crypto/merkle.hpp"
#include "tests/kit/raw_log.hpp"

namespace rogatory::ledger {
namespace {

using test::failures;
using test::told;
using test::TwoParties;
using test::verify_logs;
using Names = std::vector<std::string>;

CaseReport verified(const TwoParties& parties) { return verify_logs(parties.raw(), parties.trust()); }

crypto::Sha256 made_up(std::string_view what = "made up") { return crypto::sha256(what); }

LogName fr() { return {"fr-ca", 1}; }

TEST(Heads, WithAMadeUpRootFrameNobody) {
  TwoParties parties;
  parties.de.heads[fr()] = {made_up(), parties.fr.head().sig, 3};
  parties.de.add();
  const CaseReport report = verified(parties);
  EXPECT_EQ(failures(report), Names{"de-ca head.signature"}) << told(report);
  EXPECT_EQ(report.exit_status(), 20);
}

TEST(Heads, SignedBySomebodyElseAreRefused) {
  TwoParties parties;
  parties.de.heads[fr()] = parties.de.head(3, parties.fr.raw().root());
  parties.de.add();
  EXPECT_EQ(failures(verified(parties)), Names{"de-ca head.signature"});
  // What is no signature at all is refused too.
  parties.de.heads[fr()].sig = "AAAAAAA=";
  parties.de.add();
  EXPECT_EQ(failures(verified(parties)), Names{"de-ca head.signature"});
}

TEST(Heads, AreTakenUnderTheKeyOfTheCardInForceAndNoOther) {
  TwoParties parties;
  parties.fr_authority.change_log_key();
  // The new key signs what the old one should have.
  parties.de.heads[fr()] = parties.fr.head();
  parties.de.add();
  parties.fr.add();  // names the new card, so that this is the log's key from here on
  EXPECT_EQ(failures(verified(parties)), Names{"de-ca head.signature"});
  parties.de.sees(parties.fr);
  parties.de.add();
  EXPECT_EQ(failures(verified(parties)), Names{"de-ca head.signature"});
}

TEST(Heads, NeverBecomeSmallerOrGo) {
  TwoParties smaller;
  std::vector<crypto::Sha256> leaves{smaller.fr.raw().entries[0].leaf()};
  smaller.de.heads[fr()] = smaller.fr.head(1, crypto::tree_root(leaves));
  smaller.de.add();
  EXPECT_EQ(failures(verified(smaller)), Names{"de-ca head.order"});
  TwoParties gone;
  gone.de.heads.clear();
  gone.de.add();
  EXPECT_EQ(failures(verified(gone)), Names{"de-ca head.order"});
}

TEST(Heads, OfMoreThanIsHereWait) {
  TwoParties parties;
  parties.de.heads[fr()] = parties.fr.head(7, made_up());
  parties.de.add();
  const CaseReport report = verified(parties);
  EXPECT_EQ(failures(report), Names{"de-ca head.ahead"});
  EXPECT_EQ(report.verdict, base::Verdict::incomplete);
  EXPECT_EQ(report.exit_status(), 21);
}

TEST(Heads, OfTwoRootsAreAFork) {
  TwoParties parties;
  parties.de.heads[fr()] = parties.fr.head(3, made_up());
  parties.de.add();
  const CaseReport report = verified(parties);
  EXPECT_EQ(failures(report), Names{"fr-ca log.fork"}) << told(report);
  EXPECT_EQ(report.exit_status(), 23);
}

TEST(Heads, OfTwoRootsAreAForkWhereNeitherIsHere) {
  TwoParties parties;
  parties.de.heads[fr()] = parties.fr.head(7, made_up("one"));
  parties.de.add();
  parties.de.heads[fr()] = parties.fr.head(7, made_up("other"));
  parties.de.add();
  EXPECT_EQ(failures(verified(parties)), (Names{"de-ca head.ahead", "fr-ca log.fork"}));
}

// Somebody who can only change files cannot make an author look as if he had signed twice.
TEST(Heads, BesideACopyThatWasChangedAreNoFork) {
  TwoParties parties;
  parties.go_on(1);
  test::RawCase raw = parties.raw();
  raw.at("fr-ca").entries[1].signature.push_back('\n');
  const CaseReport report = verify_logs(raw, parties.trust());
  EXPECT_EQ(failures(report), (Names{"fr-ca signature.form", "fr-ca checkpoint.root"})) << told(report);
}

TEST(Heads, MakeAWitnessOnlyWhereTheyHold) {
  TwoParties parties;
  parties.fr.add();
  EXPECT_EQ(verified(parties).logs[1].witnessed(), 3U);
  parties.de.sees(parties.fr);
  parties.de.add();
  EXPECT_EQ(verified(parties).logs[1].witnessed(), 4U);
  parties.fr.add();
  parties.de.heads[fr()] = {parties.fr.raw().root(), parties.de.head().sig, 5};
  parties.de.add();
  EXPECT_EQ(verified(parties).logs[1].witnessed(), 4U);
}

}  // namespace
}  // namespace rogatory::ledger
