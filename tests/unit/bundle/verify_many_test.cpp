#include "bundle/verify_many.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>

#include "tests/kit/raw_bundle.hpp"
#include "tests/support/files.hpp"
#include "tests/support/temporary_directory.hpp"

namespace rogatory::bundle {
namespace {

using base::to_bytes;
using test::Authority;
using test::RawBundle;

using Names = std::vector<std::string>;

/// Counts what it is told, and whether it was told of one phase only.
class Counter : public Progress {
 public:
  void start(std::string_view, std::uint64_t bytes) override {
    ++phases;
    total = bytes;
  }
  void advance(std::uint64_t bytes) override { done += bytes; }
  void finish() override { ++ends; }

  int phases = 0;
  int ends = 0;
  std::uint64_t total = 0;
  std::atomic<std::uint64_t> done = 0;
};

class Many : public testing::Test {
 protected:
  /// What was told of one file.
  struct Told {
    std::string file;
    std::optional<Report> report;
    std::optional<ErrorCode> error;
  };

  /// Seals a bundle into a file and returns its id.
  BundleId put(const std::string& file, const std::function<void(Seal&)>& change, Authority* by = nullptr) {
    Authority& sealing = by == nullptr ? authority : *by;
    RawBundle bundle = test::make_bundle(sealing, "b-1", {{"a.txt", to_bytes(file)}});
    bundle.reseal(sealing.officer(), change);
    test::write_file(directory / file, base::as_text(bundle.bytes()));
    return id_of(bundle.at("seal.json").content);
  }
  BundleId put_after(const std::string& file, const std::optional<BundleId>& previous) {
    return put(file, [&](Seal& seal) { seal.previous = previous; });
  }
  /// One byte of its first part becomes another.
  void damage(const std::string& file) {
    const std::string bytes = test::read_file(directory / file);
    std::string damaged = bytes;
    damaged[bytes.find("age-encryption.org") + 1000] ^= 1;
    test::write_file(directory / file, damaged);
  }

  /// Verifies these files of the directory without a key.
  std::vector<Told> verify_all(const Names& names) {
    std::vector<Told> told;
    Names files;
    std::ranges::transform(names, std::back_inserter(files), [&](const auto& name) { return directory / name; });
    crypto::Trust trust = authority.pinned_with_cards();
    trust.pin(other.id(), crypto::fingerprint_of(other.card().root));
    const Result<void> done = verify_many(
        FileSystem::real(), files, trust, {},
        [&](const std::string& file, Result<Report> report) {
          Told one{base::name_of(file), std::nullopt, std::nullopt};
          if (report) {
            one.report = *std::move(report);
          } else {
            one.error = report.error().code();
          }
          told.push_back(std::move(one));
        },
        progress);
    EXPECT_TRUE(done.has_value());
    return told;
  }
  static bool proves_predecessor(const Told& told) {
    return std::ranges::count(told.report->passed, "chain.previous") == 1;
  }
  static bool proves_all_earlier(const Told& told) {
    return std::ranges::count(told.report->not_proven, "earlier bundles") == 0;
  }

  const test::TemporaryDirectory directory;
  Authority authority{"fr-ca"};
  Authority other{"de-ca"};
  Counter progress;
};

TEST_F(Many, AreToldInTheOrderGivenAndCountedTogether) {
  std::uint64_t bytes = 0;
  for (const char* file : {"c", "a", "b"}) {
    put(file, [&](Seal& seal) { bytes += seal.content_size; });
  }
  const std::vector<Told> told = verify_all({"c", "a", "b"});
  ASSERT_EQ(told.size(), 3U);
  EXPECT_EQ((Names{told[0].file, told[1].file, told[2].file}), (Names{"c", "a", "b"}));
  for (const Told& one : told) {
    EXPECT_EQ(one.report->verdict, Verdict::pass_outside);
    EXPECT_TRUE(proves_all_earlier(one));
    EXPECT_FALSE(proves_predecessor(one)) << "there is none, so nothing is to be proven";
  }
  EXPECT_EQ(progress.phases, 1);
  EXPECT_EQ(progress.ends, 1);
  EXPECT_EQ(progress.total, bytes);
  EXPECT_EQ(progress.done, bytes);
}

TEST_F(Many, AreNotStoppedByOneThatCannotBeRead) {
  put("a", [](Seal&) {});
  test::write_file(directory / "empty", "");
  const std::vector<Told> told = verify_all({"absent", ".", "empty", "a"});
  ASSERT_EQ(told.size(), 4U);
  EXPECT_EQ(told[0].error, ErrorCode::not_found);
  EXPECT_EQ(told[1].error, ErrorCode::refused);
  EXPECT_EQ(told[2].report->verdict, Verdict::fail);
  EXPECT_EQ(told[3].report->verdict, Verdict::pass_outside);
}

TEST_F(Many, StopWhereTheyAreInterrupted) {
  put("a", [](Seal&) {});
  int told = 0;
  base::g_interrupted = true;
  const Result<void> done = verify_many(
      FileSystem::real(), {directory / "a"}, authority.pinned(), {}, [&](const auto&, const auto&) { ++told; },
      progress);
  base::g_interrupted = false;
  ASSERT_FALSE(done.has_value());
  EXPECT_EQ(done.error().code(), ErrorCode::interrupted);
  EXPECT_EQ(told, 0);
}

TEST_F(Many, KeepWhatWasToldBeforeTheyWereInterrupted) {
  put("a", [](Seal&) {});
  put("b", [](Seal&) {});
  Names told;
  const Result<void> done = verify_many(
      FileSystem::real(), {directory / "a", directory / "b"}, authority.pinned(), {},
      [&](const std::string& file, const auto&) {
        told.push_back(base::name_of(file));
        base::g_interrupted = true;
      },
      progress);
  base::g_interrupted = false;
  ASSERT_FALSE(done.has_value());
  EXPECT_EQ(done.error().code(), ErrorCode::interrupted);
  EXPECT_EQ(told, Names{"a"});
}

TEST_F(Many, ProveEachOthersPredecessorWhateverTheOrder) {
  const BundleId first = put_after("1", std::nullopt);
  const BundleId second = put_after("2", first);
  put_after("3", second);
  Names names{"1", "2", "3"};
  do {
    const std::vector<Told> told = verify_all(names);
    ASSERT_EQ(told.size(), 3U);
    for (std::size_t i = 0; i < 3; ++i) {
      EXPECT_EQ(told[i].file, names[i]);
      EXPECT_EQ(told[i].report->verdict, Verdict::pass_outside);
      EXPECT_EQ(proves_predecessor(told[i]), names[i] != "1");
      EXPECT_TRUE(proves_all_earlier(told[i]));
    }
  } while (std::ranges::next_permutation(names).found);
}

TEST_F(Many, ProveNothingBeforeALinkThatIsMissing) {
  const BundleId first = put_after("1", std::nullopt);
  const BundleId second = put_after("2", first);
  const BundleId third = put_after("3", second);
  put_after("4", third);
  const std::vector<Told> told = verify_all({"4", "3", "1"});
  EXPECT_TRUE(proves_predecessor(told[0]));
  EXPECT_FALSE(proves_all_earlier(told[0])) << "its predecessor is there, but not the one before that";
  EXPECT_FALSE(proves_predecessor(told[1]));
  EXPECT_FALSE(proves_all_earlier(told[1]));
  EXPECT_TRUE(proves_all_earlier(told[2]));
}

TEST_F(Many, ProveNothingByAPredecessorThatDoesNotPass) {
  put_after("2", put_after("1", std::nullopt));
  damage("1");
  const std::vector<Told> told = verify_all({"1", "2"});
  EXPECT_EQ(test::failed_checks(told[0].report->findings), Names{"part.hash"});
  EXPECT_EQ(told[1].report->verdict, Verdict::pass_outside);
  EXPECT_FALSE(proves_predecessor(told[1]));
  EXPECT_FALSE(proves_all_earlier(told[1]));
}

TEST_F(Many, AreProvenByOneGoodCopyOfThePredecessor) {
  put_after("2", put_after("1", std::nullopt));
  std::filesystem::copy(directory / "1", directory / "copy");
  damage("1");
  for (const Names& names : {Names{"2", "1", "copy"}, Names{"copy", "1", "2"}}) {
    const std::vector<Told> told = verify_all(names);
    const auto& second = *std::ranges::find(told, "2", &Told::file);
    EXPECT_TRUE(proves_predecessor(second));
    EXPECT_TRUE(proves_all_earlier(second));
  }
}

TEST_F(Many, AreIncompleteWhereThePredecessorIsAnotherAuthoritys) {
  const BundleId theirs = put("theirs", [](Seal&) {}, &other);
  put_after("ours", theirs);
  const std::vector<Told> told = verify_all({"ours", "theirs"});
  EXPECT_EQ(test::failed_checks(told[0].report->findings), Names{"chain.previous"});
  EXPECT_NE(told[0].report->findings[0].detail.find("de-ca outside a case, it is of fr-ca"), std::string::npos);
  EXPECT_EQ(told[0].report->verdict, Verdict::incomplete);
  EXPECT_EQ(told[0].report->exit_status(), 21);
  EXPECT_EQ(told[1].report->verdict, Verdict::pass_outside);
}

TEST_F(Many, AreIncompleteWhereThePredecessorIsOfAnotherCase) {
  const std::string one(32, '1');
  const std::string two(32, '2');
  const BundleId first = put("1", [&](Seal& seal) { seal.case_id = one; });
  const auto in_case = [&](const std::string& id) {
    return [&, id](Seal& seal) {
      seal.case_id = id;
      seal.previous = first;
    };
  };
  put("same", in_case(one));
  put("other", in_case(two));
  const std::vector<Told> told = verify_all({"1", "same", "other"});
  EXPECT_TRUE(proves_predecessor(told[1]));
  EXPECT_EQ(test::failed_checks(told[2].report->findings), Names{"chain.previous"});
}

TEST_F(Many, FailOfTheirOwnWhateverTheChainSays) {
  put_after("2", put_after("1", std::nullopt));
  damage("2");
  const std::vector<Told> told = verify_all({"1", "2"});
  EXPECT_EQ(test::failed_checks(told[1].report->findings), Names{"part.hash"});
  EXPECT_EQ(told[1].report->verdict, Verdict::fail);
  EXPECT_TRUE(proves_predecessor(told[1]));
}

}  // namespace
}  // namespace rogatory::bundle
