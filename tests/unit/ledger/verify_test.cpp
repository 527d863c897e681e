// An honest case passes, and what is reported of it is so.
#include "ledger/verify.hpp"

#include <gtest/gtest.h>

#include "tests/kit/raw_log.hpp"

namespace rogatory::ledger {
namespace {

using test::failures;
using test::told;
using test::TwoParties;
using test::verify_logs;

TEST(Verify, PassesAnHonestCaseOfTwo) {
  const TwoParties parties;
  const CaseReport report = verify_logs(parties.raw(), parties.trust(), std::span(&parties.main, 1));
  EXPECT_EQ(told(report), "");
  EXPECT_EQ(report.verdict, base::Verdict::pass);
  EXPECT_EQ(report.exit_status(), 0);
  EXPECT_EQ(report.case_id, parties.case_id);
  EXPECT_EQ(report.opener, "fr-ca");
  ASSERT_EQ(report.logs.size(), 2U);
  EXPECT_EQ(report.logs[0].log.text(), "de-ca");
  EXPECT_EQ(report.logs[0].entries, 2U);
  EXPECT_EQ(report.logs[0].trusted_by, "introduced by fr-ca");
  EXPECT_EQ(report.logs[0].witnessed(), 1U);
  EXPECT_EQ(report.logs[1].trusted_by, "pinned");
  EXPECT_EQ(report.logs[1].entries, 3U);
  EXPECT_EQ(report.logs[1].counted, 3U);
  EXPECT_EQ(report.logs[1].bodies, 1U);
  EXPECT_EQ(report.logs[1].opened, 1U);
  EXPECT_EQ(report.logs[1].root, parties.fr.raw().root());
  ASSERT_EQ(report.logs[1].witnesses.size(), 1U);
  EXPECT_EQ(report.logs[1].witnesses[0].by.text(), "de-ca");
  EXPECT_EQ(report.logs[1].witnesses[0].size, 3U);
  EXPECT_EQ(report.not_proven, std::vector<std::string>{"de-ca: from entry 1 on it stands on its author alone"});
}

TEST(Verify, MakesEveryCheckOfAnHonestCase) {
  TwoParties parties;
  const CaseReport report = verify_logs(parties.raw(), parties.trust(), std::span(&parties.main, 1));
  std::vector<std::string_view> all;
  for (const Check& check : all_checks()) {
    all.push_back(check.name);
  }
  // No cards of fr-ca are at hand beside those in its log, so nothing was compared with them.
  std::erase(all, "card.fork");
  EXPECT_EQ(report.logs[1].passed, all);
}

TEST(Verify, SaysWithoutAKeyThatItSawTheOutsideOnly) {
  const TwoParties parties;
  const CaseReport report = verify_logs(parties.raw(), parties.trust());
  EXPECT_EQ(told(report), "");
  EXPECT_EQ(report.verdict, base::Verdict::pass_outside);
  EXPECT_EQ(report.not_proven.front(), "what is inside of 2 entries (no key)");
}

TEST(Verify, SaysWhereNoKeyFits) {
  const TwoParties parties;
  const auto stranger = crypto::age::Identity::generate();
  const CaseReport report = verify_logs(parties.raw(), parties.trust(), std::span(&stranger, 1));
  EXPECT_EQ(told(report), "");
  EXPECT_TRUE(report.wrong_key);
  EXPECT_EQ(report.exit_status(), 12);
}

TEST(Verify, TrustsNobodyByItself) {
  const TwoParties parties;
  const CaseReport report = verify_logs(parties.raw(), crypto::Trust());
  EXPECT_EQ(failures(report), (std::vector<std::string>{"de-ca card.trust", "fr-ca card.trust"})) << told(report);
  EXPECT_EQ(report.verdict, base::Verdict::untrusted);
  EXPECT_EQ(report.exit_status(), 22);
}

TEST(Verify, TellsEachEntryInOrder) {
  TwoParties parties;
  parties.go_on(40);
  const test::RawCase raw = parties.raw();
  test::MemoryCase source(raw);
  std::vector<std::string> seen;
  const auto visitor = [&](const SeenEntry& entry) -> Result<void> {
    seen.push_back(entry.log.text() + ":" + std::to_string(entry.entry.seq) + (entry.body ? "+" : ""));
    return {};
  };
  const crypto::Trust trust = parties.trust();
  const auto report =
      verify_case(source, {trust, std::span(&parties.main, 1), parties.case_id, 3}, visitor, Progress::none());
  ASSERT_TRUE(report.has_value());
  ASSERT_EQ(seen.size(), 85U);
  EXPECT_EQ(seen[0], "fr-ca:0+");
  EXPECT_EQ(seen[42], "fr-ca:42");
  EXPECT_EQ(seen[43], "de-ca:0+");
  EXPECT_EQ(seen[84], "de-ca:41");
}

TEST(Verify, StopsWhereItsVisitorFails) {
  TwoParties parties;
  parties.go_on(200);
  const test::RawCase raw = parties.raw();
  test::MemoryCase source(raw);
  const auto visitor = [&](const SeenEntry&) -> Result<void> { return fail(ErrorCode::no_space, "the disk is full"); };
  const crypto::Trust trust = parties.trust();
  const auto report = verify_case(source, {trust, {}, std::nullopt, 2}, visitor, Progress::none());
  ASSERT_FALSE(report.has_value());
  EXPECT_EQ(report.error().code(), ErrorCode::no_space);
}

TEST(Verify, RefusesToSpeakOfNothing) {
  const test::RawCase raw;
  test::MemoryCase source(raw);
  const crypto::Trust trust;
  const auto report = verify_case(source, {trust, {}, std::nullopt, 2}, nullptr, Progress::none());
  ASSERT_FALSE(report.has_value());
  EXPECT_EQ(report.error().code(), ErrorCode::not_found);
}

}  // namespace
}  // namespace rogatory::ledger
