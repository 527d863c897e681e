// rogatory bundle open FILE [-C DIR] [--item N|PATH]…
#include <algorithm>

#include "base/text.hpp"
#include "bundle/format.hpp"
#include "bundle/restore.hpp"
#include "cmd/bundle_report.hpp"
#include "cmd/command.hpp"
#include "cmd/reading_options.hpp"

namespace rogatory::cmd {
namespace {

using bundle::ItemRecord;
using bundle::Restored;

/// Finds the numbers of items asked for by name: the name itself, or everything below a directory.
class Finder : public bundle::ContentVisitor {
 public:
  explicit Finder(const std::vector<std::string>& wanted) : m_wanted(wanted), m_found(wanted.size()) {}

  Result<void> on_item(const ItemRecord& record) override {
    for (std::size_t i = 0; i < m_wanted.size(); ++i) {
      if (record.name == m_wanted[i] || record.name.starts_with(m_wanted[i] + "/")) {
        m_found[i] = true;
        items.insert(record.item);
      }
    }
    return {};
  }
  [[nodiscard]] std::vector<std::string> missing() const {
    std::vector<std::string> names;
    for (std::size_t i = 0; i < m_wanted.size(); ++i) {
      if (!m_found[i]) {
        names.push_back(m_wanted[i]);
      }
    }
    return names;
  }
  std::set<std::uint64_t> items;

 private:
  const std::vector<std::string>& m_wanted;
  std::vector<bool> m_found;
};

Json document(const std::string& file, const std::string& target, const Restored& restored) {
  Json::Array changed;
  for (const Restored::Changed& change : restored.changed) {
    changed.push_back(Json::Object{{"is", base::to_utf8_lossy(change.is)},
                                   {"item", change.item},
                                   {"reason", change.reason},
                                   {"was", base::to_utf8_lossy(change.was)}});
  }
  return Json::Object{{"bytes", restored.bytes},
                      {"changed", std::move(changed)},
                      {"directories", restored.directories},
                      {"files", restored.files},
                      {"report", report_document(file, restored.report)},
                      {"target", base::to_utf8_lossy(target)}};
}

class BundleOpen : public Command {
 public:
  void setup(Options& options) override {
    options.argument("FILE", m_file, "the bundle to open");
    options.text("-C,--directory", m_target, "DIR", "where to put what is inside (default: the bundle's name, here)");
    options.list("--item", m_wanted, "N|PATH", "only this item, or everything below this directory");
    m_reading.setup(options);
  }

  [[nodiscard]] Help help() const override {
    return {
        .about =
            "Verifies a bundle and restores what is inside: bytes, names and times, below DIR and never outside it, "
            "never over an existing file. Nothing appears unless everything was verified.",
        .examples = {{"rogatory bundle open evidence.rog", "into the directory of the bundle's name"},
                     {"rogatory bundle open -C case-42 --item mail/ evidence.rog", "one directory of it"}},
        .exits = {{0, "opened"},
                  {10, "no such file or item; no key and no home"},
                  {12, "wrong passphrase, or no key fits"},
                  {20, "FAIL, as for verify (20 to 24): nothing was restored"},
                  {31, "a name exists in DIR already"},
                  {50, "no space left"}},
    };
  }

  Result<int> run(Context& context) override {
    ROG_TRY_ASSIGN(const base::Fd fd, bundle::open_bundle(context.fs, m_file));
    ROG_TRY_ASSIGN(const registry::ReadingAccess access,
                   m_reading.access(context, registry::KeyUse::required, {m_file}));
    const bundle::Keys keys{.identities = access.identities, .file_key = nullptr};
    bundle::RestoreOptions options;
    ROG_TRY_ASSIGN(options.target, target(context, access, fd.get()));
    ROG_TRY_ASSIGN(Wanted wanted, wanted_items(context, access, fd.get()));
    if (wanted.refused) {
      Restored nothing;
      nothing.report = *std::move(wanted.refused);
      return tell(context.ui, options.target, nothing);
    }
    options.items = std::move(wanted.items);
    ROG_TRY_ASSIGN(std::string records,
                   access.home ? Result<std::string>(registry::records_of(*access.home)) : context.records());
    registry::Unfinished unfinished(context.fs, std::move(records));
    ROG_TRY_ASSIGN(const Restored restored, bundle::restore(context.fs, fd.get(), m_file, access.trust, keys, options,
                                                            unfinished, context.progress));
    return tell(context.ui, options.target, restored);
  }

 private:
  Result<std::string> target(Context& context, const registry::ReadingAccess& access, int fd) const {
    if (m_target) {
      return *m_target;
    }
    ROG_TRY_ASSIGN(const bundle::Outline outline, bundle::read_outline(context.fs, fd, m_file, access.trust));
    // Where the labels cannot be read, restore() says so; the name is then never used.
    return outline.layout.name.empty() ? std::string("bundle") : outline.layout.name;
  }

  struct Wanted {
    std::set<std::uint64_t> items;
    std::optional<bundle::Report> refused;  ///< where the first look found something: that, and not the names, is told
  };

  /// Numbers are taken as they are; names need a first look inside.
  Result<Wanted> wanted_items(Context& context, const registry::ReadingAccess& access, int fd) const {
    std::set<std::uint64_t> items;
    std::vector<std::string> names;
    for (const std::string& wanted : m_wanted) {
      if (const Result<std::uint64_t> number = parse_number(wanted, 1, bundle::k_most_items, "the item")) {
        items.insert(*number);
      } else {
        names.push_back(wanted.ends_with('/') ? wanted.substr(0, wanted.size() - 1) : wanted);
      }
    }
    if (names.empty()) {
      return Wanted{.items = std::move(items), .refused = std::nullopt};
    }
    Finder finder(names);
    ROG_TRY_ASSIGN(bundle::Report report,
                   bundle::verify(context.fs, fd, m_file, access.trust,
                                  {.identities = access.identities, .file_key = nullptr}, finder, context.progress));
    if (report.verdict != bundle::Verdict::pass) {
      return Wanted{.items = {}, .refused = std::move(report)};
    }
    if (const std::vector<std::string> missing = finder.missing(); !missing.empty()) {
      return fail(
          Error(ErrorCode::not_found, "no item is named " + missing.front()).next("rogatory bundle list " + m_file));
    }
    items.insert(finder.items.begin(), finder.items.end());
    return Wanted{.items = std::move(items), .refused = std::nullopt};
  }

  Result<int> tell(Ui& ui, const std::string& target, const Restored& restored) const {
    ui.document(document(m_file, target, restored));
    if (restored.report.verdict != bundle::Verdict::pass) {
      show_report(ui, m_file, restored.report);
      ui.line("Nothing was opened.");
      return restored.report.exit_status() == 0 ? base::exit_status(ErrorCode::wrong_key)
                                                : restored.report.exit_status();
    }
    for (const Restored::Changed& change : restored.changed) {
      ui.warn("item " + std::to_string(change.item) + " was named " + change.was + " and is now " + change.is + ": " +
              change.reason);
    }
    ui.line({{"opened ", Tone::good},
             {base::counted(restored.files, "file") + ", " +
              base::counted(restored.directories, "directory", "directories") + ", " +
              base::human_size(restored.bytes) + " into "},
             {target, Tone::strong}});
    show_report(ui, m_file, restored.report);
    return 0;
  }

  std::string m_file;
  std::optional<std::string> m_target;
  std::vector<std::string> m_wanted;
  ReadingOptions m_reading;
};

}  // namespace

std::unique_ptr<Command> make_bundle_open() { return std::make_unique<BundleOpen>(); }

}  // namespace rogatory::cmd
