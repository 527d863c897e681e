// rogatory bundle verify FILE…
#include <map>

#include "bundle/verify_many.hpp"
#include "cmd/bundle_report.hpp"
#include "cmd/command.hpp"
#include "cmd/reading_options.hpp"
#include "cmd/verify_summary.hpp"

namespace rogatory::cmd {
namespace {

using bundle::Report;

/// Tells one report after the other, and of several the summary at the end.
class Telling {
 public:
  Telling(Ui& ui, bool keys_named, bool several) : m_ui(ui), m_keys_named(keys_named), m_several(several) {}

  void take(const std::string& file, Result<Report> report) {
    if (report) {
      tell(file, *report);
    } else if (m_several) {
      show_not_checked(m_ui, file, report.error());
      m_documents.push_back(not_checked_document(file, report.error()));
      m_summary.add(file, report.error());
    } else {
      m_error = std::move(report).error();
    }
    if (m_several) {
      m_ui.line("");
    }
    m_ui.flush();
  }

  /// The exit status. An Error: of a single file that could not be checked.
  Result<int> finish() {
    if (m_error) {
      return fail(*std::move(m_error));
    }
    const int status = m_summary.exit_status();
    Json::Object document{{"bundles", std::move(m_documents)}, {"status", status}};
    if (m_several) {
      m_summary.show(m_ui);
      document["summary"] = m_summary.document();
    }
    m_ui.document(std::move(document));
    return status;
  }

 private:
  void tell(const std::string& file, Report& report) {
    if (report.wrong_key && !m_keys_named) {
      // The home's keys were tried in passing; a bundle for somebody else is no failure of this check.
      report.wrong_key = false;
      std::erase(report.not_proven, "what is inside (no key fits)");
      report.not_proven.emplace_back("what is inside (no key of this home opens it)");
    }
    show_report(m_ui, file, report);
    m_documents.push_back(report_document(file, report));
    m_summary.add(file, report);
  }

  Ui& m_ui;
  const bool m_keys_named;
  const bool m_several;
  VerifySummary m_summary;
  Json::Array m_documents;
  std::optional<Error> m_error;
};

class BundleVerify : public Command {
 public:
  void setup(Options& options) override {
    options.arguments("FILE", m_files, "bundles to verify");
    m_reading.setup(options);
  }

  [[nodiscard]] Help help() const override {
    return {
        .about =
            "Checks who sealed a bundle and that not a bit was changed since. Without a key the outside is checked: "
            "PASS (outside). With a key (--identity, or the home's where it is unlocked) the content too: PASS. "
            "The table of checks stands in rogatory-bundle(5), and a recipe that needs stock tools only. Several "
            "bundles "
            "are checked one after the other, a summary stands at the end, and those that are links of one chain prove "
            "each other's place in it.",
        .examples = {{"rogatory bundle verify evidence.rog", "trust the peers of this home"},
                     {"rogatory bundle verify case-42/*.rog", "many, with one summary"},
                     {"rogatory bundle verify --trust roots.txt --identity key.txt evidence.rog", "without a home"}},
        .exits = {{0, "PASS or PASS (outside), of several bundles all"},
                  {3, "of several: nothing is wrong with those that were checked, but one could not be"},
                  {12, "the outside passes, and none of the keys given opens it"},
                  {20, "FAIL: a hash, tag or signature is wrong (of several the first of 20, 23, 24, 21, 22 decides)"},
                  {21, "INCOMPLETE: a part, a card or the predecessor is missing"},
                  {22, "UNTRUSTED: valid, but the authority or the officer is not trusted"},
                  {23, "FAIL: two different cards of one version"},
                  {24, "FAIL: not a bundle, or not in its one form"}},
    };
  }

  Result<int> run(Context& context) override {
    ROG_TRY_ASSIGN(const registry::ReadingAccess access, m_reading.access(context, registry::KeyUse::if_open, m_files));
    Telling telling(context.ui, access.keys_named, m_files.size() > 1);
    ROG_TRY(bundle::verify_many(
        context.fs, each_once(context), access.trust, {.identities = access.identities, .file_key = nullptr},
        [&](const std::string& file, Result<Report> report) { telling.take(file, std::move(report)); },
        context.progress));
    return telling.finish();
  }

 private:
  /// A file that is named twice, or by two names, is one bundle: counting it twice would make two of it.
  std::vector<std::string> each_once(Context& context) const {
    std::map<std::pair<dev_t, ino_t>, std::string> seen;
    std::vector<std::string> files;
    for (const std::string& file : m_files) {
      const auto status = context.fs.stat_at(AT_FDCWD, file, 0);
      if (status) {
        const auto [first, is_new] = seen.emplace(std::pair(status->st_dev, status->st_ino), file);
        if (!is_new) {
          context.ui.warn(file + " is the same file as " + first->second + ": it is checked and counted once");
          continue;
        }
      }
      files.push_back(file);
    }
    return files;
  }

  std::vector<std::string> m_files;
  ReadingOptions m_reading;
};

}  // namespace

std::unique_ptr<Command> make_bundle_verify() { return std::make_unique<BundleVerify>(); }

}  // namespace rogatory::cmd
