#include "bundle/verify.hpp"

#include <gtest/gtest.h>
#include <sys/stat.h>

#include <algorithm>

#include "bundle/format.hpp"
#include "bundle/manifest.hpp"
#include "tests/kit/raw_bundle.hpp"
#include "tests/support/fault_file_system.hpp"
#include "tests/support/files.hpp"
#include "tests/support/temporary_directory.hpp"

namespace rogatory::bundle {
namespace {

using base::to_bytes;
using test::Authority;
using test::RawBundle;
using test::verify_bytes;

using Names = std::vector<std::string>;

class Verify : public testing::Test {
 protected:
  Authority authority{"fr-ca"};
  const RawBundle bundle =
      test::make_bundle(authority, "b-1", {{"d", std::nullopt}, {"d/a.txt", to_bytes("hello")}, {"d/empty", Bytes()}});
  const crypto::Trust trust = authority.pinned_with_cards();
};

TEST_F(Verify, PassesWithAKeyAndNamesEveryCheck) {
  const Report report = verify_bytes(bundle.bytes(), trust, &authority.evidence());
  EXPECT_EQ(test::failed_checks(report.findings), Names{});
  EXPECT_EQ(report.verdict, Verdict::pass);
  EXPECT_EQ(report.exit_status(), 0);
  EXPECT_TRUE(report.opened);
  EXPECT_EQ(report.not_proven, Names{});
  std::vector<std::string_view> all;
  for (const Check& check : all_checks()) {
    if (check.name != "chain.previous") {  // there is none
      all.push_back(check.name);
    }
  }
  EXPECT_EQ(report.passed, all);
  EXPECT_EQ(report.outline.id, id_of(RawBundle(bundle).at("seal.json").content));
  EXPECT_EQ(report.outline.root_fingerprint, authority.card().root.fingerprint());
}

TEST_F(Verify, PassesOutsideWithoutAKey) {
  const Report report = verify_bytes(bundle.bytes(), trust, nullptr);
  EXPECT_EQ(report.verdict, Verdict::pass_outside);
  EXPECT_EQ(report.exit_status(), 0);
  EXPECT_FALSE(report.opened);
  EXPECT_FALSE(report.wrong_key);
  EXPECT_EQ(report.not_proven, Names{"what is inside (no key)"});
  EXPECT_EQ(std::ranges::count(report.passed, "part.hash"), 1);
  EXPECT_EQ(std::ranges::count(report.passed, "content.age"), 0);
}

TEST_F(Verify, PassesOutsideWithStatus12WhereNoKeyFits) {
  const crypto::age::Identity stranger = crypto::age::Identity::generate();
  const Report report = verify_bytes(bundle.bytes(), trust, &stranger);
  EXPECT_EQ(report.verdict, Verdict::pass_outside);
  EXPECT_EQ(report.exit_status(), 12);
  EXPECT_TRUE(report.wrong_key);
  EXPECT_EQ(report.not_proven, Names{"what is inside (no key fits)"});
  EXPECT_EQ(std::ranges::count(report.passed, "part.hash"), 1);
}

TEST_F(Verify, OpensWithTheFileKeyAlone) {
  // Its writer has it. Here it is dug out of the header with the identity.
  RawBundle copy = bundle;
  const Bytes& part = copy.at("data/content.age.000000").content;
  const auto header = test::must(crypto::age::parse_header(part));
  const crypto::SecretBytes key = test::must(crypto::age::unwrap(header, part, std::span(&authority.evidence(), 1)));
  const base::Fd fd = test::memory_file(bundle.bytes());
  ContentVisitor visitor;
  const Report report =
      test::must(verify(FileSystem::real(), fd.get(), "a bundle", trust, Keys{{}, &key}, visitor, Progress::none()));
  EXPECT_EQ(report.verdict, Verdict::pass);
}

TEST_F(Verify, SeesAnAlteredAgeHeaderWithTheFileKeyToo) {
  // The writer's own look at what it wrote. The parts are listed anew, so that nothing outside is wrong: only the MAC
  // of the age header tells that the recipients were exchanged, and without it the addressee could not open the bundle.
  RawBundle changed = bundle;
  const Bytes part = changed.at("data/content.age.000000").content;
  const auto header = test::must(crypto::age::parse_header(part));
  const crypto::SecretBytes key = test::must(crypto::age::unwrap(header, part, std::span(&authority.evidence(), 1)));
  const crypto::age::Recipient stranger = crypto::age::Identity::generate().recipient();
  const Bytes others = test::must(crypto::age::make_header(crypto::age::new_file_key(), std::span(&stranger, 1)));
  ASSERT_EQ(others.size(), header.size);
  std::ranges::copy(others, changed.at("data/content.age.000000").content.begin());
  const auto& content = changed.at("data/content.age.000000").content;
  const std::string manifest = manifest_line(crypto::sha256(content), "data/content.age.000000");
  changed.at("manifest-sha256.txt").content = base::to_bytes(manifest);
  changed.reseal(authority.officer(), [&](Seal& seal) { seal.manifest = crypto::sha256(manifest); });
  const base::Fd fd = test::memory_file(changed.bytes());
  ContentVisitor visitor;
  const Report report =
      test::must(verify(FileSystem::real(), fd.get(), "a bundle", trust, Keys{{}, &key}, visitor, Progress::none()));
  EXPECT_EQ(test::failed_checks(report.findings), Names{"content.age"});
  EXPECT_EQ(report.exit_status(), 20);
  EXPECT_FALSE(report.opened);
}

TEST_F(Verify, CannotCheckAnEarlierBundle) {
  RawBundle later = bundle;
  later.reseal(authority.officer(), [](Seal& seal) { seal.previous = BundleId{}; });
  const Report report = verify_bytes(later.bytes(), trust, &authority.evidence());
  EXPECT_EQ(report.verdict, Verdict::pass);
  EXPECT_EQ(report.not_proven, Names{"earlier bundles"});
  EXPECT_EQ(std::ranges::count(report.passed, "chain.previous"), 0);
}

TEST_F(Verify, TellsTheWorstOfSeveralFindings) {
  RawBundle bad = bundle;
  bad.at("VERIFY.txt").content[0] ^= 1;
  bad.at("seal.json.sig").content.push_back('\n');
  const Report report = verify_bytes(bad.bytes(), crypto::Trust(), &authority.evidence());
  EXPECT_EQ(test::failed_checks(report.findings), (Names{"signature.form", "verify_txt.binding", "card.trust"}));
  EXPECT_EQ(report.verdict, Verdict::fail);
  EXPECT_EQ(report.exit_status(), 20);
  EXPECT_TRUE(report.opened) << "what can still be checked is checked";
}

TEST_F(Verify, IsUntrustedWhereOnlyTrustIsMissing) {
  const Report report = verify_bytes(bundle.bytes(), crypto::Trust(), &authority.evidence());
  EXPECT_EQ(report.verdict, Verdict::untrusted);
  EXPECT_EQ(report.exit_status(), 22);
}

TEST_F(Verify, StopsAtTheContainerWithoutASeal) {
  Bytes file = bundle.bytes();
  file.pop_back();
  const Report report = verify_bytes(file, trust, &authority.evidence());
  EXPECT_EQ(test::failed_checks(report.findings), Names{"container.end"});
  EXPECT_FALSE(report.outline.seal);
  EXPECT_EQ(report.exit_status(), 24);
  EXPECT_EQ(report.passed, std::vector<std::string_view>{});
}

TEST_F(Verify, GivesUpWhenInterrupted) {
  const base::Fd fd = test::memory_file(bundle.bytes());
  ContentVisitor visitor;
  base::g_interrupted = true;
  const auto report = verify(FileSystem::real(), fd.get(), "a bundle", trust, {}, visitor, Progress::none());
  base::g_interrupted = false;
  ASSERT_FALSE(report);
  EXPECT_EQ(report.error().code(), ErrorCode::interrupted);
}

TEST_F(Verify, IsAnErrorWhereTheFileCannotBeRead) {
  using test::FaultFileSystem;
  const base::Fd fd = test::memory_file(bundle.bytes());
  ContentVisitor visitor;
  const Keys keys{std::span(&authority.evidence(), 1)};
  FaultFileSystem counting;
  ASSERT_TRUE(verify(counting, fd.get(), "a bundle", trust, keys, visitor, Progress::none()));
  const int reads = counting.count(FaultFileSystem::Call::pread);
  ASSERT_GT(reads, 10);
  for (int nth = 1; nth <= reads; ++nth) {
    FaultFileSystem fs({.call = FaultFileSystem::Call::pread, .nth = nth});
    const auto report = verify(fs, fd.get(), "a bundle", trust, keys, visitor, Progress::none());
    ASSERT_FALSE(report) << "read " << nth;
    EXPECT_EQ(report.error().code(), ErrorCode::failed);
  }
}

TEST_F(Verify, ReadsRightWhenTheSystemGivesLittleAtATime) {
  const base::Fd fd = test::memory_file(bundle.bytes());
  test::FaultFileSystem fs;
  fs.move_at_most(100);
  ContentVisitor visitor;
  const Keys keys{std::span(&authority.evidence(), 1)};
  EXPECT_EQ(test::must(verify(fs, fd.get(), "a bundle", trust, keys, visitor, Progress::none())).verdict,
            Verdict::pass);
}

TEST(OpenBundle, TakesRegularFilesOnly) {
  const test::TemporaryDirectory directory;
  FileSystem& fs = FileSystem::real();
  EXPECT_EQ(open_bundle(fs, directory / "nothing").error().code(), ErrorCode::not_found);
  EXPECT_EQ(open_bundle(fs, directory.path()).error().code(), ErrorCode::refused);
  ASSERT_EQ(::mkfifo((directory / "fifo").c_str(), 0600), 0);
  EXPECT_EQ(open_bundle(fs, directory / "fifo").error().code(), ErrorCode::refused);
}

/// A content of two parts: 64 MiB and a bit.
class TwoParts : public testing::Test {
 protected:
  static void SetUpTestSuite() {
    s_authority = new Authority("fr-ca");
    s_bundle = new RawBundle(test::make_bundle(*s_authority, "b-1", {{"zeros", Bytes(k_part_size, 0)}}));
  }
  static void TearDownTestSuite() {
    delete s_bundle;
    delete s_authority;
  }
  static Report verify_with_key(const RawBundle& bundle) {
    return verify_bytes(bundle.bytes(), s_authority->pinned(), &s_authority->evidence());
  }

  static Authority* s_authority;
  static RawBundle* s_bundle;
};
Authority* TwoParts::s_authority = nullptr;
RawBundle* TwoParts::s_bundle = nullptr;

TEST_F(TwoParts, PassAsOneContent) {
  const Report report = verify_with_key(*s_bundle);
  EXPECT_EQ(report.verdict, Verdict::pass);
  EXPECT_EQ(report.parts_read, 2U);
  EXPECT_EQ(verify_bytes(s_bundle->bytes(), s_authority->pinned(), nullptr).verdict, Verdict::pass_outside);
}

TEST_F(TwoParts, AreIncompleteWithoutEitherAndTheOtherIsStillHashed) {
  for (const char* path : {"data/content.age.000000", "data/content.age.000001"}) {
    RawBundle bundle = *s_bundle;
    bundle.remove(path);
    const Report report = verify_with_key(bundle);
    EXPECT_EQ(test::failed_checks(report.findings), Names{"part.missing"}) << path;
    EXPECT_EQ(report.verdict, Verdict::incomplete);
    EXPECT_EQ(report.exit_status(), 21);
    EXPECT_FALSE(report.opened);
    EXPECT_EQ(report.not_proven, Names{"what is inside"});
    EXPECT_EQ(std::ranges::count(report.passed, "part.hash"), 1);
  }
}

TEST_F(TwoParts, AreHashedToTheLastThoughTheFirstDoesNotDecrypt) {
  RawBundle bundle = *s_bundle;
  bundle.at("data/content.age.000000").content[1000] ^= 1;
  bundle.at("data/content.age.000001").content.back() ^= 1;
  const Report report = verify_with_key(bundle);
  EXPECT_EQ(test::failed_checks(report.findings), (Names{"part.hash", "content.age"}));
  EXPECT_EQ(report.findings.size(), 3U) << "both parts are named";
}

TEST_F(TwoParts, MayNotBeExchanged) {
  RawBundle bundle = *s_bundle;
  std::swap(bundle.at("data/content.age.000000").content, bundle.at("data/content.age.000001").content);
  EXPECT_EQ(test::failed_checks(verify_with_key(bundle).findings), Names{"container.order"});
}

TEST_F(TwoParts, MayNotBeThree) {
  RawBundle bundle = *s_bundle;
  bundle.insert_before("manifest-sha256.txt", {"data/content.age.000002", {1}});
  EXPECT_EQ(test::failed_checks(verify_with_key(bundle).findings), Names{"container.order"});
  bundle.remove("data/content.age.000002");
  bundle.remove("data/content.age.000001");
  bundle.insert_before("manifest-sha256.txt", {"data/content.age.000007", {1}});
  EXPECT_EQ(test::failed_checks(verify_with_key(bundle).findings), (Names{"manifest.binding", "part.missing"}));
}

TEST_F(Verify, SeesThatTheManifestListsAnotherNumberOfParts) {
  RawBundle other = bundle;
  other.reseal(authority.officer(), [](Seal& seal) {
    seal.parts = 2;
    seal.content_size = k_part_size + 1;
  });
  const Report report = verify_bytes(other.bytes(), trust, &authority.evidence());
  EXPECT_EQ(test::failed_checks(report.findings), Names{"manifest.binding"});
  EXPECT_FALSE(report.opened);
}

TEST_F(Verify, JudgesWhatItCanWithoutASealThatReads) {
  RawBundle other = bundle;
  other.at("seal.json").content.push_back('\n');
  const Report report = verify_bytes(other.bytes(), trust, &authority.evidence());
  EXPECT_EQ(test::failed_checks(report.findings), (Names{"seal.form", "seal.signature"}));
  EXPECT_EQ(std::ranges::count(report.passed, "part.hash"), 1);
  EXPECT_FALSE(report.opened);
}

TEST(OpenBundle, SaysWhyItCannot) {
  const test::TemporaryDirectory directory;
  test::write_file(directory / "b.rog", "x");
  test::FaultFileSystem fs({.call = test::FaultFileSystem::Call::open, .error = EACCES});
  const auto opened = open_bundle(fs, directory / "b.rog");
  ASSERT_FALSE(opened);
  EXPECT_EQ(opened.error().code(), ErrorCode::failed);
  EXPECT_EQ(opened.error().next_step(), "") << "the path is right";
}

}  // namespace
}  // namespace rogatory::bundle
