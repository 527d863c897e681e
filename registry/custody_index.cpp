#include "registry/custody_index.hpp"

#include <utility>

#include "registry/exhibit_lines.hpp"

namespace rogatory::registry {
namespace {

using ledger::ExhibitId;
using ledger::ExhibitRow;

// What is read back was written by us: anything else (malformed) is damage that the encryption did not show.

Result<StoryEntry> read_entry(const Statement& row) {
  ROG_TRY_ASSIGN(const ledger::LogName log, ledger::LogName::parse(row.text(0)));
  ROG_TRY_ASSIGN(const ledger::EntryHash hash, ledger::EntryHash::from_bytes(row.blob(2)));
  return StoryEntry{.entry = {.log = log, .seq = static_cast<std::uint64_t>(row.integer(1))},
                    .hash = hash,
                    .witnessed = row.integer(3) != 0};
}

Result<void> delete_rows(Database& index, const std::string& case_id) {
  for (const char* const table :
       {"DELETE FROM exhibit_lines WHERE in_case = (SELECT number FROM cases WHERE case_id = ?1)",
        "DELETE FROM exhibit_entries WHERE in_case = (SELECT number FROM cases WHERE case_id = ?1)",
        "DELETE FROM cases WHERE case_id = ?1"}) {
    ROG_TRY_ASSIGN(Statement statement, index.prepare(table));
    ROG_TRY(statement.bind(1, std::string_view(case_id)).run());
  }
  return {};
}

/// Writes the row of a case that has none. Returns its number.
Result<std::int64_t> write_case(Database& index, const std::string& case_id, const crypto::Sha256& basis,
                                const IndexedCase& known) {
  ROG_TRY_ASSIGN(Statement row, index.prepare("INSERT INTO cases VALUES (NULL, ?1, ?2, ?3, ?4)"));
  const std::string verified_at = known.verified_at.text();
  row.bind(1, std::string_view(case_id)).bind(2, ByteView(basis.bytes)).bind(3, std::string_view(verified_at));
  ROG_TRY(row.bind(4, static_cast<std::int64_t>(known.unread)).run());
  ROG_TRY_ASSIGN(Statement number, index.prepare("SELECT last_insert_rowid()"));
  ROG_TRY(number.step());
  return number.integer(0);
}

/// Writes exhibits through statements that are prepared once.
class Writer {
 public:
  static Result<Writer> open(Database& index, std::int64_t case_number) {
    ROG_TRY_ASSIGN(Statement lines, index.prepare("INSERT INTO exhibit_lines VALUES (NULL, ?1, ?2)"));
    ROG_TRY_ASSIGN(Statement entry,
                   index.prepare("INSERT INTO exhibit_entries VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)"));
    return Writer(case_number, std::move(lines), std::move(entry));
  }

  Result<void> write(const IndexedExhibit& exhibit) {
    m_piece.add(exhibit.row);
    for (std::size_t i = 0; i < exhibit.entries.size(); ++i) {
      ROG_TRY(write_entry(exhibit.row.exhibit, i, exhibit.entries[i]));
    }
    return m_piece.bytes().size() < k_piece ? Result<void>() : write_piece();
  }

  Result<void> finish() { return m_piece.bytes().empty() ? Result<void>() : write_piece(); }

 private:
  static constexpr std::size_t k_piece = 3600;  // with the line that reaches it, it nearly always fits into one page

  Writer(std::int64_t case_number, Statement lines, Statement entry)
      : m_case(case_number), m_lines(std::move(lines)), m_entry(std::move(entry)) {}

  Result<void> write_piece() {
    const ExhibitLines piece = std::exchange(m_piece, {});
    return m_lines.bind(1, m_case).bind(2, ByteView(piece.bytes())).run();
  }

  Result<void> write_entry(const ExhibitId& exhibit, std::size_t position, const StoryEntry& entry) {
    const std::string log = entry.entry.log.text();
    m_entry.bind(1, m_case).bind(2, std::string_view(exhibit.authority));
    m_entry.bind(3, static_cast<std::int64_t>(exhibit.number));
    m_entry.bind(4, static_cast<std::int64_t>(position)).bind(5, std::string_view(log));
    m_entry.bind(6, static_cast<std::int64_t>(entry.entry.seq)).bind(7, ByteView(entry.hash.bytes));
    return m_entry.bind(8, std::int64_t{entry.witnessed}).run();
  }

  std::int64_t m_case;
  ExhibitLines m_piece;
  Statement m_lines;
  Statement m_entry;
};

}  // namespace

Result<std::optional<FoundCase>> find_case_in(Database& index, const ledger::CaseId& case_id,
                                              const crypto::Sha256& basis) {
  ROG_TRY_ASSIGN(Statement statement,
                 index.prepare("SELECT verified_at, unread, number FROM cases WHERE case_id = ?1 AND basis = ?2"));
  const std::string id = case_id.text();
  ROG_TRY_ASSIGN(const bool found, statement.bind(1, std::string_view(id)).bind(2, ByteView(basis.bytes)).step());
  if (!found) {
    return std::optional<FoundCase>();
  }
  FoundCase there{.known = {.verified_at = {}, .unread = static_cast<std::uint64_t>(statement.integer(1))},
                  .number = statement.integer(2)};
  ROG_TRY_ASSIGN(there.known.verified_at, UtcTime::parse(statement.text(0)));
  return std::optional(there);
}

Result<void> load_rows(Database& index, const FoundCase& found, const std::function<void(const ExhibitRow&)>& take) {
  ROG_TRY_ASSIGN(Statement statement,
                 index.prepare("SELECT lines FROM exhibit_lines WHERE in_case = ?1 ORDER BY number"));
  statement.bind(1, found.number);
  for (;;) {
    ROG_TRY_ASSIGN(const bool is_there, statement.step());
    if (!is_there) {
      return {};
    }
    ROG_TRY(read_exhibit_lines(statement.blob(0), take));
  }
}

Result<std::vector<StoryEntry>> load_story(Database& index, const FoundCase& found, const ExhibitId& exhibit) {
  ROG_TRY_ASSIGN(Statement statement,
                 index.prepare("SELECT log, seq, entry, witnessed FROM exhibit_entries WHERE in_case = ?1 AND "
                               "authority = ?2 AND number = ?3 ORDER BY position"));
  statement.bind(1, found.number)
      .bind(2, std::string_view(exhibit.authority))
      .bind(3, static_cast<std::int64_t>(exhibit.number));
  std::vector<StoryEntry> entries;
  for (;;) {
    ROG_TRY_ASSIGN(const bool is_there, statement.step());
    if (!is_there) {
      return entries;
    }
    ROG_TRY_ASSIGN(StoryEntry entry, read_entry(statement));
    entries.push_back(std::move(entry));
  }
}

Result<void> forget_case(Database& index, const ledger::CaseId& case_id) {
  ROG_TRY_ASSIGN(Transaction transaction, Transaction::begin(index, Transaction::Kind::writing));
  ROG_TRY(delete_rows(index, case_id.text()));
  return transaction.commit();
}

Result<void> store_case(Database& index, const ledger::CaseId& case_id, const crypto::Sha256& basis,
                        const IndexedCase& known, const std::vector<IndexedExhibit>& exhibits) {
  const std::string id = case_id.text();
  ROG_TRY_ASSIGN(Transaction transaction, Transaction::begin(index, Transaction::Kind::writing));
  ROG_TRY(delete_rows(index, id));
  {
    ROG_TRY_ASSIGN(const std::int64_t number, write_case(index, id, basis, known));
    ROG_TRY_ASSIGN(Writer writer, Writer::open(index, number));
    for (const IndexedExhibit& exhibit : exhibits) {
      ROG_TRY(writer.write(exhibit));
    }
    ROG_TRY(writer.finish());
  }
  return transaction.commit();
}

}  // namespace rogatory::registry
