// rogatory authority import FILE.csv
#include "registry/authority_import.hpp"

#include <algorithm>

#include "cmd/calendar_access.hpp"
#include "cmd/home_access.hpp"

namespace rogatory::cmd {
namespace {

constexpr std::size_t k_named_lines = 5;

class AuthorityImportCommand : public Command {
 public:
  void setup(Options& options) override { options.argument("FILE", m_file, "a table (CSV in UTF-8)"); }

  [[nodiscard]] Help help() const override {
    return {.about =
                "Enters authorities from a table whose first line names the columns: id, country, role and source, "
                "and as wanted address, as_of, calendar, languages (separated by spaces) and zone. All rows are "
                "taken or none: where one is wrong, each wrong line is named and nothing changes. A row replaces what "
                "is known, unless its day (as_of) is older. Of a calendar that nobody here has, a warning names the "
                "lines and by what their dates are counted.",
            .examples = {{"rogatory authority import atlas.csv", "a directory, once or again"}},
            .exits = {{0, "all rows are entered"},
                      {10, "there is no home, or no such file"},
                      {11, "another program changes the home"},
                      {24, "no such table, or lines are wrong; nothing was changed"},
                      {50, "the disk is full; nothing was changed"}}};
  }

  Result<int> run(Context& context) override {
    ROG_TRY_ASSIGN(const registry::Home home, open_home(context));
    const Result<registry::ImportReport> report = import(context, home);
    if (!report) {
      return fail(Error(report.error())
                      .next(report.error().code() == ErrorCode::not_found
                                ? "check the path of the table"
                                : "rogatory-authority(1) describes the table"));
    }
    show(context.ui, home, *report);
    context.ui.document(document(home, *report));
    return report->faults.empty() ? 0 : base::exit_status(ErrorCode::malformed);
  }

 private:
  [[nodiscard]] Result<registry::ImportReport> import(const Context& context, const registry::Home& home) const {
    ROG_TRY_ASSIGN(const Bytes table, base::load_file(context.fs, m_file, registry::k_import_limits.bytes));
    Result<registry::ImportReport> report = registry::import_authorities(home, table, context.clock);
    return report ? std::move(report) : fail(std::move(report).error().while_(m_file));
  }

  void show(Ui& ui, const registry::Home& home, const registry::ImportReport& report) const {
    for (const base::CsvFault& fault : report.faults) {
      ui.line({{m_file + ", line " + std::to_string(fault.line) + ": ", Tone::bad}, {fault.why}});
    }
    if (!report.faults.empty()) {
      ui.warn(lines(report.faults.size()) + " wrong: nothing was imported for " + speaker(home));
      ui.note("next: correct the table and run the same command again");
      return;
    }
    using registry::Kept;
    ui.line("Authorities known to " + speaker(home) + ": " + std::to_string(count(report, Kept::added)) + " added, " +
            std::to_string(count(report, Kept::replaced)) + " replaced, " +
            std::to_string(count(report, Kept::unchanged)) + " unchanged");
    for (const registry::ImportedGap& unknown : report.gaps) {
      ui.warn(m_file + ", " + places(unknown.lines) + ": " + text_of(unknown.gap));
    }
  }

  /// "line 3", "lines 3, 5 and 7", or of many "lines 3, 5, 7, 8, 9 and 195 more".
  static std::string places(const std::vector<std::size_t>& lines) {
    if (lines.size() == 1) {
      return "line " + std::to_string(lines.front());
    }
    const std::size_t named = lines.size() <= k_named_lines ? lines.size() - 1 : k_named_lines;
    std::string text = "lines ";
    for (std::size_t i = 0; i < named; ++i) {
      text += (i == 0 ? "" : ", ") + std::to_string(lines[i]);
    }
    return text + " and " +
           (named + 1 == lines.size() ? std::to_string(lines.back()) : std::to_string(lines.size() - named) + " more");
  }

  static std::string lines(std::size_t count) {
    return std::to_string(count) + (count == 1 ? " line is" : " lines are");
  }

  static std::size_t count(const registry::ImportReport& report, registry::Kept kept) {
    return static_cast<std::size_t>(std::ranges::count(report.lines, kept, &registry::ImportedLine::kept));
  }

  static Json document(const registry::Home& home, const registry::ImportReport& report) {
    Json::Array faults;
    for (const base::CsvFault& fault : report.faults) {
      faults.emplace_back(Json::Object{{"line", fault.line}, {"why", fault.why}});
    }
    Json::Array rows;
    for (const registry::ImportedLine& line : report.lines) {
      rows.emplace_back(Json::Object{{"id", line.id}, {"line", line.line}, {"result", registry::text_of(line.kept)}});
    }
    Json::Array warnings;
    for (const registry::ImportedGap& unknown : report.gaps) {
      Json::Object warning = document_of(unknown.gap);
      warning.emplace("lines", Json::Array(unknown.lines.begin(), unknown.lines.end()));
      warnings.emplace_back(std::move(warning));
    }
    return Json::Object{{"authority", home.authority()},
                        {"faults", std::move(faults)},
                        {"rows", std::move(rows)},
                        {"warnings", std::move(warnings)}};
  }

  std::string m_file;
};

}  // namespace

std::unique_ptr<Command> make_authority_import() { return std::make_unique<AuthorityImportCommand>(); }

}  // namespace rogatory::cmd
