// rogatory bundle verify FILE…
#include <algorithm>

#include "cmd/bundle_report.hpp"
#include "cmd/command.hpp"
#include "cmd/reading_options.hpp"

namespace rogatory::cmd {
namespace {

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
            "The table of checks stands in rogatory-bundle(5), and a recipe that needs stock tools only.",
        .examples = {{"rogatory bundle verify evidence.rog", "trust the peers of this home"},
                     {"rogatory bundle verify --trust roots.txt --identity key.txt evidence.rog", "without a home"}},
        .exits = {{0, "PASS or PASS (outside)"},
                  {12, "the outside passes, and none of the keys given opens it"},
                  {20, "FAIL: a hash, tag or signature is wrong"},
                  {21, "INCOMPLETE: a part or a card is missing"},
                  {22, "UNTRUSTED: valid, but the authority or the officer is not trusted"},
                  {23, "FAIL: two different cards of one version"},
                  {24, "FAIL: not a bundle, or not in its one form"}},
    };
  }

  Result<int> run(Context& context) override {
    ROG_TRY_ASSIGN(const registry::ReadingAccess access, m_reading.access(context, registry::KeyUse::if_open));
    Json::Array documents;
    std::vector<bundle::Report> reports;
    for (const std::string& file : m_files) {
      ROG_TRY_ASSIGN(bundle::Report report, verify_one(context, access, file));
      show_report(context.ui, file, report);
      documents.push_back(report_document(file, report));
      reports.push_back(std::move(report));
    }
    const int status = worst_status(reports);
    context.ui.document(Json::Object{{"bundles", std::move(documents)}, {"status", status}});
    return status;
  }

 private:
  static Result<bundle::Report> verify_one(Context& context, const registry::ReadingAccess& access,
                                           const std::string& file) {
    ROG_TRY_ASSIGN(const base::Fd fd, bundle::open_bundle(context.fs, file));
    bundle::ContentVisitor nobody;
    ROG_TRY_ASSIGN(bundle::Report report,
                   bundle::verify(context.fs, fd.get(), file, access.trust,
                                  {.identities = access.identities, .file_key = nullptr}, nobody, context.progress));
    if (report.wrong_key && !access.keys_named) {
      // The home's keys were tried in passing; a bundle for somebody else is no failure of this check.
      report.wrong_key = false;
      std::erase(report.not_proven, "what is inside (no key fits)");
      report.not_proven.emplace_back("what is inside (no key of this home opens it)");
    }
    return report;
  }

  static int worst_status(const std::vector<bundle::Report>& reports) {
    std::vector<bundle::Finding> all;
    bool wrong_key = false;
    for (const bundle::Report& report : reports) {
      all.insert(all.end(), report.findings.begin(), report.findings.end());
      wrong_key = wrong_key || report.wrong_key;
    }
    if (!all.empty()) {
      return base::exit_status(bundle::worst(all));
    }
    return wrong_key ? base::exit_status(ErrorCode::wrong_key) : 0;
  }

  std::vector<std::string> m_files;
  ReadingOptions m_reading;
};

}  // namespace

std::unique_ptr<Command> make_bundle_verify() { return std::make_unique<BundleVerify>(); }

}  // namespace rogatory::cmd
