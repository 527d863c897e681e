// What another party hands over of a case, beside what is here: real logs, signed, in two repositories.
#include "ledger/take_logs.hpp"

#include <gtest/gtest.h>

#include <algorithm>

#include "tests/kit/raw_log.hpp"
#include "tests/support/temporary_directory.hpp"
#include "tests/unit/ledger/raw_log_files.hpp"

namespace rogatory::ledger {
namespace {

using test::files_of;
using test::LogAuthor;
using test::must;
using test::RawLog;

/// fr-ca's home: its own log and de-ca's, as they stood when the test began; what is handed over comes next.
class TakeLogs : public testing::Test {
 protected:
  TakeLogs() : m_trust(parties.trust()) {
    must(make_repository(m_fs, m_here, nullptr));
    must(make_repository(m_fs, m_quarantine, nullptr));
    hold(parties.fr.raw());
  }
  static Oid put(const std::string& repository, const RawLog& log) { return put(repository, log, files_of(log)); }
  static Oid put(const std::string& repository, const RawLog& log, const test::Files& files) {
    return test::commit_files(repository, log.name.text(), files, 0, log.entries.size() - 1);
  }
  void hold(const RawLog& log) { put(m_here, log); }
  void hand_over(const RawLog& log) { put(m_quarantine, log); }

  TakeReport take(const std::string& as = "fr-ca") {
    const CasePlace place{
        .fs = &m_fs, .repository = m_here, .states = {}, .lock = m_directory / "lock", .case_id = parties.case_id};
    return must(
        take_logs({.place = place, .quarantine = m_quarantine, .authority = as, .trust = m_trust, .frozen = m_frozen},
                  Progress::none()));
  }
  static const TakenLog& of(const TakeReport& report, const std::string& log) {
    const auto found = std::ranges::find_if(report.logs, [&](const TakenLog& one) { return one.log.text() == log; });
    ROG_ASSERT(found != report.logs.end());
    return *found;
  }
  std::string taken(const TakeReport& report, const std::string& log) {
    const TakenLog& one = of(report, log);
    std::string said(text_of(one.taking));
    if (one.why) {
      said += " " + std::string(base::word(one.why->code()));
    }
    for (const Finding& finding : one.findings) {
      said += " " + std::string(finding.check->name);
    }
    return said;
  }
  [[nodiscard]] std::optional<Oid> branch(const std::string& log) {
    return must(read_ref(m_fs, m_here, "refs/heads/" + log));
  }
  /// Another history of a log: the same entries, the last one made again, later.
  static LogAuthor twin_of(LogAuthor log) {
    log.raw().entries.pop_back();
    log.clock.seconds += 3600;
    log.add();
    return log;
  }
  /// fr-ca's next log, whose first entry names both histories.
  LogAuthor after_fork(const LogAuthor& one, const LogAuthor& other, std::uint64_t size) {
    const std::string note = one.note(one.raw().entries.size(), one.raw().root());
    const std::string another = other.note(other.raw().entries.size(), other.raw().root());
    parties.fr_authority.change_log_key();
    LogAuthor again(parties.fr_authority, parties.case_id, "fr-ca.2");
    again.clock = other.clock;
    Entry entry = again.next();
    const Entry opening = must(Entry::parse(one.raw().entries[0].entry));
    entry.parties = opening.parties;
    entry.recipients = opening.recipients;
    entry.restart = Restart{{"fr-ca", 1}, {note, another}, RestartReason::fork, size};
    again.add(entry);
    return again;
  }

  FileSystem& m_fs = FileSystem::real();
  test::TemporaryDirectory m_directory;
  std::string m_here = m_directory / "here.git";
  std::string m_quarantine = m_directory / "offered.git";
  test::TwoParties parties;
  crypto::Trust m_trust;
  std::set<LogName> m_frozen;
};

TEST_F(TakeLogs, TakesALogThatIsNewAndOneThatGrew) {
  RawLog first = parties.de.raw();
  hand_over(first);
  const TakeReport report = take();
  EXPECT_EQ(taken(report, "de-ca"), "added");
  EXPECT_EQ(of(report, "de-ca").has, 2U);
  parties.go_on(2);
  hand_over(parties.de.raw());
  hand_over(parties.fr.raw());
  const TakeReport more = take();
  EXPECT_EQ(taken(more, "de-ca"), "grown");
  EXPECT_EQ(taken(more, "fr-ca"), "own") << "nobody writes our log but we";
  EXPECT_EQ(taken(take(), "de-ca"), "unchanged");
}

TEST_F(TakeLogs, RefusesALogWhoseOldFileWasSwappedLater) {
  hold(parties.de.raw());
  const auto before = branch("de-ca");
  RawLog swapped = parties.de.raw();
  swapped.entries[1].signature.back() ^= 1;
  swapped.entries.push_back(swapped.entries[0]);
  hand_over(swapped);
  EXPECT_EQ(taken(take(), "de-ca"), "refused altered");
  EXPECT_EQ(branch("de-ca"), before);
}

TEST_F(TakeLogs, RefusesWhatDoesNotVerifyAndTakesTheRest) {
  parties.go_on(1);
  hold(parties.de.raw());
  LogAuthor forged = parties.fr;
  forged.add();
  forged.raw().entries.back().signature = forged.raw().entries.front().signature;
  forged.sign_checkpoint();
  hand_over(forged.raw());
  parties.de.add();
  hand_over(parties.de.raw());
  const TakeReport report = take("es-ca");  // for whom both are foreign
  EXPECT_EQ(taken(report, "fr-ca"), "refused entry.signature");
  EXPECT_EQ(taken(report, "de-ca"), "grown");
}

TEST_F(TakeLogs, RefusesAHugeBodyThatNoEntryCanHave) {
  RawLog huge = parties.de.raw();
  test::Files files = files_of(huge);
  files["entries/00/00/000000.age"] = std::string(k_body_file_limit + 1, 'x');
  put(m_quarantine, huge, files);
  const TakeReport report = take();
  EXPECT_EQ(of(report, "de-ca").taking, Taking::refused) << taken(report, "de-ca");
  EXPECT_FALSE(branch("de-ca"));
}

TEST_F(TakeLogs, KeepsAForkOfAnothersLogAndRefusesItFromThenOn) {
  hold(parties.de.raw());
  const auto before = branch("de-ca");
  const LogAuthor twin = twin_of(parties.de);
  hand_over(twin.raw());
  const TakeReport report = take();
  EXPECT_EQ(taken(report, "de-ca"), "forked altered");
  EXPECT_EQ(of(report, "de-ca").fork->common, 1U);
  EXPECT_NE(of(report, "de-ca").fork->here, of(report, "de-ca").fork->offered);
  EXPECT_EQ(branch("de-ca"), before);
  m_frozen = {{"de-ca", 1}};
  EXPECT_EQ(taken(take(), "de-ca"), "refused fork");
}

TEST_F(TakeLogs, KeepsAForkOfOurOwnLog) {
  const LogAuthor twin = twin_of(parties.fr);
  hand_over(twin.raw());
  const auto before = branch("fr-ca");
  const TakeReport report = take();
  EXPECT_EQ(taken(report, "fr-ca"), "forked");
  EXPECT_EQ(of(report, "fr-ca").fork->common, 2U);
  EXPECT_EQ(branch("fr-ca"), before);
  m_frozen = {{"fr-ca", 1}};
  EXPECT_EQ(taken(take(), "fr-ca"), "own") << "that is known";
}

TEST_F(TakeLogs, TakesNoCopyOfOurLogForAForkThatIsNone) {
  RawLog less = parties.fr.raw();
  less.entries.pop_back();
  LogAuthor shorter = parties.fr;
  shorter.raw() = less;
  shorter.sign_checkpoint();
  hand_over(shorter.raw());
  EXPECT_EQ(taken(take(), "fr-ca"), "own") << "it is behind";
  LogAuthor forged = twin_of(parties.fr);
  forged.raw().checkpoint = parties.fr.raw().checkpoint;  // our key did not sign this history
  hand_over(forged.raw());
  EXPECT_EQ(taken(take(), "fr-ca"), "own");
}

TEST_F(TakeLogs, PassesOverAForkedLogThatItsAuthorGaveUp) {
  const LogAuthor twin = twin_of(parties.fr);
  const LogAuthor again = after_fork(parties.fr, twin, 2);
  m_frozen = {{"fr-ca", 1}};
  hand_over(twin.raw());
  hand_over(again.raw());
  const TakeReport report = take("de-ca");
  EXPECT_EQ(taken(report, "fr-ca.2"), "added");
  EXPECT_EQ(taken(report, "fr-ca"), "given_up");
  ASSERT_TRUE(report.after.logs.back().follows);
  EXPECT_EQ(report.after.logs.back().follows->reason, RestartReason::fork);
  EXPECT_EQ(report.after.logs.back().follows->size, 2U);
}

TEST_F(TakeLogs, RefusesARestartThatCountsWhatItsNotesDifferIn) {
  const LogAuthor twin = twin_of(parties.fr);
  const LogAuthor again = after_fork(parties.fr, twin, 3);
  m_frozen = {{"fr-ca", 1}};
  hand_over(twin.raw());
  hand_over(again.raw());
  const TakeReport report = take("de-ca");
  EXPECT_EQ(taken(report, "fr-ca.2"), "refused entry.order");
  EXPECT_EQ(taken(report, "fr-ca"), "refused fork");
}

}  // namespace
}  // namespace rogatory::ledger
