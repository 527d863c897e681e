// The door to SQLCipher: an encrypted file of tables (design: architecture.md "Platform facts"). Every page is
// encrypted and authenticated under a raw 32-byte key, so none of it reads without the key, and damage is seen when it
// is read. That pages are of one age is not proven: what is kept here must be checked against what it was made from.
//
// Errors of every call: malformed, the file is no database of this key, or it is damaged; locked, another program held
// it for longer than 2 s; no_space; failed. Only our own SQL is run, with values bound, never pasted. One thread at a
// time.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "base/bytes.hpp"
#include "base/result.hpp"
#include "crypto/secret.hpp"

struct sqlite3;
struct sqlite3_stmt;

namespace rogatory::registry {

/// A prepared statement; the database outlives it. Parameters and columns are counted as SQL does: from 1 and from 0.
class Statement {
 public:
  Statement(Statement&&) noexcept = default;
  Statement& operator=(Statement&&) noexcept = default;

  Statement& bind(int parameter, std::int64_t value);
  Statement& bind(int parameter, std::string_view text);
  Statement& bind(int parameter, const std::optional<std::string>& text);
  Statement& bind(int parameter, ByteView blob);

  /// Whether there is a row; the columns are its until the next step.
  Result<bool> step();
  /// For what gives no rows: steps to the end and makes it ready for the next values.
  Result<void> run();

  [[nodiscard]] std::int64_t integer(int column) const;
  [[nodiscard]] std::string text(int column) const;
  [[nodiscard]] std::optional<std::string> optional_text(int column) const;
  [[nodiscard]] ByteView blob(int column) const;  ///< until the next step

 private:
  friend class Database;
  struct Finalize {
    void operator()(sqlite3_stmt* statement) const;
  };
  explicit Statement(sqlite3_stmt* statement) : m_statement(statement) {}
  std::unique_ptr<sqlite3_stmt, Finalize> m_statement;
};

class Database {
 public:
  /// Opens the file, which is made where it is missing. `key` has 32 bytes.
  static Result<Database> open(const std::string& path, const crypto::SecretBytes& key);
  Database(Database&&) noexcept = default;
  Database& operator=(Database&&) noexcept = default;

  /// Runs statements that give no rows.
  Result<void> run(const char* sql);
  Result<Statement> prepare(std::string_view sql);
  /// A number that belongs to the file, 0 in a new one.
  Result<std::int64_t> version();

 private:
  struct Close {
    void operator()(sqlite3* database) const;
  };
  explicit Database(sqlite3* database) : m_database(database) {}
  std::unique_ptr<sqlite3, Close> m_database;
};

/// All or nothing: what is not committed is undone when this goes.
class Transaction {
 public:
  enum class Kind : std::uint8_t { reading, writing };
  static Result<Transaction> begin(Database& database, Kind kind);
  Transaction(Transaction&& other) noexcept : m_database(std::exchange(other.m_database, nullptr)) {}
  Transaction& operator=(Transaction&&) = delete;
  ~Transaction();
  Result<void> commit();

 private:
  explicit Transaction(Database& database) : m_database(&database) {}
  Database* m_database;
};

}  // namespace rogatory::registry
