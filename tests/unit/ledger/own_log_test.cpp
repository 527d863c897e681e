#include "ledger/own_log.hpp"

#include <gtest/gtest.h>

#include "ledger/git.hpp"
#include "tests/support/own_case.hpp"
#include "tests/support/run.hpp"
#include "tests/support/temporary_directory.hpp"
#include "tests/unit/ledger/raw_log_files.hpp"

namespace rogatory::ledger {
namespace {

namespace stdfs = std::filesystem;

class OwnLogTest : public testing::Test {
 protected:
  OwnLogTest() { our.make(); }
  std::uint64_t expect_sound(const std::string& log = "fr-ca") {
    const Result<std::uint64_t> size = our.read(log);
    EXPECT_TRUE(size) << size.error().sentence();
    return size.value_or(0);
  }
  ErrorCode refused(const Result<Appended>& appended) { return appended ? ErrorCode::failed : appended.error().code(); }
  void copy(const std::string& from, const std::string& to) {
    stdfs::remove_all(directory / to);
    stdfs::copy(directory / from, directory / to, stdfs::copy_options::recursive);
  }

  test::TemporaryDirectory directory;
  test::OwnCase our{directory.path()};
};

TEST_F(OwnLogTest, AppendsOneAfterTheOther) {
  ASSERT_TRUE(our.append({our.opening()}));
  our.clock.time.seconds += 60;
  const Appended second = our.append({our.note("two")}).value();
  EXPECT_EQ(second.first, 1U);
  EXPECT_EQ(second.last, 1U);
  EXPECT_FALSE(second.clock_behind);
  EXPECT_EQ(expect_sound(), 2U);
  OwnLog log = our.open().value();
  EXPECT_EQ(log.size(), 2U);
  EXPECT_EQ(log.last()->made_at, our.clock.time);
  EXPECT_EQ(log.last_hash(), second.last_hash);
}

TEST_F(OwnLogTest, AppendsManyAtOnceAndCrossesFolders) {
  ASSERT_TRUE(our.append({our.opening()}));
  const Appended many = our.append(std::vector<EntryDraft>(250, our.note("one of many"))).value();
  EXPECT_EQ(many.last, 250U);
  ASSERT_TRUE(our.append({our.note("the last")}));
  EXPECT_EQ(expect_sound(), 252U);
}

TEST_F(OwnLogTest, IsARepositoryThatStockGitLikes) {
  ASSERT_TRUE(our.append({our.opening()}));
  ASSERT_TRUE(our.append(std::vector<EntryDraft>(80, our.note("many"))));
  const std::string git = "git -C '" + our.directory + "/case.git' -c safe.directory='*' ";
  const test::Ran fsck = test::run(git + "fsck --strict --full 2>&1");
  EXPECT_EQ(fsck.status, 0) << fsck.output;
  EXPECT_EQ(test::run(git + "log --format='%s|%an|%ae|%ad' --date=raw fr-ca").output,
            "entries 1..80|fr-ca|fr-ca@fr-ca.invalid|1795510800 +0000\n"
            "entries 0..0|fr-ca|fr-ca@fr-ca.invalid|1795510800 +0000\n");
}

TEST_F(OwnLogTest, GoesOnAfterStockGitPackedEverything) {
  ASSERT_TRUE(our.append({our.opening()}));
  const test::Ran gc =
      test::run("git -C '" + our.directory + "/case.git' -c safe.directory='*' gc -q --prune=now 2>&1");
  ASSERT_EQ(gc.status, 0) << gc.output;
  ASSERT_TRUE(our.append({our.note("after")}));
  EXPECT_EQ(expect_sound(), 2U);
}

TEST_F(OwnLogTest, RepeatsItsLastTimeWhereTheClockIsBehind) {
  ASSERT_TRUE(our.append({our.opening()}));
  our.clock.time.seconds -= 3600;
  EXPECT_EQ(our.append({our.note("two")})->clock_behind, 3600);
  OwnLog log = our.open().value();
  EXPECT_EQ(log.last()->clock_behind, 3600);
  EXPECT_EQ(log.last()->made_at, test::at("2026-11-24T09:00:00Z"));
  EXPECT_EQ(expect_sound(), 2U);
}

TEST_F(OwnLogTest, LetsNobodySignWhoMayNot) {
  ASSERT_TRUE(our.append({our.opening()}));
  our.who.officer = "nobody";
  EXPECT_EQ(refused(our.append({our.note("x")})), ErrorCode::denied);
  our.who.officer = "service";
  crypto::SigningKey service = test::fixed_key(2);
  our.who.entries = &service;
  EXPECT_EQ(refused(our.append({our.note("x")})), ErrorCode::denied);
  our.who = {.officer = "registry-2", .entries = &service, .notes = &our.log_key};
  EXPECT_EQ(refused(our.append({our.note("x")})), ErrorCode::denied);
  our.who.entries = &our.officer;
  our.clock.time = test::at("2029-01-01T00:00:00Z");
  EXPECT_EQ(refused(our.append({our.note("x")})), ErrorCode::denied);
  EXPECT_EQ(expect_sound(), 1U);
}

TEST_F(OwnLogTest, LetsOneProgramAppendAtATime) {
  ASSERT_TRUE(our.append({our.opening()}));
  const OwnLog held = our.open().value();
  const Result<OwnLog> other = our.open();
  ASSERT_FALSE(other);
  EXPECT_EQ(other.error().code(), ErrorCode::locked);
}

TEST_F(OwnLogTest, RefusesToGoOnWithARepositoryFromLastWeek) {
  ASSERT_TRUE(our.append({our.opening()}));
  copy("case.git", "backup.git");
  ASSERT_TRUE(our.append({our.note("two")}));
  copy("backup.git", "case.git");
  const Result<Appended> appended = our.append({our.note("another two")});
  EXPECT_EQ(refused(appended), ErrorCode::retry);
  EXPECT_NE(appended.error().next_step().find("ledger reopen"), std::string::npos);
  EXPECT_EQ(expect_sound(), 1U);
}

TEST_F(OwnLogTest, RefusesToGoOnWithAStateFromLastWeekOrNone) {
  ASSERT_TRUE(our.append({our.opening()}));
  copy("state", "state.backup");
  ASSERT_TRUE(our.append({our.note("two")}));
  copy("state.backup", "state");
  EXPECT_EQ(refused(our.append({our.note("x")})), ErrorCode::retry);
  stdfs::remove_all(directory / "state");
  EXPECT_EQ(refused(our.append({our.note("x")})), ErrorCode::retry);
  EXPECT_EQ(expect_sound(), 2U);
}

TEST_F(OwnLogTest, GoesOnUnderTheNextNumberWhereItWasLost) {
  ASSERT_TRUE(our.append({our.opening()}));
  copy("case.git", "backup.git");
  ASSERT_TRUE(our.append({our.note("two")}));
  copy("backup.git", "case.git");
  const Reopened reopened =
      reopen_log(our.place(), our.cards, our.who, *our.note("the disk died").body, our.clock).value();
  EXPECT_EQ(reopened.log.text(), "fr-ca.2");
  EXPECT_EQ(reopened.counted, 1U);
  EXPECT_EQ(newest_log(our.place(), our.cards)->text(), "fr-ca.2");
  OwnLog log = our.open("fr-ca.2").value();
  EXPECT_EQ(log.last()->restart->size, 1U);
  EXPECT_EQ(log.last()->restart->notes.size(), 1U);
  EXPECT_EQ(log.last()->parties->size(), 1U) << "an opener's restart repeats the parties";
  ASSERT_TRUE(log.append(std::vector{our.note("on it goes")}, our.clock));
}

TEST_F(OwnLogTest, GoesOnWithItsOwnLogWhereThatCameBack) {
  ASSERT_TRUE(our.append({our.opening()}));
  copy("case.git", "backup.git");
  ASSERT_TRUE(our.append({our.note("two")}));
  copy("case.git", "peers-copy.git");
  copy("backup.git", "case.git");
  const auto copy_of_peer = open_repository(directory / "peers-copy.git").value();
  const auto log = copy_of_peer->open({"fr-ca", 1}).value();
  EXPECT_EQ(adopt_log(our.place().log({"fr-ca", 1}), our.cards, *log), 2U);
  ASSERT_TRUE(our.append({our.note("three")}));
  EXPECT_EQ(expect_sound(), 3U);
}

TEST_F(OwnLogTest, TakesNoCopyThatIsNotAllOfIt) {
  ASSERT_TRUE(our.append({our.opening()}));
  copy("case.git", "old-copy.git");
  ASSERT_TRUE(our.append({our.note("two")}));
  stdfs::remove_all(directory / "state/fr-ca.json");
  const auto source = open_repository(directory / "old-copy.git").value();
  const auto log = source->open({"fr-ca", 1}).value();
  const Result<std::uint64_t> adopted = adopt_log(our.place().log({"fr-ca", 1}), our.cards, *log);
  ASSERT_FALSE(adopted);
  EXPECT_EQ(adopted.error().code(), ErrorCode::incomplete);
}

/// Two notes of the log, of four entries each, that have three in common.
ForkProof fork_of(test::OwnCase& our) {
  return {.here = our.note_of(4, test::digest("ours")), .offered = our.note_of(4, test::digest("theirs")), .common = 3};
}

TEST_F(OwnLogTest, GoesOnAfterAForkWithWhatBothHistoriesHave) {
  ASSERT_TRUE(our.append({our.opening()}));
  ASSERT_TRUE(our.append(std::vector<EntryDraft>(3, our.note("more"))));
  const ReopenCause cause{.is_lost = false, .fork = fork_of(our)};
  our.rotate_log_key();
  const Reopened reopened =
      reopen_log(our.place(), our.cards, our.who, *our.note("a twin signed").body, our.clock, cause).value();
  EXPECT_EQ(reopened.held, 4U);
  EXPECT_EQ(reopened.counted, 3U);
  const Entry first = *our.open("fr-ca.2")->last();
  EXPECT_EQ(first.restart->reason, RestartReason::fork);
  EXPECT_EQ(first.restart->size, 3U);
  EXPECT_EQ(first.restart->notes, (std::vector{cause.fork->here, cause.fork->offered}));
  EXPECT_EQ(first.parties->size(), 1U);
}

TEST_F(OwnLogTest, GoesOnAfterAForkUnderAnotherKeyOnly) {
  ASSERT_TRUE(our.append({our.opening()}));
  ASSERT_TRUE(our.append(std::vector<EntryDraft>(3, our.note("more"))));
  const auto reopen = [&](const ForkProof& fork) {
    return reopen_log(our.place(), our.cards, our.who, *our.note("x").body, our.clock, {.is_lost = true, .fork = fork});
  };
  const Result<Reopened> same_key = reopen(fork_of(our));
  ASSERT_FALSE(same_key);
  EXPECT_EQ(same_key.error().code(), ErrorCode::refused);
  EXPECT_NE(same_key.error().next_step().find("card rotate log"), std::string::npos);
  our.rotate_log_key();
  // The new key signed one of the two: then it is the one that signed two histories.
  const Result<Reopened> signed_by_new = reopen(fork_of(our));
  ASSERT_FALSE(signed_by_new);
  EXPECT_EQ(signed_by_new.error().code(), ErrorCode::refused);
  ForkProof broken = fork_of(our);
  broken.offered = "no note";
  EXPECT_EQ(reopen(broken).error().code(), ErrorCode::malformed);
  EXPECT_FALSE(read_ref(*our.fs, our.repository(), "refs/heads/fr-ca.2")->has_value());
}

TEST_F(OwnLogTest, StartsNoOtherLogAsLostWhereAnotherHistoryWasSeen) {
  ASSERT_TRUE(our.append({our.opening()}));
  ASSERT_TRUE(our.append({our.note("two")}));
  test::Authority de("de-ca");
  test::LogAuthor theirs(de, our.case_id, "de-ca");
  const crypto::Note note = *crypto::Note::parse(base::as_bytes(our.note_of(2, test::digest("another history"))));
  theirs.heads[LogName{"fr-ca", 1}] = {test::digest("another history"), note.signatures.front().field(), 2};
  theirs.add();
  test::commit_files(our.repository(), "de-ca", test::files_of(theirs.raw()), 0, 0);
  EXPECT_EQ(refused(our.append({our.note("x")})), ErrorCode::retry);
  const Result<Reopened> reopened = reopen_log(our.place(), our.cards, our.who, *our.note("lost").body, our.clock);
  ASSERT_FALSE(reopened);
  EXPECT_EQ(reopened.error().code(), ErrorCode::fork);
  EXPECT_NE(reopened.error().next_step().find("ledger take"), std::string::npos);
}

TEST_F(OwnLogTest, StartsNoOtherLogWhereItCanGoOn) {
  ASSERT_TRUE(our.append({our.opening()}));
  const Result<Reopened> reopened = reopen_log(our.place(), our.cards, our.who, *our.note("why not").body, our.clock);
  ASSERT_FALSE(reopened);
  EXPECT_EQ(reopened.error().code(), ErrorCode::not_allowed);
}

}  // namespace
}  // namespace rogatory::ledger
