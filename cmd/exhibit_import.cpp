// rogatory exhibit import CASE FILE.csv
#include "registry/exhibit_import.hpp"
#include "base/text.hpp"
#include "cmd/custody_view.hpp"
#include "cmd/custody_writer.hpp"
#include "cmd/home_access.hpp"

namespace rogatory::cmd {
namespace {

using registry::ExhibitImport;
using Events = std::vector<ledger::ExhibitEvent>;

class ExhibitImportCommand : public Command {
 public:
  void setup(Options& options) override {
    options.argument("CASE", m_case, "a case of this home, by id, reference or title");
    options.argument("FILE", m_file, "a table of comma-separated values, in UTF-8");
    options.text("--compartment", m_compartment, "C", "of the case (default: main)");
  }

  [[nodiscard]] Help help() const override {
    return {.about =
                "Registers the exhibits of a table, one a line, each with how it came here: all of them, or none where "
                "one line is wrong. Then each wrong line is named. The manual has the columns; title is required.",
            .examples = {{"rogatory exhibit import 3f9a seizure.csv", "the list that was made on the spot"}},
            .exits = exits()};
  }

  Result<int> run(Context& context) override {
    Result<Bytes> loaded = base::load_file(context.fs, m_file, registry::k_exhibit_limits.bytes);
    if (!loaded) {
      return fail(about_handed_file(std::move(loaded).error()));
    }
    const Bytes& text = *loaded;
    ROG_TRY_ASSIGN(CustodyDesk desk, CustodyDesk::open(context, m_case, m_compartment));
    const CustodyOptions::Defaults defaults = desk.defaults();
    const std::string authority = desk.home().authority();
    Result<ExhibitImport> read = registry::read_exhibits(
        text, {.authority = authority, .officer = defaults.officer, .zone = defaults.zone, .now = defaults.now});
    if (!read) {
      return fail(std::move(read).error().while_(m_file).next("rogatory-exhibit(1) describes the table"));
    }
    if (!read->faults.empty() || read->rows.empty()) {
      return refuse(context.ui, authority, *read);
    }
    const Result<registry::WrittenCustody> written =
        desk.write([&](const ledger::CustodyTable& table) -> Result<Events> {
          Events events = registry::number_exhibits(*read, table, authority);
          return events.empty() ? Result<Events>(fail(ErrorCode::malformed, "lines are wrong"))
                                : Result<Events>(events);
        });
    if (!read->faults.empty()) {
      return refuse(context.ui, authority, *read);
    }
    ROG_TRY(written);
    show(context.ui, authority, *read, *written);
    return 0;
  }

 private:
  static std::vector<ExitLine> exits() {
    std::vector<ExitLine> exits = custody_exits({0, "all lines are registered"});
    for (ExitLine& line : exits) {
      if (line.status == exit_status(ErrorCode::malformed)) {
        line.meaning = "no such table, or lines are wrong; nothing was written";
      }
    }
    return exits;
  }

  Result<int> refuse(Ui& ui, const std::string& authority, const ExhibitImport& read) const {
    Json::Array faults;
    for (const base::CsvFault& fault : read.faults) {
      ui.line({{m_file + ", line " + std::to_string(fault.line) + ": ", Tone::bad}, {fault.why}});
      faults.push_back(Json::Object{{"line", fault.line}, {"why", base::to_utf8_lossy(fault.why)}});
    }
    ui.warn(read.rows.empty() && read.faults.empty()
                ? "there is no line in the table"
                : base::counted(read.faults.size(), "line is", "lines are") + " wrong: nothing was written");
    ui.document(Json::Object{{"authority", authority}, {"faults", std::move(faults)}, {"rows", Json::Array()}});
    return exit_status(ErrorCode::malformed);
  }

  static void show(Ui& ui, const std::string& authority, const ExhibitImport& read,
                   const registry::WrittenCustody& written) {
    Json::Array rows;
    for (const registry::ImportedExhibit& row : read.rows) {
      rows.push_back(Json::Object{{"exhibit", row.item.exhibit.text()}, {"line", row.line}});
    }
    const ledger::Appended& appended = written.written.appended;
    ui.line({{"registered ", Tone::good}, {base::counted(read.rows.size(), "exhibit"), Tone::strong}});
    ui.line("  first      " + read.rows.front().item.exhibit.text());
    ui.line("  last       " + read.rows.back().item.exhibit.text());
    ui.line("  entries    " + written.written.log.text() + ":" + std::to_string(appended.first) + " to " +
            written.written.name());
    if (!written.findings.empty()) {
      ui.warn(base::counted(written.findings.size(), "finding") + " on what was imported: exhibit list says where");
    }
    ui.document(Json::Object{{"authority", authority}, {"faults", Json::Array()}, {"rows", std::move(rows)}});
  }

  std::string m_case, m_file;
  std::string m_compartment = "main";
};

}  // namespace

std::unique_ptr<Command> make_exhibit_import() { return std::make_unique<ExhibitImportCommand>(); }

}  // namespace rogatory::cmd
