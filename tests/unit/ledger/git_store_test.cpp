#include "ledger/git_store.hpp"

#include <gtest/gtest.h>

#include <filesystem>

#include "tests/support/files.hpp"
#include "tests/support/run.hpp"
#include "tests/support/temporary_directory.hpp"
#include "tests/unit/ledger/git_log.hpp"

namespace rogatory::ledger {
namespace {

namespace stdfs = std::filesystem;
using test::commit_files;
using test::log_files;

class GitStore : public testing::Test {
 protected:
  void SetUp() override { ASSERT_TRUE(make_repository(m_fs, m_repository, nullptr).has_value()); }
  std::string git(const std::string& arguments) {
    const test::Ran ran = test::run("git -C " + m_repository + " " + arguments + " 2>&1");
    EXPECT_EQ(ran.status, 0) << arguments << ": " << ran.output;
    return ran.output;
  }
  Oid save_blob(const std::string& content) {
    ObjectBatch batch(m_fs, m_repository);
    const Oid id = batch.add(ObjectKind::blob, base::to_bytes(content));
    EXPECT_TRUE(batch.save().has_value());
    EXPECT_EQ(batch.size(), 0U);
    return id;
  }
  std::string_view word_of(const Result<void>& done) { return done ? "" : base::word(done.error().code()); }

  FileSystem& m_fs = FileSystem::real();
  test::TemporaryDirectory m_directory;
  std::string m_repository = m_directory / "case.git";
  const std::string m_ref = "refs/heads/fr-ca";
};

TEST_F(GitStore, MakesARepositoryThatStockGitTakesAndNobodyElseReads) {
  EXPECT_EQ(git("rev-parse --is-bare-repository"), "true\n");
  EXPECT_EQ(git("for-each-ref"), "");
  EXPECT_EQ(test::run("find " + m_repository + " -perm /077").output, "");
  EXPECT_EQ(test::run("ls -A " + m_directory.path()).output, "case.git\n") << "nothing is left beside it";
}

TEST_F(GitStore, MakesNoRepositoryWhereSomethingStands) {
  EXPECT_EQ(word_of(make_repository(m_fs, m_repository, nullptr)), "refused");
  test::write_file(m_directory / "file", "x");
  EXPECT_EQ(word_of(make_repository(m_fs, m_directory / "file", nullptr)), "refused");
}

TEST_F(GitStore, AnnouncesWhereARepositoryIsBeingMade) {
  std::string told;
  const auto refuse = [&told](const std::string& path) -> Result<void> {
    told = path;
    return fail(ErrorCode::failed, "no");
  };
  EXPECT_EQ(word_of(make_repository(m_fs, m_directory / "other.git", refuse)), "failed");
  EXPECT_TRUE(told.starts_with(m_directory / ".other.git.") && told.ends_with(".tmp")) << told;
  EXPECT_FALSE(stdfs::exists(told) || stdfs::exists(m_directory / "other.git"));
}

TEST_F(GitStore, WritesObjectsThatStockGitReadsByteForByte) {
  const std::string content("ciphertext \0\xFF\n", 13);
  const Oid loose = save_blob(content);
  EXPECT_EQ(git("cat-file blob " + loose.hex()), content);
  ObjectBatch batch(m_fs, m_repository);
  std::vector<Oid> packed;
  for (int i = 0; i < 70; ++i) {
    packed.push_back(batch.add(ObjectKind::blob, base::to_bytes("packed " + std::to_string(i) +
                                                                std::string(1000U * static_cast<unsigned>(i), 'x'))));
  }
  ASSERT_TRUE(batch.save().has_value());
  EXPECT_TRUE(git("count-objects -v").starts_with("count: 1\n"));
  for (int i = 0; i < 70; ++i) {
    EXPECT_TRUE(git("cat-file blob " + packed.at(static_cast<std::size_t>(i)).hex())
                    .starts_with("packed " + std::to_string(i)));
  }
  git("fsck --strict --no-dangling");
  EXPECT_TRUE(has_objects(m_fs, m_repository, {loose, packed.front(), packed.back()}).value());
  EXPECT_FALSE(has_objects(m_fs, m_repository, {loose, Oid{}}).value());
}

TEST_F(GitStore, WritesTheSameBytesOnce) {
  ObjectBatch batch(m_fs, m_repository);
  const Oid id = batch.add(ObjectKind::blob, base::to_bytes("x"));
  EXPECT_EQ(batch.add(ObjectKind::blob, base::to_bytes("x")), id);
  EXPECT_EQ(batch.size(), 1U);
  EXPECT_NE(batch.add(ObjectKind::commit, base::to_bytes("x")), id);
}

TEST_F(GitStore, LeavesAnObjectThatIsThereAsItIs) {
  const Oid id = save_blob("x");
  const std::string path = m_repository + "/objects/" + id.hex().substr(0, 2) + "/" + id.hex().substr(2);
  const auto before = stdfs::last_write_time(path);
  stdfs::last_write_time(path, before - std::chrono::hours(1));
  save_blob("x");
  EXPECT_EQ(stdfs::last_write_time(path), before - std::chrono::hours(1));
}

TEST_F(GitStore, KeepsTheMemoryOfALongAppendBounded) {
  ObjectBatch batch(m_fs, m_repository);
  Oid first;
  for (unsigned i = 0; i < 40; ++i) {
    const Oid id = batch.add(ObjectKind::blob, Bytes(std::size_t{1024} * 1024, static_cast<std::uint8_t>(i)));
    first = i == 0 ? id : first;
  }
  EXPECT_EQ(batch.size(), 8U) << "the first 32 MiB went into a pack";
  ASSERT_TRUE(batch.save().has_value());
  EXPECT_TRUE(has_objects(m_fs, m_repository, {first}).value());
  git("fsck --strict --no-dangling");
}

TEST_F(GitStore, SaysWhenAPackOfALongAppendCouldNotBeWritten) {
  stdfs::remove(m_repository + "/objects/pack");
  ObjectBatch batch(m_fs, m_repository);
  batch.add(ObjectKind::blob, Bytes(ObjectBatch::k_spill_from));
  EXPECT_EQ(word_of(batch.save()), "not_found");
}

TEST_F(GitStore, MovesARefOnlyFromWhereItWasExpected) {
  const Oid one = save_blob("1");
  const Oid two = save_blob("2");
  EXPECT_FALSE(read_ref(m_fs, m_repository, m_ref)->has_value());
  EXPECT_EQ(word_of(move_ref(m_fs, m_repository, m_ref, one, two)), "retry") << "it is not there";
  EXPECT_EQ(word_of(move_ref(m_fs, m_repository, m_ref, std::nullopt, one)), "");
  EXPECT_EQ(word_of(move_ref(m_fs, m_repository, m_ref, std::nullopt, two)), "retry") << "it is there";
  EXPECT_EQ(word_of(move_ref(m_fs, m_repository, m_ref, two, one)), "retry");
  EXPECT_EQ(read_ref(m_fs, m_repository, m_ref).value(), one);
  EXPECT_EQ(word_of(move_ref(m_fs, m_repository, m_ref, one, two)), "");
  EXPECT_EQ(git("rev-parse fr-ca"), two.hex() + "\n");
  EXPECT_FALSE(stdfs::exists(m_repository + "/" + m_ref + ".lock"));
}

TEST_F(GitStore, TakesOverALockThatADeadProgramLeft) {
  const Oid one = save_blob("1");
  test::write_file(m_repository + "/" + m_ref + ".lock", "half an i");
  EXPECT_EQ(word_of(move_ref(m_fs, m_repository, m_ref, std::nullopt, one)), "");
  EXPECT_EQ(read_ref(m_fs, m_repository, m_ref).value(), one);
  EXPECT_FALSE(stdfs::exists(m_repository + "/" + m_ref + ".lock"));
}

TEST_F(GitStore, ReadsAndMovesRefsThatStockGitHasPacked) {
  const Oid first = commit_files(m_repository, "fr-ca", log_files(1), 0, 0);
  commit_files(m_repository, "de-ca", log_files(1), 0, 0);
  git("tag -a -m x v1 fr-ca && git -C " + m_repository + " pack-refs --all --prune");
  ASSERT_FALSE(stdfs::exists(m_repository + "/" + m_ref));
  EXPECT_EQ(read_ref(m_fs, m_repository, m_ref).value(), first);
  const Oid second = commit_files(m_repository, "fr-ca", log_files(2), 1, 1);
  EXPECT_EQ(read_ref(m_fs, m_repository, m_ref).value(), second);
  const auto refs = list_refs(m_fs, m_repository).value();
  ASSERT_EQ(refs.size(), 3U);
  EXPECT_EQ(refs[0].first, "refs/heads/de-ca");
  EXPECT_EQ(refs[1], std::pair("refs/heads/fr-ca" + std::string(), std::optional(second)));
  EXPECT_EQ(refs[2].first, "refs/tags/v1");
}

TEST_F(GitStore, TellsRefsThatNameNoObjectAndPassesOverLocks) {
  git("symbolic-ref refs/heads/link refs/heads/fr-ca");
  test::write_file(m_repository + "/refs/heads/broken", "0123\n");
  test::write_file(m_repository + "/refs/heads/it-ca.lock", "");
  stdfs::create_symlink("/etc/passwd", m_repository + "/refs/heads/passwd");
  const auto refs = list_refs(m_fs, m_repository).value();
  ASSERT_EQ(refs.size(), 3U);
  for (const auto& [name, id] : refs) {
    EXPECT_FALSE(id.has_value()) << name;
  }
  EXPECT_EQ(read_ref(m_fs, m_repository, "refs/heads/link").error().code(), ErrorCode::malformed);
  EXPECT_EQ(read_ref(m_fs, m_repository, "refs/heads/broken").error().code(), ErrorCode::malformed);
}

TEST_F(GitStore, RefusesPackedRefsThatAreNotGits) {
  for (const std::string text : {"x", "0123 refs/heads/fr-ca\n", "0123456789abcdef0123456789abcdef01234567\n"}) {
    test::write_file(m_repository + "/packed-refs", text);
    EXPECT_EQ(read_ref(m_fs, m_repository, m_ref).error().code(), ErrorCode::malformed) << text;
  }
}

TEST_F(GitStore, RefusesMoreRefsThanACaseCanHave) {
  std::string text;
  for (int i = 0; i < 1001; ++i) {
    text += std::string(40, 'a') + " refs/heads/a" + std::to_string(i) + "\n";
  }
  test::write_file(m_repository + "/packed-refs", text);
  EXPECT_EQ(list_refs(m_fs, m_repository).error().code(), ErrorCode::malformed);
}

TEST_F(GitStore, SaysThatAPackIndexIsBroken) {
  const std::string pack = m_repository + "/objects/pack/pack-0000000000000000000000000000000000000000.idx";
  test::write_file(pack, std::string(2000, '\0'));
  EXPECT_EQ(has_objects(m_fs, m_repository, {Oid{}}).error().code(), ErrorCode::malformed);
  std::string broken("\377tOc\0\0\0\2", 8);
  broken += std::string(1024, '\377');
  test::write_file(pack, broken);
  EXPECT_EQ(has_objects(m_fs, m_repository, {Oid{}}).error().code(), ErrorCode::malformed);
  test::write_file(pack, broken.substr(0, 100));
  EXPECT_EQ(has_objects(m_fs, m_repository, {Oid{}}).error().code(), ErrorCode::incomplete);
}

}  // namespace
}  // namespace rogatory::ledger
