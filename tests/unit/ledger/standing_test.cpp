// Who may sign, and what a newer card takes back (ledger.md "Revocation").
#include <gtest/gtest.h>

#include <algorithm>

#include "tests/kit/raw_log.hpp"

namespace rogatory::ledger {
namespace {

using crypto::May;
using crypto::Officer;
using test::failures;
using test::k_clerk;
using test::Pen;
using test::told;
using test::TwoParties;
using test::verify_logs;
using Names = std::vector<std::string>;

Officer& clerk_of(crypto::Card& card) {
  const auto found = std::ranges::find(card.officers, std::string(k_clerk), &Officer::id);
  return *found;
}

/// The clerk's word is taken back from this time on, by a card that the log does not name yet.
void revoke_clerk(test::Authority& authority, const char* since) {
  authority.issue([&](crypto::Card& card) {
    card.issued_at = test::at("2026-07-01T00:00:00Z");
    clerk_of(card).revoked_at = test::at(since);
  });
}

CaseReport verified(const TwoParties& parties) {
  crypto::Trust trust = parties.fr_authority.pinned_with_cards();
  return verify_logs(parties.raw(), trust);
}

constexpr const char* k_long_before = "2026-02-01T00:00:00Z";
constexpr const char* k_after_all = "2026-06-30T00:00:00Z";

TEST(Standing, DisputesWhatAWitnessSawAndRefusesTheRest) {
  TwoParties parties;
  parties.fr.add();  // 0..2 are seen by de-ca, 3 is not
  revoke_clerk(parties.fr_authority, k_long_before);
  const CaseReport report = verified(parties);
  EXPECT_EQ(failures(report), (Names{"fr-ca entry.officer", "fr-ca entry.disputed"})) << told(report);
  EXPECT_EQ(report.exit_status(), 25);
  EXPECT_EQ(std::ranges::count_if(report.logs[1].findings,
                                  [](const Finding& found) { return found.check->name == "entry.disputed"; }),
            3);
  ASSERT_TRUE(report.logs[1].revocations.has_value());
  EXPECT_EQ(report.logs[1].revocations->version, 2);
}

TEST(Standing, LetsStandWhatAWitnessSawBeforeTheOfficerWasRevoked) {
  TwoParties parties;
  revoke_clerk(parties.fr_authority, k_after_all);
  EXPECT_EQ(failures(verified(parties)), Names{});
  // An entry that nobody saw could have been written any time.
  parties.fr_authority.forget_newest();
  parties.fr.add();
  revoke_clerk(parties.fr_authority, k_after_all);
  const CaseReport report = verified(parties);
  EXPECT_EQ(failures(report), Names{"fr-ca entry.officer"}) << told(report);
  EXPECT_EQ(report.exit_status(), 22);
}

/// The card of the revocation, and an entry by a colleague that names it.
void go_on_without_clerk(TwoParties& parties, const char* since) {
  parties.fr_authority.issue([&](crypto::Card& card) {
    card.issued_at = test::at("2026-07-01T00:00:00Z");
    clerk_of(card).revoked_at = test::at(since);
    Officer deputy = clerk_of(card);
    deputy.id = "deputy-1";
    deputy.key = parties.de_authority.root().public_key();
    deputy.revoked_at.reset();
    card.officers.push_back(deputy);
    std::ranges::sort(card.officers, {}, &Officer::id);
  });
  Entry entry = parties.fr.next();
  entry.officer = "deputy-1";
  entry.made_at = test::at("2026-07-02T00:00:00Z");
  parties.fr.add(entry, Pen{"deputy-1", &parties.de_authority.root()});
}

TEST(Standing, LetsStandWhatCameBeforeTheRevokingCardInItsLog) {
  TwoParties parties;
  parties.fr.add();
  go_on_without_clerk(parties, k_after_all);
  EXPECT_EQ(failures(verified(parties)), Names{}) << told(verified(parties));
}

TEST(Standing, HearsNoWitnessWhoKnewOfTheRevocation) {
  TwoParties parties;
  parties.fr.add();  // entry 3
  go_on_without_clerk(parties, k_long_before);
  parties.de.sees(parties.fr);
  parties.de.add();
  const CaseReport report = verified(parties);
  // 0..2 were seen before, 3 only together with the entry that names the card.
  EXPECT_EQ(failures(report), (Names{"fr-ca entry.officer", "fr-ca entry.disputed"})) << told(report);
  EXPECT_TRUE(told(report).contains("fr-ca entry.officer: entry 3: "));
  EXPECT_FALSE(told(report).contains("entry.disputed: entry 3: "));
}

TEST(Standing, HearsNoWitnessWhoIsNotTrusted) {
  TwoParties parties;
  revoke_clerk(parties.fr_authority, k_long_before);
  crypto::Trust trust = parties.fr_authority.pinned_with_cards();
  trust.pin("de-ca", crypto::sha256(std::string_view("another root")));
  const CaseReport report = verify_logs(parties.raw(), trust);
  EXPECT_EQ(failures(report), (Names{"de-ca card.trust", "fr-ca entry.officer"})) << told(report);
}

TEST(Standing, RefusesWhatIsSignedUnderTheRevokingCard) {
  TwoParties parties;
  revoke_clerk(parties.fr_authority, k_after_all);
  Entry entry = parties.fr.next();
  entry.made_at = test::at("2026-07-02T00:00:00Z");
  parties.fr.add(entry);
  EXPECT_EQ(failures(verified(parties)), Names{"fr-ca entry.officer"});
}

TEST(Standing, CountsANarrowedRightFromTheCardThatNarrowsIt) {
  TwoParties parties;
  parties.fr_authority.issue([&](crypto::Card& card) {
    card.issued_at = test::at("2026-07-01T00:00:00Z");
    clerk_of(card).may = {May::seal};
  });
  EXPECT_EQ(failures(verified(parties)), Names{});
  parties.fr_authority.issue([&](crypto::Card& card) { clerk_of(card).from = test::at("2026-06-15T00:00:00Z"); });
  EXPECT_EQ(failures(verified(parties)), Names{"fr-ca entry.disputed"});
}

/// A party with a service officer from the first entry on.
struct WithService : TwoParties {
  WithService() : service(crypto::SigningKey::generate()) {
    fr_authority.issue([&](crypto::Card& card) {
      Officer officer = clerk_of(card);
      officer.id = "service";
      officer.key = service.public_key();
      officer.may = {May::service};
      card.officers.push_back(officer);
      std::ranges::sort(card.officers, {}, &Officer::id);
    });
  }
  void sign(Entry entry) {
    entry.officer = "service";
    fr.add(entry, Pen{"service", &service});
  }
  crypto::SigningKey service;
};

TEST(ServiceOfficer, SignsDeliveriesAndNothingElse) {
  WithService parties;
  const std::span<const crypto::age::Identity> keys(&parties.main, 1);
  parties.sign(parties.fr.next("delivery.received", {}, "main", parties.main.recipient()));
  EXPECT_EQ(failures(verify_logs(parties.raw(), parties.trust(), keys)), Names{});
  parties.sign(parties.fr.next("note.added", {}, "main", parties.main.recipient()));
  const CaseReport report = verify_logs(parties.raw(), parties.trust(), keys);
  EXPECT_EQ(failures(report), Names{"fr-ca entry.officer"});
  EXPECT_TRUE(told(report).contains("entry 4: service is a service, which may not sign note.added")) << told(report);
}

TEST(ServiceOfficer, IsNotReadWithoutAKey) {
  WithService parties;
  parties.sign(parties.fr.next("note.added", {}, "main", parties.main.recipient()));
  const CaseReport report = verify_logs(parties.raw(), parties.trust());
  EXPECT_EQ(failures(report), Names{});
  EXPECT_EQ(report.verdict, base::Verdict::pass_outside);
  EXPECT_EQ(std::ranges::count(report.not_proven, "fr-ca: 1 entries by a service officer were not read"), 1);
}

TEST(ServiceOfficer, SignsNothingWithoutABodyAndNothingForTheCase) {
  WithService parties;
  parties.sign(parties.fr.next());
  EXPECT_EQ(failures(verify_logs(parties.raw(), parties.trust())), Names{"fr-ca entry.officer"});
  WithService others;
  Entry entry = others.fr.next("delivery.received", {}, "main", others.main.recipient());
  entry.recipients = {{"main", others.main.recipient()}};
  others.sign(entry);
  EXPECT_EQ(failures(verify_logs(others.raw(), others.trust())), Names{"fr-ca entry.officer"});
}

}  // namespace
}  // namespace rogatory::ledger
