#include "registry/card_issue.hpp"

#include <gtest/gtest.h>

#include "registry/officers.hpp"
#include "registry/rotate.hpp"
#include "tests/support/fault_file_system.hpp"
#include "tests/support/homes.hpp"
#include "tests/support/run.hpp"

namespace rogatory::registry {
namespace {

using crypto::May;
using test::HomeKit;

NewOfficer newcomer(const std::string& id) {
  NewOfficer officer;
  officer.id = id;
  officer.may = {May::seal};
  officer.roles = {"VAL", "ISS", "VAL"};
  officer.until = UtcTime::parse("2027-12-31T23:59:59Z").value();
  return officer;
}

TEST(IssueCard, FollowsTheCardBefore) {
  HomeKit kit;
  crypto::SigningKey root = kit.root();
  kit.clock.time.seconds += 60;
  const crypto::CardChain chain = add_officer(kit.home, root, newcomer("alpha"), {}, kit.clock).value();
  EXPECT_EQ(chain.newest().version, 2);
  EXPECT_EQ(chain.newest().prev, chain.signed_cards().front().hash());
  EXPECT_EQ(chain.newest().issued_at, kit.clock.time);
  EXPECT_EQ(kit.home.own_chain()->newest().serialize(), chain.newest().serialize());
}

TEST(IssueCard, NeverRunsBackwardsWithTheClock) {
  HomeKit kit;
  crypto::SigningKey root = kit.root();
  const UtcTime first = kit.home.own_chain()->newest().issued_at;
  kit.clock.time.seconds -= 3600;
  EXPECT_EQ(add_officer(kit.home, root, newcomer("alpha"), {}, kit.clock)->newest().issued_at, first);
}

TEST(IssueCard, IsRefusedForARootThatIsNotInForce) {
  HomeKit kit;
  crypto::SigningKey old = kit.root();
  ASSERT_TRUE(rotate_key(kit.home, {.kind = KeyKind::root, .new_root_file = std::nullopt}, old, {}, kit.clock));
  EXPECT_EQ(add_officer(kit.home, old, newcomer("alpha"), {}, kit.clock).error().code(), ErrorCode::refused);
  EXPECT_EQ(test::names_of(kit.home.file("keys")).size(), 14U) << "no key without a card";
}

TEST(IssueCard, LeavesTheOldCardOrTheNewOneWhateverStepFails) {
  using test::FaultFileSystem;
  FaultFileSystem counting;
  const auto attempt = [](FaultFileSystem& fs, HomeKit& kit) {
    const Result<Home> home = Home::open(fs, kit.home.path());
    crypto::SigningKey root = kit.root();
    return home && add_officer(*home, root, newcomer("alpha"), {}, kit.clock).has_value();
  };
  HomeKit first;
  ASSERT_TRUE(attempt(counting, first));
  for (const FaultFileSystem::Fault& fault : counting.every_fault()) {
    HomeKit kit;
    FaultFileSystem fs(fault);
    const bool added = attempt(fs, kit);
    const Result<crypto::CardChain> chain = kit.home.own_chain();
    ASSERT_TRUE(chain) << describe(fault);
    EXPECT_TRUE(!added || chain->newest().officer("alpha") != nullptr) << describe(fault);
    if (const crypto::Officer* officer = chain->newest().officer("alpha")) {
      EXPECT_TRUE(kit.keys.officer("alpha", officer->key)) << describe(fault) << ": a card without its key";
    }
    // Whatever was left, the same command then succeeds or finds the officer there.
    crypto::SigningKey root = kit.root();
    const Result<crypto::CardChain> again = add_officer(kit.home, root, newcomer("alpha"), {}, kit.clock);
    EXPECT_TRUE(again || again.error().code() == ErrorCode::refused) << describe(fault);
  }
}

TEST(Officers, AreSortedAndTheirRolesOnce) {
  HomeKit kit;
  crypto::SigningKey root = kit.root();
  ASSERT_TRUE(add_officer(kit.home, root, newcomer("zulu"), {}, kit.clock));
  const crypto::Card card = add_officer(kit.home, root, newcomer("alpha"), {}, kit.clock)->newest();
  ASSERT_EQ(card.officers.size(), 3U);
  EXPECT_EQ(card.officers.front().id, "alpha");
  EXPECT_EQ(card.officers.back().id, "zulu");
  EXPECT_EQ(card.officers.front().roles, (std::vector<std::string>{"ISS", "VAL"}));
  EXPECT_EQ(card.officers.front().from, card.issued_at);
}

TEST(Officers, HaveAnIdForEver) {
  HomeKit kit;
  crypto::SigningKey root = kit.root();
  EXPECT_EQ(add_officer(kit.home, root, newcomer("registry-1"), {}, kit.clock).error().code(), ErrorCode::refused);
  ASSERT_TRUE(revoke_officer(kit.home, root, "registry-1", kit.clock.time, kit.clock));
  EXPECT_EQ(add_officer(kit.home, root, newcomer("registry-1"), {}, kit.clock).error().code(), ErrorCode::refused);
}

TEST(Officers, RefuseReservedIdsAndEmptyPowers) {
  const UtcTime now{1'800'000'000};
  const auto code = [&](auto change) {
    NewOfficer officer = newcomer("alpha");
    officer.until.seconds = now.seconds + 1;
    change(officer);
    const Result<void> checked = check_new_officer(officer, now);
    return checked ? ErrorCode::failed : checked.error().code();
  };
  EXPECT_EQ(code([](NewOfficer& o) { o.id = "root"; }), ErrorCode::usage);
  EXPECT_EQ(code([](NewOfficer& o) { o.id = "service"; }), ErrorCode::usage);
  EXPECT_EQ(code([](NewOfficer& o) { o.may = {May::service}; }), ErrorCode::usage);
  EXPECT_EQ(code([](NewOfficer& o) {
              o.id = "service";
              o.may = {May::seal, May::service};
            }),
            ErrorCode::usage);
  EXPECT_EQ(code([](NewOfficer& o) { o.may = {}; }), ErrorCode::usage);
  EXPECT_EQ(code([](NewOfficer& o) { o.roles = {"iss"}; }), ErrorCode::usage);
  EXPECT_EQ(code([&](NewOfficer& o) { o.until = now; }), ErrorCode::usage);
  EXPECT_EQ(code([](NewOfficer& o) {
              o.id = "service";
              o.may = {May::service};
            }),
            ErrorCode::failed)
      << "the service officer itself is fine";
}

TEST(Officers, AreRevokedEarlierButNeverLater) {
  HomeKit kit;
  crypto::SigningKey root = kit.root();
  const UtcTime now = kit.clock.time;
  const UtcTime before{now.seconds - 60};
  const UtcTime after{now.seconds + 60};
  EXPECT_EQ(revoke_officer(kit.home, root, "nobody", now, kit.clock).error().code(), ErrorCode::not_found);
  ASSERT_TRUE(revoke_officer(kit.home, root, "registry-1", now, kit.clock));
  EXPECT_EQ(revoke_officer(kit.home, root, "registry-1", now, kit.clock).error().code(), ErrorCode::not_allowed);
  EXPECT_EQ(revoke_officer(kit.home, root, "registry-1", after, kit.clock).error().code(), ErrorCode::not_allowed);
  const Result<crypto::CardChain> earlier = revoke_officer(kit.home, root, "registry-1", before, kit.clock);
  ASSERT_TRUE(earlier);
  EXPECT_EQ(earlier->newest().officer("registry-1")->revoked_at, before);
}

TEST(Rotate, NamesANewKeyAndKeepsTheOld) {
  HomeKit kit;
  crypto::SigningKey root = kit.root();
  for (const KeyKind kind : {KeyKind::log, KeyKind::transport, KeyKind::evidence, KeyKind::tls}) {
    const crypto::Card before = kit.home.own_chain()->newest();
    const Result<Rotated> rotated =
        rotate_key(kit.home, {.kind = kind, .new_root_file = std::nullopt}, root, {}, kit.clock);
    ASSERT_TRUE(rotated) << text_of(kind);
    const crypto::Card& after = rotated->chain.newest();
    EXPECT_EQ(after.version, before.version + 1);
    EXPECT_EQ(after.log_key != before.log_key, kind == KeyKind::log);
    EXPECT_EQ(after.transport != before.transport, kind == KeyKind::transport);
    EXPECT_EQ(after.evidence != before.evidence, kind == KeyKind::evidence);
    EXPECT_EQ(after.tls != before.tls, kind == KeyKind::tls);
    EXPECT_EQ(rotated->name.number, kind == KeyKind::tls ? 1 : 2);
  }
  EXPECT_EQ(kit.keys.identities(KeyKind::transport)->size(), 2U);
}

TEST(Rotate, SignsANewRootWithTheOldOne) {
  HomeKit kit;
  crypto::SigningKey root = kit.root();
  const Result<Rotated> rotated =
      rotate_key(kit.home, {.kind = KeyKind::root, .new_root_file = std::nullopt}, root, {}, kit.clock);
  ASSERT_TRUE(rotated);
  EXPECT_EQ(rotated->name.text(), "root.2");
  EXPECT_TRUE(rotated->chain.signed_cards().back().prev_sig);
  EXPECT_TRUE(rotated->chain.has_root(crypto::fingerprint_text(crypto::fingerprint_of(root.public_key()))));
  crypto::SigningKey second = kit.root();
  EXPECT_EQ(second.public_key(), rotated->chain.newest().root);
  EXPECT_TRUE(add_officer(kit.home, second, newcomer("alpha"), {}, kit.clock));
}

TEST(Rotate, HashesTheSubjectPublicKeyInfoAsOpensslDoes) {
  HomeKit kit;
  crypto::SigningKey root = kit.root();
  ASSERT_TRUE(rotate_key(kit.home, {.kind = KeyKind::tls, .new_root_file = std::nullopt}, root, {}, kit.clock));
  const crypto::PublicKey key =
      crypto::PublicKey::parse_openssh(
          load_public_text(kit.home, {.kind = KeyKind::tls, .officer = {}, .number = 1}).value())
          .value();
  // openssl reads the raw key as a DER SubjectPublicKeyInfo and writes it again.
  const std::string spki = kit.directory / "spki";
  const std::string hex = "302a300506032b6570032100" + base::to_hex(key.bytes);
  const Bytes der = base::from_hex(hex).value();
  test::write_file(spki, base::as_text(der));
  const std::string said =
      test::run("openssl pkey -pubin -inform DER -in " + spki + " -pubout -outform DER | sha256sum | cut -c1-64")
          .output;
  EXPECT_EQ(said, kit.home.own_chain()->newest().tls->hex() + "\n");
}

}  // namespace
}  // namespace rogatory::registry
