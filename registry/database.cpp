#include "registry/database.hpp"

#define SQLITE_HAS_CODEC
#include <sqlite3.h>

#include <array>
#include <utility>

namespace rogatory::registry {
namespace {

constexpr int k_wait_milliseconds = 2000;
constexpr std::size_t k_key_size = 32;

ErrorCode code_of(int status) {
  switch (status & 0xff) {
    case SQLITE_NOTADB:
    case SQLITE_CORRUPT:
    case SQLITE_FORMAT:
    case SQLITE_SCHEMA:
      return ErrorCode::malformed;
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
      return ErrorCode::locked;
    case SQLITE_FULL:
      return ErrorCode::no_space;
    default:
      return ErrorCode::failed;
  }
}

std::unexpected<Error> fail_with(int status) {
  return fail(code_of(status), std::string("the index: ") + sqlite3_errstr(status));
}

/// x'<64 hexadecimal digits>': taken as the key itself, where any other text would be stretched as a passphrase.
crypto::SecretBytes key_literal(const crypto::SecretBytes& key) {
  constexpr std::string_view k_digits = "0123456789abcdef";
  crypto::SecretBytes literal = crypto::SecretBytes::make(2 * k_key_size + 3);
  const MutableByteView out = literal.expose_mutable();
  out[0] = 'x';
  out[1] = '\'';
  for (std::size_t i = 0; i < k_key_size; ++i) {
    const std::uint8_t byte = key.expose()[i];
    out[2 + 2 * i] = static_cast<std::uint8_t>(k_digits[byte >> 4U]);
    out[3 + 2 * i] = static_cast<std::uint8_t>(k_digits[byte & 15U]);
  }
  out.back() = '\'';
  return literal;
}

}  // namespace

void Statement::Finalize::operator()(sqlite3_stmt* statement) const { sqlite3_finalize(statement); }

// A value that cannot be bound is our own bug, or memory that ran out: the step says so.
Statement& Statement::bind(int parameter, std::int64_t value) {
  sqlite3_bind_int64(m_statement.get(), parameter, value);
  return *this;
}

Statement& Statement::bind(int parameter, std::string_view text) {
  sqlite3_bind_text64(m_statement.get(), parameter, text.data(), text.size(), SQLITE_TRANSIENT, SQLITE_UTF8);
  return *this;
}

Statement& Statement::bind(int parameter, const std::optional<std::string>& text) {
  if (text) {
    return bind(parameter, std::string_view(*text));
  }
  sqlite3_bind_null(m_statement.get(), parameter);
  return *this;
}

Statement& Statement::bind(int parameter, ByteView blob) {
  sqlite3_bind_blob64(m_statement.get(), parameter, blob.data(), blob.size(), SQLITE_TRANSIENT);
  return *this;
}

Result<bool> Statement::step() {
  const int status = sqlite3_step(m_statement.get());
  if (status != SQLITE_ROW && status != SQLITE_DONE) {
    return fail_with(status);
  }
  return status == SQLITE_ROW;
}

Result<void> Statement::run() {
  ROG_TRY_ASSIGN(const bool has_row, step());
  ROG_ASSERT(!has_row);
  sqlite3_reset(m_statement.get());
  return {};
}

std::int64_t Statement::integer(int column) const { return sqlite3_column_int64(m_statement.get(), column); }

std::string Statement::text(int column) const { return optional_text(column).value_or(""); }

std::optional<std::string> Statement::optional_text(int column) const {
  const auto* text = reinterpret_cast<const char*>(sqlite3_column_text(m_statement.get(), column));
  if (text == nullptr) {
    return std::nullopt;
  }
  return std::string(text, static_cast<std::size_t>(sqlite3_column_bytes(m_statement.get(), column)));
}

ByteView Statement::blob(int column) const {
  const auto* bytes = static_cast<const std::uint8_t*>(sqlite3_column_blob(m_statement.get(), column));
  return {bytes, static_cast<std::size_t>(sqlite3_column_bytes(m_statement.get(), column))};
}

void Database::Close::operator()(sqlite3* database) const { sqlite3_close_v2(database); }

Result<Database> Database::open(const std::string& path, const crypto::SecretBytes& key) {
  ROG_ASSERT(key.size() == k_key_size);
  sqlite3* opened = nullptr;
  const int status =
      sqlite3_open_v2(path.c_str(), &opened, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE | SQLITE_OPEN_NOMUTEX, nullptr);
  Database database(opened);
  if (status != SQLITE_OK) {
    return fail_with(status);
  }
  sqlite3_busy_timeout(opened, k_wait_milliseconds);
  const crypto::SecretBytes literal = key_literal(key);
  if (const int keyed = sqlite3_key(opened, literal.expose().data(), static_cast<int>(literal.size()));
      keyed != SQLITE_OK) {
    return fail_with(keyed);
  }
  // The page size has to be said on every open, before anything is read (SQLCipher 3).
  ROG_TRY(database.run("PRAGMA cipher_page_size = 4096; PRAGMA temp_store = MEMORY;"));
  ROG_TRY(database.version());  // the first page: whether it is a database of this key
  return database;
}

Result<void> Database::run(const char* sql) {
  if (const int status = sqlite3_exec(m_database.get(), sql, nullptr, nullptr, nullptr); status != SQLITE_OK) {
    return fail_with(status);
  }
  return {};
}

Result<Statement> Database::prepare(std::string_view sql) {
  sqlite3_stmt* statement = nullptr;
  const int status =
      sqlite3_prepare_v2(m_database.get(), sql.data(), static_cast<int>(sql.size()), &statement, nullptr);
  if (status != SQLITE_OK) {
    return fail_with(status);
  }
  return Statement(statement);
}

Result<std::int64_t> Database::version() {
  ROG_TRY_ASSIGN(Statement statement, prepare("PRAGMA user_version"));
  ROG_TRY(statement.step());
  return statement.integer(0);
}

Result<Transaction> Transaction::begin(Database& database, Kind kind) {
  ROG_TRY(database.run(kind == Kind::writing ? "BEGIN IMMEDIATE" : "BEGIN"));
  return Transaction(database);
}

Transaction::~Transaction() {
  if (m_database != nullptr) {
    static_cast<void>(m_database->run("ROLLBACK"));  // it is undone at the latest when the file is opened again
  }
}

Result<void> Transaction::commit() {
  ROG_TRY(m_database->run("COMMIT"));
  m_database = nullptr;
  return {};
}

}  // namespace rogatory::registry
