#include "registry/exhibit_import.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <set>

#include "base/text.hpp"
#include "ledger/event.hpp"

namespace rogatory::registry {
namespace {

using ledger::CustodyAct;
using ledger::CustodyEvent;
using ledger::ExhibitId;
using ledger::ExhibitKind;

constexpr std::array<std::string_view, 19> k_columns{
    "at",     "by",     "condition", "container", "description", "event", "file",  "from",    "hashes", "kind",
    "number", "parent", "place",     "purpose",   "reason",      "seal",  "title", "warrant", "witness"};

Error wrong_header(const std::string& why) {
  return Error(ErrorCode::malformed, "line 1: " + why)
      .next(
          "the columns are title and, as wanted, at, by, condition, container, description, event, file, from, hashes, "
          "kind, number, parent, place, purpose, reason, seal, warrant, witness");
}

Result<void> check_header(const base::CsvTable& table) {
  for (const std::string& name : table.header) {
    if (std::ranges::find(k_columns, name) == k_columns.end()) {
      const bool semicolons = table.header.size() == 1 && name.find(';') != std::string::npos;
      return fail(semicolons ? wrong_header("the cells are separated by semicolons, not commas")
                             : wrong_header("there is no column " + name));
    }
  }
  if (!table.column("title")) {
    return fail(wrong_header("the column title is missing"));
  }
  return {};
}

/// The cells of one row, by the names of their columns.
class Row {
 public:
  Row(const base::CsvTable& table, const base::CsvRow& row) : m_table(&table), m_row(&row) {}
  [[nodiscard]] std::optional<std::string> cell(std::string_view name) const {
    const std::optional<std::size_t> column = m_table->column(name);
    if (!column || m_row->cells[*column].empty()) {
      return std::nullopt;
    }
    return m_row->cells[*column];
  }

 private:
  const base::CsvTable* m_table;
  const base::CsvRow* m_row;
};

Result<std::uint64_t> parse_exhibit_number(std::string_view text) {
  std::uint64_t number = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (error != std::errc{} || end != text.data() + text.size() || number < 1 || number > ledger::k_most_exhibits ||
      text.front() == '0') {
    return fail(ErrorCode::malformed, "number: not 1 to 999999: " + std::string(text));
  }
  return number;
}

Result<ledger::ExhibitRegistered> read_item(const Row& row, const ImportDefaults& defaults) {
  ledger::ExhibitRegistered item;
  item.title = row.cell("title").value_or("");
  item.description = row.cell("description");
  item.file = row.cell("file");
  item.exhibit.authority = defaults.authority;
  if (const auto kind = row.cell("kind")) {
    ROG_TRY_ASSIGN(item.kind, ledger::parse_exhibit_kind(*kind));
  }
  if (const auto number = row.cell("number")) {
    ROG_TRY_ASSIGN(item.exhibit.number, parse_exhibit_number(*number));
  }
  if (const auto parent = row.cell("parent")) {
    ROG_TRY_ASSIGN(item.parent, exhibit_named(*parent, defaults.authority));
  }
  return item;
}

Result<std::vector<ledger::ScopedHash>> read_hash_cell(const std::string& cell) {
  std::vector<ledger::ScopedHash> hashes;
  for (const std::string_view text : base::split(cell, ' ')) {
    ROG_TRY_ASSIGN(ledger::ScopedHash hash, ledger::parse_scoped_hash(text));
    hashes.push_back(std::move(hash));
  }
  std::ranges::sort(hashes);
  return hashes;
}

Result<CustodyEvent> read_event(const Row& row, const ImportDefaults& defaults) {
  CustodyEvent event;
  const std::string word = row.cell("event").value_or("identified");
  const std::optional<CustodyAct> act = ledger::find_custody_act(word);
  const bool begins =
      act && (*act == CustodyAct::identified || ledger::row_of(*act).effect == ledger::CustodyEffect::takes);
  if (!begins) {
    return fail(ErrorCode::malformed, "event: not one by which an exhibit comes here: " + word);
  }
  event.act = *act;
  event.actor.name = row.cell("by").value_or(defaults.officer);
  event.happened_at.at = defaults.now;
  if (!defaults.zone.empty()) {
    event.happened_at.zone = defaults.zone;
  }
  if (const auto at = row.cell("at")) {
    ROG_TRY_ASSIGN(event.happened_at.at, UtcTime::parse(*at));
    event.happened_at.known = ledger::TimeKnown::document;
  }
  if (const auto from = row.cell("from")) {
    event.counterpart = ledger::Person{.authority = {}, .name = from, .organisation = {}, .role = {}};
  }
  if (const auto hashes = row.cell("hashes")) {
    ROG_TRY_ASSIGN(event.hashes, read_hash_cell(*hashes));
  }
  if (const auto seal = row.cell("seal")) {
    event.seal = ledger::SealSeen{.after = seal, .before = {}, .intact = {}};
  }
  event.condition = row.cell("condition");
  event.container = row.cell("container");
  event.place = row.cell("place");
  event.purpose = row.cell("purpose");
  event.reason = row.cell("reason");
  event.warrant = row.cell("warrant");
  event.witness = row.cell("witness");
  return event;
}

/// Whether every reader takes what would be entered; a number that comes later does not matter.
Result<void> check_row(ImportedExhibit row) {
  row.item.exhibit.number = row.item.exhibit.number == 0 ? ledger::k_most_exhibits : row.item.exhibit.number;
  row.event.exhibit = row.item.exhibit;
  ROG_TRY(ledger::check_event(ledger::ExhibitRegistered::k_type, row.item.fields()));
  ROG_TRY(ledger::check_event(row.event.type(), row.event.fields()));
  return {};
}

Result<ImportedExhibit> read_row(const base::CsvTable& table, const base::CsvRow& cells,
                                 const ImportDefaults& defaults) {
  const Row row(table, cells);
  ImportedExhibit read{.line = cells.line, .item = {}, .event = {}};
  ROG_TRY_ASSIGN(read.item, read_item(row, defaults));
  ROG_TRY_ASSIGN(read.event, read_event(row, defaults));
  ROG_TRY(check_row(read));
  return read;
}

}  // namespace

Result<ExhibitImport> read_exhibits(ByteView csv, const ImportDefaults& defaults) {
  ROG_TRY_ASSIGN(const base::CsvTable table, base::parse_csv(csv, k_exhibit_limits));
  ROG_TRY(check_header(table));
  ExhibitImport import{.rows = {}, .faults = table.faults};
  for (const base::CsvRow& cells : table.rows) {
    Result<ImportedExhibit> row = read_row(table, cells, defaults);
    if (row) {
      import.rows.push_back(*std::move(row));
    } else {
      import.faults.push_back({.line = cells.line, .why = row.error().sentence()});
    }
  }
  std::ranges::sort(import.faults, {}, &base::CsvFault::line);
  return import;
}

std::vector<ledger::ExhibitEvent> number_exhibits(ExhibitImport& import, const ledger::CustodyTable& table,
                                                  const std::string& authority) {
  std::set<ExhibitId> known;
  std::uint64_t highest = 0;
  const auto take = [&](const ExhibitId& exhibit) {
    highest = exhibit.authority == authority ? std::max(highest, exhibit.number) : highest;
    return known.insert(exhibit).second;
  };
  for (const auto& [exhibit, story] : table) {
    take(exhibit);
  }
  for (const ImportedExhibit& row : import.rows) {
    if (row.item.exhibit.number != 0 && !take(row.item.exhibit)) {
      import.faults.push_back({.line = row.line, .why = "there is an exhibit " + row.item.exhibit.text() + " already"});
    }
  }
  std::vector<ledger::ExhibitEvent> events;
  for (ImportedExhibit& row : import.rows) {
    if (row.item.parent && !known.contains(*row.item.parent)) {
      import.faults.push_back({.line = row.line, .why = "parent: there is no exhibit " + row.item.parent->text()});
    }
    if (row.item.exhibit.number == 0) {
      row.item.exhibit.number = highest + 1;
      take(row.item.exhibit);
    }
    if (row.item.exhibit.number > ledger::k_most_exhibits) {
      import.faults.push_back({.line = row.line, .why = "an authority has at most 999999 exhibits in a case"});
    }
    row.event.exhibit = row.item.exhibit;
    events.emplace_back(row.item);
    events.emplace_back(row.event);
  }
  std::ranges::stable_sort(import.faults, {}, &base::CsvFault::line);
  return import.faults.empty() ? events : std::vector<ledger::ExhibitEvent>();
}

}  // namespace rogatory::registry
