#include "registry/index.hpp"

#include <array>

#include "base/log.hpp"
#include "crypto/hkdf.hpp"

namespace rogatory::registry {
namespace {

constexpr const char* k_schema =
#include "registry/index_schema.inc"
    ;
constexpr std::int64_t k_schema_version = 2;  // to be raised with every change in schemas/sql/

std::string index_path(const Home& home) { return home.file("index.db"); }

/// The file is there and ours alone before SQLite makes it open to others; its companions take after it.
Result<void> touch(const Home& home) {
  const auto file = base::uninterrupted(
      [&] { return home.fs().open(AT_FDCWD, index_path(home), O_RDWR | O_CREAT | O_NOFOLLOW | O_CLOEXEC, 0600); });
  return file ? Result<void>() : fail(base::errno_error(file.error(), "making " + index_path(home)));
}

Result<void> make_tables(Database& database) {
  ROG_TRY_ASSIGN(Transaction transaction, Transaction::begin(database, Transaction::Kind::writing));
  ROG_TRY_ASSIGN(const std::int64_t version, database.version());
  if (version == k_schema_version) {
    return {};  // another program was faster
  }
  ROG_TRY(database.run(k_schema));
  ROG_TRY(database.run(("PRAGMA user_version = " + std::to_string(k_schema_version)).c_str()));
  return transaction.commit();
}

Result<Database> open_once(const Home& home, const crypto::SecretBytes& key) {
  ROG_TRY(touch(home));
  ROG_TRY_ASSIGN(Database database, Database::open(index_path(home), key));
  ROG_TRY_ASSIGN(const std::int64_t version, database.version());
  if (version != 0 && version != k_schema_version) {
    return fail(ErrorCode::malformed, "the index is of another version");
  }
  if (version == 0) {
    ROG_TRY(make_tables(database));
  }
  return database;
}

}  // namespace

crypto::SecretBytes index_key(const crypto::age::Identity& home_key) {
  return crypto::hkdf_sha256(home_key.secret().expose(), {}, "rogatory-index/1");
}

Result<void> remove_index(const Home& home) {
  // The journal goes first: one that is left would be played back into the next file.
  for (const char* suffix : {"-journal", ""}) {
    const std::string path = index_path(home) + suffix;
    if (const auto gone = home.fs().unlink(AT_FDCWD, path, 0); !gone && gone.error() != ENOENT) {
      return fail(base::errno_error(gone.error(), "removing " + path));
    }
  }
  return {};
}

Result<Database> open_index(const Home& home, const crypto::SecretBytes& key) {
  Result<Database> database = open_once(home, key);
  if (database || database.error().code() != ErrorCode::malformed) {
    return database;
  }
  base::log(base::LogLevel::info, "index.begun_anew", database.error().sentence());
  ROG_TRY(remove_index(home));
  return open_once(home, key);
}

}  // namespace rogatory::registry
