#include "cmd/step_table.hpp"

#include <algorithm>
#include <array>
#include <functional>

#include "base/csv.hpp"
#include "base/text.hpp"
#include "crypto/card.hpp"

namespace rogatory::cmd {
namespace {

constexpr base::CsvLimits k_step_limits{.bytes = std::size_t{16} * 1024 * 1024, .rows = 10'000};
constexpr std::size_t k_faults_shown = 5;

FreeText literal(const std::string& cell) { return {.given = cell, .is_literal = true}; }

/// What a cell that is not empty sets; usage where it is of no form.
Result<void> set_cell(StepRow& row, std::string_view column, const std::string& cell) {
  StepWords& words = row.words;
  const std::array<std::pair<std::string_view, std::string*>, 5> plain{{{"request", &row.request},
                                                                        {"event", &words.event},
                                                                        {"role", &row.role},
                                                                        {"known", &words.known},
                                                                        {"means", &words.means}}};
  const std::array<std::pair<std::string_view, std::optional<std::string>*>, 3> times{
      {{"at", &words.at}, {"zone", &words.zone}, {"date", &words.date}}};
  const std::array<std::pair<std::string_view, FreeText*>, 6> texts{{{"told_by", &words.told_by},
                                                                     {"ref", &words.ref},
                                                                     {"ground", &words.ground},
                                                                     {"reason", &words.reason},
                                                                     {"consultation", &words.consultation},
                                                                     {"note", &words.note}}};
  const auto named = [&](const auto& entry) { return entry.first == column; };
  if (const auto found = std::ranges::find_if(plain, named); found != plain.end()) {
    *found->second = cell;
  } else if (const auto time = std::ranges::find_if(times, named); time != times.end()) {
    *time->second = cell;
  } else if (const auto text = std::ranges::find_if(texts, named); text != texts.end()) {
    *text->second = literal(cell);
  } else if (column == "occurrence") {
    ROG_TRY_ASSIGN(words.occurrence, parse_number(cell, 1, ledger::k_most_occurrences, "occurrence"));
  } else if (column == "condition") {
    words.conditions = {cell};
  } else {
    words.documents = {cell};
  }
  return {};
}

constexpr std::array<std::string_view, 17> k_step_columns{
    "request", "event",  "role",   "known",        "means", "at",         "zone",      "date",    "told_by",
    "ref",     "ground", "reason", "consultation", "note",  "occurrence", "condition", "document"};

Result<void> check_header(const base::CsvTable& table) {
  for (const std::string& name : table.header) {
    if (std::ranges::count(k_step_columns, name) == 0) {
      return fail(Error(ErrorCode::malformed, "there is no column " + name)
                      .next("one of: " + base::join({k_step_columns.begin(), k_step_columns.end()}, ", ")));
    }
  }
  for (const std::string_view needed : {"request", "event"}) {
    if (!table.column(needed)) {
      return fail(Error(ErrorCode::malformed, "the table has no column " + std::string(needed))
                      .next("rogatory-request(1) names the columns"));
    }
  }
  return {};
}

Result<StepRow> read_row(const base::CsvTable& table, const base::CsvRow& cells, const StepWords& defaults) {
  StepRow row{.line = cells.line, .words = defaults};
  for (std::size_t i = 0; i < cells.cells.size(); ++i) {
    if (!cells.cells[i].empty()) {
      ROG_TRY(set_cell(row, table.header[i], cells.cells[i]));
    }
  }
  if (row.request.empty() || row.words.event.empty()) {
    return fail(ErrorCode::usage, "it names no request or no event");
  }
  if (!row.role.empty() && !crypto::is_request_role(row.role)) {
    return fail(ErrorCode::usage, "no role in a request is called " + row.role);
  }
  ROG_TRY(check_step_words(row.words));
  return row;
}

Error faulty(const std::vector<base::CsvFault>& faults) {
  std::vector<std::string> lines;
  for (const base::CsvFault& fault : faults) {
    if (lines.size() == k_faults_shown) {
      lines.emplace_back("and " + std::to_string(faults.size() - k_faults_shown) + " more");
      break;
    }
    lines.push_back("line " + std::to_string(fault.line) + ": " + fault.why);
  }
  return Error(ErrorCode::malformed, base::counted(faults.size(), "line") + " of the table cannot be entered")
      .because(base::join(lines, "; "))
      .next("mend them and enter the table again: nothing of it was entered");
}

}  // namespace

Result<std::vector<StepRow>> read_step_table(ByteView csv, const StepWords& defaults) {
  ROG_TRY_ASSIGN(const base::CsvTable table, base::parse_csv(csv, k_step_limits));
  ROG_TRY(check_header(table));
  std::vector<base::CsvFault> faults = table.faults;
  std::vector<StepRow> rows;
  for (const base::CsvRow& cells : table.rows) {
    if (Result<StepRow> row = read_row(table, cells, defaults)) {
      rows.push_back(*std::move(row));
    } else {
      faults.push_back({.line = cells.line, .why = row.error().sentence()});
    }
  }
  if (!faults.empty()) {
    std::ranges::sort(faults, {}, &base::CsvFault::line);
    return fail(faulty(faults));
  }
  if (rows.empty()) {
    return fail(ErrorCode::malformed, "the table has no line");
  }
  return rows;
}

}  // namespace rogatory::cmd
