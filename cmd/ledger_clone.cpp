// rogatory ledger clone CASE DIR
#include "base/text.hpp"
#include "cmd/case_view.hpp"
#include "cmd/command.hpp"
#include "cmd/reading_options.hpp"
#include "ledger/clone.hpp"
#include "registry/unfinished.hpp"

namespace rogatory::cmd {
namespace {

class LedgerClone : public Command {
 public:
  void setup(Options& options) override {
    options.argument("CASE|DIR", m_case, "a case, by id, reference or title; or a ledger that was cloned");
    options.argument("DIR", m_directory, "the directory to make");
  }

  [[nodiscard]] Help help() const override {
    return {.about =
                "Writes the ledger of a case as plain files, DIR/LOG/…, and its repository as DIR/case.git: everything "
                "that can be checked, by this program without a home or by stock tools (rogatory-ledger(5)), and "
                "nothing that can be read without a key.",
            .examples = {{"rogatory ledger clone 3f9a /media/court/ledger", "for a court or an auditor"}},
            .exits = {{0, "DIR is there, whole"},
                      {10, "no such case"},
                      {31, "DIR exists"},
                      {50, "no space left: nothing was made"}}};
  }

  Result<int> run(Context& context) override {
    ROG_TRY_ASSIGN(const registry::CaseAccess access,
                   m_reading.case_access(context, m_case, registry::KeyUse::if_open));
    if (access.repository.empty()) {
      return fail(Error(ErrorCode::not_found, access.name + " has no repository in it (case.git)")
                      .next("copy the directory itself: cp -r"));
    }
    ROG_TRY_ASSIGN(std::string records, context.records());
    registry::Unfinished unfinished(context.fs, std::move(records));
    const auto announce = [&](const std::string& path) -> Result<void> {
      ROG_TRY_ASSIGN(const std::string temporary, base::canonical_place(path));
      return unfinished.started(temporary);
    };
    ROG_TRY(ledger::clone_case(context.fs, access.repository, m_directory, announce));
    std::vector<std::string> strange;
    ROG_TRY_ASSIGN(const std::unique_ptr<ledger::CaseSource> made, ledger::open_directory(context.fs, m_directory));
    ROG_TRY_ASSIGN(const std::vector<ledger::LogName> logs, made->logs(strange));
    Json::Array names;
    for (const ledger::LogName& log : logs) {
      names.emplace_back(log.text());
      context.ui.line("  log        " + log.text());
    }
    context.ui.line({{"cloned ", Tone::good}, {access.name + " to "}, {m_directory, Tone::strong}});
    context.ui.note("Next: rogatory ledger verify " + m_directory + " --trust DIR|FILE checks it anywhere");
    Json::Object document{{"directory", base::to_utf8_lossy(m_directory)}, {"logs", std::move(names)}};
    if (access.case_id) {
      document["case"] = access.case_id->text();
    }
    context.ui.document(std::move(document));
    return 0;
  }

 private:
  std::string m_case;
  std::string m_directory;
  ReadingOptions m_reading;
};

}  // namespace

std::unique_ptr<Command> make_ledger_clone() { return std::make_unique<LedgerClone>(); }

}  // namespace rogatory::cmd
