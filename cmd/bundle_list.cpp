// rogatory bundle list FILE
#include <algorithm>
#include <ranges>
#include <set>

#include "base/text.hpp"
#include "cmd/bundle_report.hpp"
#include "cmd/command.hpp"
#include "cmd/reading_options.hpp"

namespace rogatory::cmd {
namespace {

using bundle::ItemKind;
using bundle::ItemRecord;

/// Keeps the records until the verdict is known.
class Collector : public bundle::ContentVisitor {
 public:
  Result<void> on_item(const ItemRecord& record) override {
    items.push_back(record);
    return {};
  }
  std::vector<ItemRecord> items;
};

Json item_document(const ItemRecord& item) {
  Json::Object object{{"item", item.item},
                      {"kind", item.kind == ItemKind::file ? "file" : "directory"},
                      {"modified", item.modified.text()},
                      {"name", base::to_utf8_lossy(item.name)}};
  if (!base::is_utf8(item.name)) {
    object["name_bytes"] = base::to_base64(base::as_bytes(item.name));
  }
  if (item.kind == ItemKind::file) {
    object["media_type"] = item.media_type;
    object["sha256"] = item.sha256.hex();
    object["size"] = item.size;
  }
  if (item.exhibit) {
    object["exhibit"] = *item.exhibit;
  }
  if (!item.hashes.empty()) {
    object["hashes"] = Json::Object(item.hashes.begin(), item.hashes.end());
  }
  return object;
}

class BundleList : public Command {
 public:
  void setup(Options& options) override {
    options.argument("FILE", m_file, "the bundle to list");
    m_reading.setup(options);
  }

  [[nodiscard]] Help help() const override {
    return {
        .about =
            "Lists what is in a bundle: number, size, time, exhibit, SHA-256 and name. The whole bundle is verified "
            "on the way, and nothing is listed unless it passes.",
        .examples = {{"rogatory bundle list evidence.rog", ""},
                     {"rogatory bundle list --json --identity key.txt --trust roots evidence.rog", "without a home"}},
        .exits = {{0, "listed"},
                  {10, "no key and no home"},
                  {12, "no key fits"},
                  {20, "FAIL, as for verify (20 to 24)"}},
    };
  }

  Result<int> run(Context& context) override {
    ROG_TRY_ASSIGN(const base::Fd fd, bundle::open_bundle(context.fs, m_file));
    ROG_TRY_ASSIGN(const registry::ReadingAccess access,
                   m_reading.access(context, registry::KeyUse::required, {m_file}));
    Collector collector;
    ROG_TRY_ASSIGN(const bundle::Report report,
                   bundle::verify(context.fs, fd.get(), m_file, access.trust,
                                  {.identities = access.identities, .file_key = nullptr}, collector, context.progress));
    if (report.verdict != bundle::Verdict::pass) {
      show_report(context.ui, m_file, report);
      context.ui.document(
          Json::Object{{"bundles", Json::Array{report_document(m_file, report)}}, {"status", report.exit_status()}});
      return report.exit_status();
    }
    show(context.ui, collector.items);
    return 0;
  }

 private:
  /// Has a column of each other hash that any item has.
  static Table table_for(const std::set<std::string>& also) {
    std::vector<Column> columns{{"ITEM", Align::right}, {"SIZE", Align::right}, {"MODIFIED"}, {"EXHIBIT"}, {"SHA-256"}};
    for (const std::string& algorithm : also) {
      columns.push_back({algorithm == "md5" ? "MD5" : "SHA-1"});
    }
    columns.push_back({"NAME"});
    return Table(std::move(columns));
  }

  static std::vector<Piece> row_of(const ItemRecord& item, const std::set<std::string>& also) {
    const bool is_file = item.kind == ItemKind::file;
    std::vector<Piece> cells{{std::to_string(item.item)},
                             {is_file ? std::to_string(item.size) : "-"},
                             {item.modified.text()},
                             {item.exhibit.value_or("-")},
                             {is_file ? item.sha256.hex() : "-"}};
    for (const std::string& algorithm : also) {
      const auto found = item.hashes.find(algorithm);
      cells.push_back({found == item.hashes.end() ? "-" : found->second});
    }
    cells.push_back({is_file ? item.name : item.name + "/"});
    return cells;
  }

  void show(Ui& ui, const std::vector<ItemRecord>& items) const {
    std::set<std::string> also;
    for (const ItemRecord& item : items) {
      std::ranges::copy(std::views::keys(item.hashes), std::inserter(also, also.end()));
    }
    Table table = table_for(also);
    Json::Array documents;
    for (const ItemRecord& item : items) {
      table.row(row_of(item, also));
      if (ui.json()) {
        documents.push_back(item_document(item));
      }
    }
    ui.table(table);
    ui.document(Json::Object{{"file", base::to_utf8_lossy(m_file)}, {"items", std::move(documents)}});
  }

  std::string m_file;
  ReadingOptions m_reading;
};

}  // namespace

std::unique_ptr<Command> make_bundle_list() { return std::make_unique<BundleList>(); }

}  // namespace rogatory::cmd
