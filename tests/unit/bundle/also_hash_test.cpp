// Digests beside the SHA-256: recorded where asked for, and compared wherever a record names one.
#include <gtest/gtest.h>

#include <filesystem>

#include "bundle/item_digests.hpp"
#include "bundle/restore.hpp"
#include "tests/kit/raw_bundle.hpp"
#include "tests/support/temporary_directory.hpp"

namespace rogatory::bundle {
namespace {

using base::to_bytes;
using crypto::LegacyHash;
using test::RawContent;

using Names = std::vector<std::string>;

const AlsoHash k_both{LegacyHash::md5, LegacyHash::sha1};
// Of "first", by md5sum and sha1sum.
constexpr const char* k_first_md5 = "8b04d5e3775d298e78455efc5ca404d5";
constexpr const char* k_first_sha1 = "e0996a37c13d44c3b06074939d43fa3759bd32c1";

TEST(ItemDigester, ComputesWhatIsAskedForInOnePass) {
  ItemDigester digester = *ItemDigester::create(k_both);
  digester.update(base::as_bytes("fir"));
  digester.update(base::as_bytes("st"));
  const ItemDigests digests = digester.finish();
  EXPECT_EQ(digests.sha256, crypto::sha256("first"));
  EXPECT_EQ(digests.also, (std::map<std::string, std::string>{{"md5", k_first_md5}, {"sha1", k_first_sha1}}));
  EXPECT_EQ(digester.finish().sha256, crypto::sha256("")) << "starts anew";
  EXPECT_TRUE(ItemDigester::create({})->finish().also.empty());
}

class AlsoHashed : public testing::Test {
 protected:
  AlsoHashed() : records(test::make_records(items)) {
    for (ItemRecord& record : records) {
      if (record.kind == ItemKind::file) {
        ItemDigester digester = *ItemDigester::create(k_both);
        digester.update(*items[record.item - 1].bytes);
        record.hashes = digester.finish().also;
      }
    }
  }

  /// A bundle whose officer signed these records.
  Bytes sealed() {
    RawContent content = test::make_content(authority, "b-1", items);
    content.set_records(records);
    return test::seal_content(authority, "b-1", content.plaintext(), [&](Seal& seal) { content.claim_in(seal); })
        .bytes();
  }
  Report verified() { return test::verify_bytes(sealed(), authority.pinned(), &authority.evidence()); }

  test::Authority authority{"fr-ca"};
  const std::vector<test::RawItem> items{
      {"d", std::nullopt}, {"d/one", to_bytes("first")}, {"d/two", to_bytes("second")}, {"empty", Bytes()}};
  std::vector<ItemRecord> records;
};

TEST_F(AlsoHashed, PassWhereEveryDigestIsTheFiles) {
  const Report report = verified();
  EXPECT_EQ(test::failed_checks(report.findings), Names{});
  EXPECT_EQ(report.verdict, Verdict::pass);
  EXPECT_TRUE(report.opened);
}

TEST_F(AlsoHashed, MayBeSomeFilesOnlyAndOneOfThem) {
  records[1].hashes.erase("sha1");
  records[2].hashes.clear();
  EXPECT_EQ(verified().verdict, Verdict::pass);
}

TEST_F(AlsoHashed, FailWhereOneDigestIsAnothers) {
  for (const char* algorithm : {"md5", "sha1"}) {
    for (const std::size_t item : {1U, 2U, 3U}) {
      const auto honest = records;
      char& digit = records[item].hashes[algorithm][0];
      digit = digit == '0' ? '1' : '0';
      const Report report = verified();
      EXPECT_EQ(test::failed_checks(report.findings), Names{"item.hash"}) << algorithm << item;
      ASSERT_EQ(report.findings.size(), 1U);
      EXPECT_EQ(report.findings[0].detail,
                "item " + std::to_string(item + 1) + " has not the " + algorithm + " of its record");
      EXPECT_EQ(report.exit_status(), 20);
      EXPECT_TRUE(report.opened);
      records = honest;
    }
  }
}

TEST_F(AlsoHashed, FailOnceWhereMoreIsWrong) {
  records[1].hashes["md5"] = std::string(32, '0');
  records[2].sha256 = crypto::sha256("another");
  const Report report = verified();
  ASSERT_EQ(report.findings.size(), 1U) << "what is wrong already is not read again";
  EXPECT_EQ(report.findings[0].detail, "item 3 has not the SHA-256 of its record");
}

TEST_F(AlsoHashed, AreCheckedThoughTheSignerIsNotTrusted) {
  records[1].hashes["md5"] = std::string(32, '0');
  const Report report = test::verify_bytes(sealed(), crypto::Trust(), &authority.evidence());
  EXPECT_EQ(test::failed_checks(report.findings), (Names{"item.hash", "card.trust"}));
}

TEST_F(AlsoHashed, LetNothingBeRestoredWhereOneIsWrong) {
  const test::TemporaryDirectory directory;
  const auto restored = [&] {
    const base::Fd fd = test::memory_file(sealed());
    const Keys keys{.identities = std::span(&authority.evidence(), 1), .file_key = nullptr};
    return test::must(restore(FileSystem::real(), fd.get(), "a bundle", authority.pinned(), keys,
                              {.target = directory / "opened", .items = {}}, StagingLog::none(), Progress::none()));
  };
  records[1].hashes["md5"] = std::string(32, '0');
  EXPECT_EQ(restored().report.exit_status(), 20);
  EXPECT_TRUE(std::filesystem::is_empty(directory.path()));
  records[1].hashes.erase("md5");
  EXPECT_EQ(restored().files, 3U);
  EXPECT_TRUE(std::filesystem::exists(directory / "opened/d/one"));
}

TEST_F(AlsoHashed, AreNotReadOutside) {
  records[1].hashes["md5"] = std::string(32, '0');
  EXPECT_EQ(test::verify_bytes(sealed(), authority.pinned(), nullptr).verdict, Verdict::pass_outside);
}

}  // namespace
}  // namespace rogatory::bundle
