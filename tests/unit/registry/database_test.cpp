#include "registry/database.hpp"

#include <gtest/gtest.h>

#include <filesystem>

#include "registry/index.hpp"
#include "tests/support/homes.hpp"

namespace rogatory::registry {
namespace {

using crypto::SecretBytes;
using test::HomeKit;

class DatabaseFile : public ::testing::Test {
 protected:
  Result<Database> open() { return Database::open(path, key); }
  static Result<void> fill(Database& database) {
    ROG_TRY(database.run("CREATE TABLE t (a INTEGER, b TEXT, c BLOB)"));
    ROG_TRY_ASSIGN(Statement insert, database.prepare("INSERT INTO t VALUES (?1, ?2, ?3)"));
    for (std::int64_t i = 0; i < 1000; ++i) {
      const std::string text = "Telephone of the driver " + std::to_string(i);
      ROG_TRY(insert.bind(1, i).bind(2, std::string_view(text)).bind(3, base::as_bytes("\x01\x00\x02")).run());
    }
    return {};
  }
  static Result<std::int64_t> count(Database& database) {
    ROG_TRY_ASSIGN(Statement select, database.prepare("SELECT count(*), sum(length(b)) FROM t"));
    ROG_TRY(select.step());
    return select.integer(0);
  }

  test::TemporaryDirectory directory;
  std::string path = directory / "x.db";
  SecretBytes key = SecretBytes::random(32);
};

TEST_F(DatabaseFile, KeepsWhatIsPutInAndShowsNothingOfIt) {
  {
    Database database = open().value();
    ASSERT_TRUE(fill(database));
  }
  Database database = open().value();
  EXPECT_EQ(count(database).value(), 1000);
  Statement select = database.prepare("SELECT a, b, c, NULL FROM t WHERE a = ?1").value();
  ASSERT_TRUE(select.bind(1, std::int64_t{7}).step().value());
  EXPECT_EQ(select.integer(0), 7);
  EXPECT_EQ(select.text(1), "Telephone of the driver 7");
  EXPECT_EQ(select.blob(2).size(), 1U) << "a literal ends at its first zero";
  EXPECT_EQ(select.optional_text(3), std::nullopt);
  EXPECT_FALSE(select.step().value());
  const std::string file = test::read_file(path);
  for (const char* word : {"SQLite format 3", "Telephone", "CREATE TABLE"}) {
    EXPECT_EQ(file.find(word), std::string::npos) << word;
  }
}

TEST_F(DatabaseFile, OpensWithItsKeyAlone) {
  {
    Database database = open().value();
    ASSERT_TRUE(fill(database));
  }
  key = SecretBytes::random(32);
  EXPECT_EQ(open().error().code(), ErrorCode::malformed);
  test::write_file(path, "no database at all, but long enough to be one if it were");
  EXPECT_EQ(open().error().code(), ErrorCode::malformed);
}

TEST_F(DatabaseFile, SeesEveryDamagedPage) {
  {
    Database database = open().value();
    ASSERT_TRUE(fill(database));
  }
  const std::string whole = test::read_file(path);
  for (std::size_t page = 0; page * 4096 < whole.size(); ++page) {
    std::string damaged = whole;
    damaged[page * 4096 + 2000] ^= 1;
    test::write_file(path, damaged);
    Result<Database> database = open();
    const Result<std::int64_t> rows = database ? count(*database) : fail(database.error());
    ASSERT_FALSE(rows.has_value()) << page;
    EXPECT_EQ(rows.error().code(), ErrorCode::malformed) << page;
  }
}

TEST_F(DatabaseFile, UndoesWhatIsNotCommitted) {
  Database database = open().value();
  ASSERT_TRUE(fill(database));
  {
    Transaction transaction = Transaction::begin(database, Transaction::Kind::writing).value();
    ASSERT_TRUE(database.run("DELETE FROM t"));
  }
  EXPECT_EQ(count(database).value(), 1000);
  Transaction transaction = Transaction::begin(database, Transaction::Kind::writing).value();
  ASSERT_TRUE(database.run("DELETE FROM t WHERE a < 10"));
  ASSERT_TRUE(transaction.commit());
  EXPECT_EQ(count(database).value(), 990);
}

TEST_F(DatabaseFile, SaysWhereAnotherProgramHoldsIt) {
  Database one = open().value();
  ASSERT_TRUE(fill(one));
  Database other = open().value();
  Transaction held = Transaction::begin(one, Transaction::Kind::writing).value();
  EXPECT_EQ(Transaction::begin(other, Transaction::Kind::writing).error().code(), ErrorCode::locked);
}

TEST(HomeIndex, IsBegunAnewWhereItIsNotOurs) {
  HomeKit kit;
  const std::vector<crypto::age::Identity> homes = kit.keys.identities(KeyKind::home).value();
  const SecretBytes key = index_key(homes.front());
  const std::string path = kit.home.file("index.db");
  const auto cases = [](Database& index) {
    Statement select = index.prepare("SELECT count(*) FROM cases").value();
    return select.step().has_value() ? select.integer(0) : -1;
  };
  const auto put = [](Database& index) {
    return index.run("INSERT INTO cases (case_id, basis, verified_at, unread) VALUES ('x', 'y', 'z', 0)");
  };
  {
    Database index = open_index(kit.home, key).value();
    EXPECT_EQ(cases(index), 0);
    ASSERT_TRUE(put(index));
  }
  {
    Database index = open_index(kit.home, key).value();
    EXPECT_EQ(cases(index), 1) << "it is kept";
    ASSERT_TRUE(index.run("PRAGMA user_version = 77"));
  }
  {
    Database index = open_index(kit.home, key).value();
    EXPECT_EQ(cases(index), 0) << "tables of another version";
    ASSERT_TRUE(put(index));
  }
  {
    Database index = open_index(kit.home, SecretBytes::random(32)).value();
    EXPECT_EQ(cases(index), 0) << "another key";
  }
  test::write_file(path, "garbage");
  {
    Database index = open_index(kit.home, key).value();
    EXPECT_EQ(cases(index), 0) << "no database";
  }
  ASSERT_TRUE(remove_index(kit.home));
  ASSERT_TRUE(remove_index(kit.home)) << "there is none";
  EXPECT_FALSE(std::filesystem::exists(path));
}

}  // namespace
}  // namespace rogatory::registry
