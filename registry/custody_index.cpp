#include "registry/custody_index.hpp"

namespace rogatory::registry {
namespace {

using ledger::ExhibitId;
using ledger::ExhibitRow;

// What is read back was written by us: anything else (malformed) is damage that the encryption did not show.

Result<ledger::CustodyState> read_state(const Statement& row, int column) {
  ledger::CustodyState state;
  ROG_TRY_ASSIGN(state.state, ledger::parse_exhibit_state(row.text(column)));
  const std::optional<std::string> authority = row.optional_text(column + 1);
  const std::optional<std::string> name = row.optional_text(column + 2);
  if (authority && name) {
    state.custodian = ledger::Holder{.authority = *authority, .name = *name};
  }
  state.place = row.optional_text(column + 3);
  state.seal = row.optional_text(column + 4);
  return state;
}

Result<ExhibitRow> read_row(const Statement& row) {
  ExhibitRow read;
  read.exhibit = {.authority = row.text(0), .number = static_cast<std::uint64_t>(row.integer(1))};
  read.title = row.optional_text(2);
  if (const std::optional<std::string> kind = row.optional_text(3)) {
    ROG_TRY_ASSIGN(read.kind, ledger::parse_exhibit_kind(*kind));
  }
  ROG_TRY_ASSIGN(read.now, read_state(row, 4));
  read.findings = static_cast<std::uint64_t>(row.integer(9));
  read.steps = static_cast<std::uint64_t>(row.integer(10));
  read.witnessed = row.integer(11) != 0;
  return read;
}

Result<StoryEntry> read_entry(const Statement& row) {
  ROG_TRY_ASSIGN(const ledger::LogName log, ledger::LogName::parse(row.text(0)));
  ROG_TRY_ASSIGN(const ledger::EntryHash hash, ledger::EntryHash::from_bytes(row.blob(2)));
  return StoryEntry{.entry = {.log = log, .seq = static_cast<std::uint64_t>(row.integer(1))},
                    .hash = hash,
                    .witnessed = row.integer(3) != 0};
}

Result<void> delete_rows(Database& index, const std::string& case_id) {
  for (const char* const table : {"DELETE FROM cases WHERE case_id = ?1", "DELETE FROM exhibits WHERE case_id = ?1",
                                  "DELETE FROM exhibit_entries WHERE case_id = ?1"}) {
    ROG_TRY_ASSIGN(Statement statement, index.prepare(table));
    ROG_TRY(statement.bind(1, std::string_view(case_id)).run());
  }
  return {};
}

/// Writes exhibits through statements that are prepared once.
class Writer {
 public:
  static Result<Writer> open(Database& index, std::string case_id) {
    ROG_TRY_ASSIGN(Statement row, index.prepare("INSERT INTO exhibits VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, "
                                                "?11, ?12, ?13)"));
    ROG_TRY_ASSIGN(Statement entry,
                   index.prepare("INSERT INTO exhibit_entries VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)"));
    return Writer(std::move(case_id), std::move(row), std::move(entry));
  }

  Result<void> write(const IndexedExhibit& exhibit) {
    ROG_TRY(write_row(exhibit.row));
    for (std::size_t i = 0; i < exhibit.entries.size(); ++i) {
      ROG_TRY(write_entry(exhibit.row.exhibit, i, exhibit.entries[i]));
    }
    return {};
  }

 private:
  Writer(std::string case_id, Statement row, Statement entry)
      : m_case(std::move(case_id)), m_row(std::move(row)), m_entry(std::move(entry)) {}

  Result<void> write_row(const ExhibitRow& row) {
    std::optional<std::string> kind, authority, name;
    if (row.kind) {
      kind = text_of(*row.kind);
    }
    if (row.now.custodian) {
      authority = row.now.custodian->authority;
      name = row.now.custodian->name;
    }
    bind_exhibit(m_row, row.exhibit).bind(4, row.title).bind(5, kind).bind(6, text_of(row.now.state));
    m_row.bind(7, authority).bind(8, name).bind(9, row.now.place).bind(10, row.now.seal);
    m_row.bind(11, static_cast<std::int64_t>(row.findings)).bind(12, static_cast<std::int64_t>(row.steps));
    return m_row.bind(13, std::int64_t{row.witnessed}).run();
  }

  Result<void> write_entry(const ExhibitId& exhibit, std::size_t position, const StoryEntry& entry) {
    const std::string log = entry.entry.log.text();
    bind_exhibit(m_entry, exhibit).bind(4, static_cast<std::int64_t>(position)).bind(5, std::string_view(log));
    m_entry.bind(6, static_cast<std::int64_t>(entry.entry.seq)).bind(7, ByteView(entry.hash.bytes));
    return m_entry.bind(8, std::int64_t{entry.witnessed}).run();
  }

  Statement& bind_exhibit(Statement& statement, const ExhibitId& exhibit) {
    return statement.bind(1, std::string_view(m_case))
        .bind(2, std::string_view(exhibit.authority))
        .bind(3, static_cast<std::int64_t>(exhibit.number));
  }

  std::string m_case;
  Statement m_row;
  Statement m_entry;
};

}  // namespace

Result<std::optional<IndexedCase>> find_case_in(Database& index, const ledger::CaseId& case_id,
                                                const crypto::Sha256& basis) {
  ROG_TRY_ASSIGN(Statement statement,
                 index.prepare("SELECT verified_at, unread FROM cases WHERE case_id = ?1 AND basis = ?2"));
  const std::string id = case_id.text();
  ROG_TRY_ASSIGN(const bool found, statement.bind(1, std::string_view(id)).bind(2, ByteView(basis.bytes)).step());
  if (!found) {
    return std::optional<IndexedCase>();
  }
  IndexedCase known{.verified_at = {}, .unread = static_cast<std::uint64_t>(statement.integer(1))};
  ROG_TRY_ASSIGN(known.verified_at, UtcTime::parse(statement.text(0)));
  return std::optional(known);
}

Result<std::vector<ExhibitRow>> load_rows(Database& index, const ledger::CaseId& case_id) {
  ROG_TRY_ASSIGN(Statement statement,
                 index.prepare("SELECT authority, number, title, kind, state, custodian_authority, custodian_name, "
                               "place, seal, findings, steps, witnessed FROM exhibits WHERE case_id = ?1 "
                               "ORDER BY authority, number"));
  const std::string id = case_id.text();
  statement.bind(1, std::string_view(id));
  std::vector<ExhibitRow> rows;
  for (;;) {
    ROG_TRY_ASSIGN(const bool found, statement.step());
    if (!found) {
      return rows;
    }
    ROG_TRY_ASSIGN(ExhibitRow row, read_row(statement));
    rows.push_back(std::move(row));
  }
}

Result<std::vector<StoryEntry>> load_story(Database& index, const ledger::CaseId& case_id, const ExhibitId& exhibit) {
  ROG_TRY_ASSIGN(Statement statement,
                 index.prepare("SELECT log, seq, entry, witnessed FROM exhibit_entries WHERE case_id = ?1 AND "
                               "authority = ?2 AND number = ?3 ORDER BY position"));
  const std::string id = case_id.text();
  statement.bind(1, std::string_view(id))
      .bind(2, std::string_view(exhibit.authority))
      .bind(3, static_cast<std::int64_t>(exhibit.number));
  std::vector<StoryEntry> entries;
  for (;;) {
    ROG_TRY_ASSIGN(const bool found, statement.step());
    if (!found) {
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
  const std::string verified_at = known.verified_at.text();
  ROG_TRY_ASSIGN(Transaction transaction, Transaction::begin(index, Transaction::Kind::writing));
  ROG_TRY(delete_rows(index, id));
  {
    ROG_TRY_ASSIGN(Writer writer, Writer::open(index, id));
    for (const IndexedExhibit& exhibit : exhibits) {
      ROG_TRY(writer.write(exhibit));
    }
    ROG_TRY_ASSIGN(Statement row, index.prepare("INSERT INTO cases VALUES (?1, ?2, ?3, ?4)"));
    row.bind(1, std::string_view(id)).bind(2, ByteView(basis.bytes)).bind(3, std::string_view(verified_at));
    ROG_TRY(row.bind(4, static_cast<std::int64_t>(known.unread)).run());
  }
  return transaction.commit();
}

}  // namespace rogatory::registry
