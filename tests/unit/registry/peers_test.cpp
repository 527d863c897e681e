#include "registry/peers.hpp"

#include <gtest/gtest.h>

#include <thread>

#include "tests/support/fault_file_system.hpp"
#include "tests/support/files.hpp"
#include "tests/support/home.hpp"

namespace rogatory::registry {
namespace {

using test::chain_of;
using test::first_card;
using test::fixed_key;
using test::k_root;
using test::next_card;
using test::signed_card;
using test::three_cards;

crypto::CardChain first_cards(std::size_t count) {
  std::vector<crypto::SignedCard> cards = three_cards();
  cards.resize(count);
  return chain_of(std::move(cards));
}

/// Version 1 of an authority of its own.
crypto::CardChain chain_named(const std::string& id, std::uint8_t root) {
  crypto::Card card = first_card();
  card.id = id;
  card.root = fixed_key(root).public_key();
  return chain_of({signed_card(card, root)});
}

crypto::Sha256 root_fingerprint(std::uint8_t root) { return crypto::fingerprint_of(fixed_key(root).public_key()); }

class Peers : public testing::Test {
 protected:
  Result<PeerStep> take(const crypto::CardChain& chain, std::optional<Confirmed> confirmed = Confirmed::telephone) {
    return take_peer(home, chain, confirmed, at.clock);
  }
  void expect_fails(const Result<PeerStep>& result, ErrorCode code, std::string_view sentence) {
    ASSERT_FALSE(result.has_value());
    EXPECT_EQ(result.error().code(), code);
    EXPECT_NE(result.error().sentence().find(sentence), std::string::npos) << result.error().sentence();
    EXPECT_NE(result.error().next_step(), "") << "an error says what helps";
  }

  test::TestHome at;
  Home home = at.open();
};

TEST_F(Peers, AreNobodyAtFirst) {
  EXPECT_TRUE(list_peers(home).value().empty());
  const Result<Peer> nobody = load_peer(home, "fr-ca");
  ASSERT_FALSE(nobody.has_value());
  EXPECT_EQ(nobody.error().code(), ErrorCode::not_found);
  EXPECT_EQ(nobody.error().why(), "this home has no peers yet");
}

TEST_F(Peers, AreNotPinnedWithoutAComparedFingerprint) {
  EXPECT_EQ(plan_peer(home, first_cards(1)).value(), PeerStep::pin);
  const Result<PeerStep> taken = take(first_cards(1), std::nullopt);
  ASSERT_FALSE(taken.has_value());
  EXPECT_EQ(taken.error().code(), ErrorCode::refused);
  EXPECT_TRUE(list_peers(home).value().empty());
  EXPECT_FALSE(base::exists(home.fs(), at / "trust/cards/fr-ca.tar").value());
}

TEST_F(Peers, ArePinnedByTheRootOfTheirFirstCard) {
  EXPECT_EQ(take(first_cards(3)).value(), PeerStep::pin);
  const Peer peer = load_peer(home, "fr-ca").value();
  EXPECT_EQ(peer.pinned, root_fingerprint(k_root));
  EXPECT_EQ(fingerprint_of(peer.chain), root_fingerprint(k_root + 1));
  EXPECT_EQ(peer.chain.newest().version, 3);
  EXPECT_EQ(peer.added_at, at.clock.now());
  EXPECT_EQ(peer.confirmed, Confirmed::telephone);
  EXPECT_EQ(peer.addresses(), first_card().urls);
  const crypto::Trust trust = home.trust().value();
  ASSERT_NE(trust.root_of("fr-ca"), nullptr);
  EXPECT_EQ(*trust.root_of("fr-ca"), root_fingerprint(k_root));
  EXPECT_EQ(trust.chain_of("fr-ca")->newest().version, 3);
}

TEST_F(Peers, AreKeptInOneSpelling) {
  ASSERT_TRUE(take(first_cards(1), Confirmed::fingerprint));
  EXPECT_EQ(test::read_file(at / "peers/fr-ca.json"),
            R"({"added_at":"2026-06-01T12:00:00Z","confirmed":"fingerprint","type":"rogatory-peer/1"})");
  ASSERT_TRUE(set_peer_urls(home, "fr-ca", {"https://a.example/"}));
  EXPECT_EQ(test::read_file(at / "peers/fr-ca.json"),
            R"({"added_at":"2026-06-01T12:00:00Z","confirmed":"fingerprint","type":"rogatory-peer/1",)"
            R"("urls":["https://a.example/"]})");
}

TEST_F(Peers, TakeNewerCardsWithoutAskingAgain) {
  ASSERT_TRUE(take(first_cards(1)));
  EXPECT_EQ(take(first_cards(2), std::nullopt).value(), PeerStep::update);
  EXPECT_EQ(take(first_cards(3), std::nullopt).value(), PeerStep::update);
  EXPECT_EQ(take(first_cards(3), std::nullopt).value(), PeerStep::unchanged);
  EXPECT_EQ(load_peer(home, "fr-ca")->chain.newest().version, 3);
  EXPECT_EQ(load_peer(home, "fr-ca")->pinned, root_fingerprint(k_root));
}

TEST_F(Peers, IgnoreOlderCards) {
  ASSERT_TRUE(take(first_cards(3)));
  EXPECT_EQ(take(first_cards(1), std::nullopt).value(), PeerStep::ignore);
  EXPECT_EQ(load_peer(home, "fr-ca")->chain.newest().version, 3);
}

TEST_F(Peers, NameBothHashesOfAFork) {
  ASSERT_TRUE(take(first_cards(2)));
  crypto::Card other = next_card(first_card());
  other.name = "another second card";
  const crypto::SignedCard signed_other = signed_card(other);
  const Result<PeerStep> taken = take(chain_of({signed_card(first_card()), signed_other}), std::nullopt);
  expect_fails(taken, ErrorCode::fork, "version 2");
  EXPECT_NE(taken.error().why().find(three_cards()[1].hash().hex()), std::string::npos) << taken.error().why();
  EXPECT_NE(taken.error().why().find(signed_other.hash().hex()), std::string::npos) << taken.error().why();
  EXPECT_EQ(load_peer(home, "fr-ca")->chain.newest().name, first_card().name);
}

TEST_F(Peers, AreNotReplacedByAnotherRootUnderTheirId) {
  ASSERT_TRUE(take(first_cards(1)));
  expect_fails(take(chain_named("fr-ca", k_root + 7)), ErrorCode::refused, "pinned as fr-ca");
  EXPECT_EQ(load_peer(home, "fr-ca")->pinned, root_fingerprint(k_root));
}

TEST_F(Peers, AreNeverOurselves) {
  expect_fails(take(home.own_chain().value()), ErrorCode::refused, "which this home itself is");
  expect_fails(take(chain_named("fr-home", k_root + 7)), ErrorCode::refused, "which this home itself is");
}

TEST_F(Peers, AreComparedByTheirNewestRoot) {
  const crypto::CardChain chain = first_cards(3);
  EXPECT_TRUE(check_fingerprint(chain, root_fingerprint(k_root + 1)));
  const Result<void> earlier = check_fingerprint(chain, root_fingerprint(k_root));
  ASSERT_FALSE(earlier.has_value());
  EXPECT_EQ(earlier.error().code(), ErrorCode::untrusted);
  EXPECT_EQ(earlier.error().sentence(), "the fingerprint given is that of an earlier root of fr-ca");
  const Result<void> strange = check_fingerprint(chain, root_fingerprint(k_root + 7));
  ASSERT_FALSE(strange.has_value());
  EXPECT_EQ(strange.error().code(), ErrorCode::untrusted);
  // Who copies the right one out of the error has compared nothing.
  const std::string right = crypto::fingerprint_text(root_fingerprint(k_root + 1));
  EXPECT_EQ((strange.error().sentence() + strange.error().why() + strange.error().next_step()).find(right),
            std::string::npos);
}

TEST(GivenFingerprint, IsReadAsTextOrAsWords) {
  const crypto::Sha256 fingerprint = root_fingerprint(k_root);
  EXPECT_EQ(parse_given_fingerprint(crypto::fingerprint_text(fingerprint)).value(), fingerprint);
  std::string words;
  for (const std::string& word : crypto::fingerprint_words(fingerprint)) {
    words += word + (words.size() % 2 == 0 ? "  " : "\n");
  }
  EXPECT_EQ(parse_given_fingerprint(words).value(), fingerprint);
  for (const std::string& wrong :
       {std::string(), std::string(" "), words + "zoo", words.substr(words.find(' ')), std::string("abandon"),
        crypto::fingerprint_text(fingerprint) + "=", crypto::fingerprint_text(fingerprint).substr(7)}) {
    const Result<crypto::Sha256> parsed = parse_given_fingerprint(wrong);
    ASSERT_FALSE(parsed.has_value()) << wrong;
    EXPECT_EQ(parsed.error().code(), ErrorCode::usage) << wrong;
  }
}

TEST_F(Peers, AreForgottenWholly) {
  ASSERT_TRUE(take(first_cards(1)));
  ASSERT_TRUE(remove_peer(home, "fr-ca"));
  EXPECT_TRUE(list_peers(home).value().empty());
  for (const char* file : {"trust/cards/fr-ca.tar", "peers/fr-ca.json"}) {
    EXPECT_FALSE(base::exists(home.fs(), at / file).value()) << file;
  }
  const Result<void> again = remove_peer(home, "fr-ca");
  ASSERT_FALSE(again.has_value());
  EXPECT_EQ(again.error().code(), ErrorCode::not_found);
}

TEST_F(Peers, AreForgottenAlsoWhereTheirCardsAreDamaged) {
  ASSERT_TRUE(take(first_cards(1)));
  test::write_file(at / "trust/cards/fr-ca.tar", "damaged");
  const Result<Peer> damaged = load_peer(home, "fr-ca");
  ASSERT_FALSE(damaged.has_value());
  EXPECT_EQ(damaged.error().code(), ErrorCode::malformed);
  EXPECT_NE(damaged.error().next_step().find("peer remove fr-ca"), std::string::npos);
  EXPECT_TRUE(remove_peer(home, "fr-ca"));
}

TEST_F(Peers, SayWhatIsMissingBesideAPin) {
  ASSERT_TRUE(take(first_cards(1)));
  ASSERT_EQ(::unlink((at / "trust/cards/fr-ca.tar").c_str()), 0);
  const Result<Peer> without_cards = load_peer(home, "fr-ca");
  ASSERT_FALSE(without_cards.has_value());
  EXPECT_EQ(without_cards.error().code(), ErrorCode::incomplete);
}

TEST_F(Peers, HaveAddressesOfTheirCardOrOurs) {
  ASSERT_TRUE(take(first_cards(1)));
  ASSERT_TRUE(set_peer_urls(home, "fr-ca", {"https://b.example/", "https://a.example:8443/x"}));
  EXPECT_EQ(load_peer(home, "fr-ca")->addresses(),
            (std::vector<std::string>{"https://b.example/", "https://a.example:8443/x"}));
  ASSERT_TRUE(set_peer_urls(home, "fr-ca", {}));
  EXPECT_EQ(load_peer(home, "fr-ca")->addresses(), first_card().urls);
}

TEST_F(Peers, RefuseAddressesThatAreNoHttps) {
  ASSERT_TRUE(take(first_cards(1)));
  using Urls = std::vector<std::string>;
  for (const Urls& urls :
       {Urls{"http://a.example/"}, Urls{"a.example"}, Urls{"https://"}, Urls{"https://a b"},
        Urls{"https://a/", "https://a/"}, Urls{"https://" + std::string(600, 'a')}, Urls(17, "https://a.example/")}) {
    const Result<void> set = set_peer_urls(home, "fr-ca", urls);
    ASSERT_FALSE(set.has_value()) << urls.front();
    EXPECT_EQ(set.error().code(), ErrorCode::usage) << urls.front();
  }
  EXPECT_EQ(set_peer_urls(home, "de-ca", {}).error().code(), ErrorCode::not_found);
}

TEST_F(Peers, RefuseARecordThatIsNotCanonical) {
  ASSERT_TRUE(take(first_cards(1)));
  for (const char* record :
       {"", "{}", R"({"added_at":"2026-06-01T12:00:00Z","confirmed":"fingerprint","type":"rogatory-peer/2"})",
        R"({"added_at":"2026-06-01T12:00:00Z","confirmed":"guess","type":"rogatory-peer/1"})",
        R"({"added_at":"2026-06-01","confirmed":"fingerprint","type":"rogatory-peer/1"})",
        R"({"added_at":"2026-06-01T12:00:00Z","confirmed":"fingerprint","type":"rogatory-peer/1","urls":[]})",
        R"({"added_at":"2026-06-01T12:00:00Z","confirmed":"fingerprint","type":"rogatory-peer/1","urls":["ftp://a"]})",
        R"({"added_at":"2026-06-01T12:00:00Z","confirmed":"fingerprint","type":"rogatory-peer/1","more":1})",
        R"({"added_at":"2026-06-01T12:00:00Z","confirmed":"fingerprint","type":"rogatory-peer/1"} )"}) {
    test::write_file(at / "peers/fr-ca.json", record);
    const Result<Peer> peer = load_peer(home, "fr-ca");
    ASSERT_FALSE(peer.has_value()) << record;
    EXPECT_EQ(peer.error().code(), ErrorCode::malformed) << record;
  }
}

/// Whom a home trusts, as a verifier reads it; the test fails where it cannot be read.
bool trusts(const test::TestHome& at, const std::string& id) {
  const Result<crypto::Trust> trust = at.open().trust();
  EXPECT_TRUE(trust.has_value()) << trust.error().sentence();
  const bool pinned = trust && trust->root_of(id) != nullptr;
  EXPECT_TRUE(!pinned || trust->chain_of(id) != nullptr) << "a pin without cards";
  return pinned;
}

std::vector<test::FaultFileSystem::Fault> faults_of_adding() {
  test::TestHome at;
  test::FaultFileSystem fs;
  const Home home = at.open(fs);
  EXPECT_TRUE(take_peer(home, first_cards(2), Confirmed::telephone, at.clock));
  return fs.every_fault();
}

TEST(PeerFaults, LeaveNobodyHalfTrusted) {
  for (const test::FaultFileSystem::Fault& fault : faults_of_adding()) {
    SCOPED_TRACE(test::describe(fault));
    const test::TestHome at;
    test::FaultFileSystem fs(fault);
    const Result<Home> home = Home::open(fs, at.path());
    const bool added = home && take_peer(*home, first_cards(2), Confirmed::telephone, at.clock).has_value();
    EXPECT_EQ(trusts(at, "fr-ca"), added);
    // And the next attempt finds nothing in its way.
    EXPECT_TRUE(take_peer(at.open(), first_cards(2), Confirmed::telephone, at.clock).has_value());
    EXPECT_TRUE(trusts(at, "fr-ca"));
  }
}

TEST(PeerFaults, NeverKeepAPinWithoutItsCards) {
  std::vector<test::FaultFileSystem::Fault> faults;
  {
    test::TestHome at;
    ASSERT_TRUE(take_peer(at.open(), first_cards(2), Confirmed::telephone, at.clock));
    test::FaultFileSystem fs;
    ASSERT_TRUE(remove_peer(at.open(fs), "fr-ca"));
    faults = fs.every_fault();
  }
  for (const test::FaultFileSystem::Fault& fault : faults) {
    SCOPED_TRACE(test::describe(fault));
    const test::TestHome at;
    ASSERT_TRUE(take_peer(at.open(), first_cards(2), Confirmed::telephone, at.clock));
    test::FaultFileSystem fs(fault);
    if (const Result<Home> home = Home::open(fs, at.path()); home && remove_peer(*home, "fr-ca")) {
      EXPECT_FALSE(trusts(at, "fr-ca"));
    }
    static_cast<void>(trusts(at, "fr-ca"));
  }
}

TEST_F(Peers, AreAllThereAfterManyAtOnce) {
  constexpr std::uint8_t k_many = 8;
  std::vector<std::jthread> programs;
  for (std::uint8_t i = 0; i < k_many; ++i) {
    programs.emplace_back([this, i] {
      const Home own = at.open();
      EXPECT_TRUE(
          take_peer(own, chain_named("peer-" + std::to_string(i), k_root + i), Confirmed::fingerprint, at.clock));
    });
  }
  programs.clear();
  EXPECT_EQ(list_peers(home).value().size(), k_many);
}

}  // namespace
}  // namespace rogatory::registry
