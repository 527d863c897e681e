#include "registry/authority_import.hpp"

#include <algorithm>
#include <array>
#include <map>
#include <utility>

#include "base/text.hpp"
#include "crypto/card_fields.hpp"
#include "registry/authority_store.hpp"
#include "registry/zones.hpp"

namespace rogatory::registry {
namespace {

constexpr std::array<std::string_view, 4> k_required{"country", "id", "role", "source"};
constexpr std::array<std::string_view, 9> k_columns{"address",   "as_of", "calendar", "country", "id",
                                                    "languages", "role",  "source",   "zone"};

Error wrong_header(const std::string& why) {
  return Error(ErrorCode::malformed, "line 1: " + why)
      .next("the columns are id, country, role, source and, as wanted, address, as_of, calendar, languages, zone");
}

Result<void> check_header(const base::CsvTable& table) {
  for (const std::string& name : table.header) {
    if (std::ranges::find(k_columns, name) == k_columns.end()) {
      const bool semicolons = table.header.size() == 1 && name.contains(';');
      return fail(semicolons ? wrong_header("the cells are separated by semicolons, not commas")
                             : wrong_header("there is no column " + name));
    }
  }
  for (const std::string_view name : k_required) {
    if (!table.column(name)) {
      return fail(wrong_header("the column " + std::string(name) + " is missing"));
    }
  }
  return {};
}

std::string cell(const base::CsvTable& table, const base::CsvRow& row, std::string_view name) {
  const std::optional<std::size_t> column = table.column(name);
  return column ? row.cells[*column] : std::string();
}

/// Whether an error says that a row is wrong; all others mean that the row could not be judged.
bool is_fault_of_row(ErrorCode code) {
  return code == ErrorCode::usage || code == ErrorCode::malformed || code == ErrorCode::refused;
}

/// Judges row after row against the rows before and what the home knows.
class Importer {
 public:
  Importer(const Home& home, const base::CsvTable& table, UtcTime now)
      : m_home(home), m_table(table), m_now(now), m_calendars(home) {}

  Result<Kept> take(const base::CsvRow& row) {
    ROG_TRY_ASSIGN(Authority authority, read(row));
    ROG_TRY(check_authority(m_home.fs(), authority));
    if (authority.id == m_home.authority()) {
      return fail(ErrorCode::refused, authority.id + " is the authority of this home itself");
    }
    if (const auto [first, is_new] = m_lines.emplace(authority.id, row.line); !is_new) {
      return fail(ErrorCode::malformed, authority.id + " stands in line " + std::to_string(first->second) + " already");
    }
    ROG_TRY_ASSIGN(const Kept kept, compare(authority));
    note_gap(authority, row.line);
    if (kept != Kept::unchanged) {
      m_to_save.push_back(std::move(authority));
    }
    return kept;
  }

  [[nodiscard]] const std::vector<Authority>& to_save() const { return m_to_save; }
  /// Of the rows that were taken.
  [[nodiscard]] const std::vector<ImportedGap>& gaps() const { return m_gaps; }

 private:
  Result<Authority> read(const base::CsvRow& row) {
    Authority authority;
    authority.as_of = cell(m_table, row, "as_of");
    authority.calendar = cell(m_table, row, "calendar");
    authority.country = cell(m_table, row, "country");
    authority.id = cell(m_table, row, "id");
    authority.role = cell(m_table, row, "role");
    authority.source = cell(m_table, row, "source");
    authority.zone = cell(m_table, row, "zone");
    if (std::string address = cell(m_table, row, "address"); !address.empty()) {
      authority.address = std::move(address);
    }
    const std::string languages = cell(m_table, row, "languages");
    for (const std::string_view language : base::split(languages, ' ')) {
      if (!language.empty()) {
        authority.languages.emplace_back(language);
      }
    }
    if (authority.zone.empty() && crypto::is_country(authority.country)) {
      ROG_TRY_ASSIGN(authority.zone, zone_of(authority.country));
    }
    ROG_TRY(complete_authority(m_home.fs(), authority, m_now));
    return authority;
  }

  /// Asked once a country: a table has thousands of rows.
  Result<std::string> zone_of(const std::string& country) {
    auto known = m_zones.find(country);
    if (known == m_zones.end()) {
      Result<std::string> zone = only_zone_of_country(m_home.fs(), country);
      if (!zone) {
        zone = fail(ErrorCode::usage, zone.error().sentence() + ": " + zone.error().why());
      }
      known = m_zones.emplace(country, std::move(zone)).first;
    }
    return known->second;
  }

  void note_gap(const Authority& authority, std::size_t line) {
    std::optional<CalendarGap> gap = calendar_gap(m_calendars, authority.calendar, authority.country);
    if (!gap) {
      return;
    }
    const auto [place, is_new] = m_gap_places.emplace(std::pair(gap->calendar, gap->instead), m_gaps.size());
    if (is_new) {
      m_gaps.push_back({.gap = *std::move(gap), .lines = {}});
    }
    m_gaps[place->second].lines.push_back(line);
  }

  [[nodiscard]] Result<Kept> compare(const Authority& authority) const {
    const Result<Authority> known = load_authority(m_home, authority.id);
    if (!known && known.error().code() == ErrorCode::not_found) {
      return Kept::added;
    }
    ROG_TRY(known);
    if (*known == authority) {
      return Kept::unchanged;
    }
    if (authority.as_of < known->as_of) {
      return fail(ErrorCode::refused,
                  authority.id + " is of " + authority.as_of + " here, and of " + known->as_of + " in this home");
    }
    return Kept::replaced;
  }

  const Home& m_home;
  const base::CsvTable& m_table;
  const UtcTime m_now;
  Calendars m_calendars;
  std::map<std::string, std::size_t> m_lines;
  std::map<std::string, Result<std::string>> m_zones;
  std::vector<Authority> m_to_save;
  std::vector<ImportedGap> m_gaps;
  std::map<std::pair<std::string, std::string>, std::size_t> m_gap_places;  ///< by calendar and what is taken instead
};

}  // namespace

Result<ImportReport> import_authorities(const Home& home, ByteView csv, const Clock& clock) {
  ROG_TRY_ASSIGN(const base::CsvTable table, base::parse_csv(csv, k_import_limits));
  ROG_TRY(check_header(table));
  ROG_TRY_ASSIGN(const base::FileLock lock, home.lock_exclusive());
  Importer importer(home, table, clock.now());
  ImportReport report{.lines = {}, .faults = table.faults, .gaps = {}};
  for (const base::CsvRow& row : table.rows) {
    Result<Kept> kept = importer.take(row);
    if (kept) {
      report.lines.push_back({.line = row.line, .id = cell(table, row, "id"), .kept = *kept});
    } else if (!is_fault_of_row(kept.error().code())) {
      return fail(std::move(kept).error().while_("line " + std::to_string(row.line)));
    } else {
      report.faults.push_back({.line = row.line, .why = kept.error().sentence()});
    }
  }
  if (!report.faults.empty()) {
    std::ranges::sort(report.faults, {}, &base::CsvFault::line);
    report.lines.clear();
    return report;
  }
  report.gaps = importer.gaps();
  if (!importer.to_save().empty()) {
    ROG_TRY_DOING(save_authorities(home, importer.to_save()), "nothing was imported");
  }
  return report;
}

}  // namespace rogatory::registry
