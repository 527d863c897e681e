// rogatory ledger give CASE -o FILE
#include "base/text.hpp"
#include "cmd/command.hpp"
#include "cmd/home_access.hpp"
#include "ledger/git_bundle.hpp"
#include "registry/cases.hpp"

namespace rogatory::cmd {
namespace {

class LedgerGive : public Command {
 public:
  void setup(Options& options) override {
    options.argument("CASE", m_case, "a case of this home, by id, reference or title");
    options.text("-o,--output", m_output, "FILE", "the git bundle file to write (default: CASE.ledger here)");
  }

  [[nodiscard]] Help help() const override {
    return {
        .about =
            "Writes all logs of a case, ours and the others', into one git bundle file for another party, who takes "
            "them in with ledger take. Nothing in it can be read without a key of the case.",
        .examples = {{"rogatory ledger give 3f9a -o /media/courier/3f9a.ledger", "for a party without a network"}},
        .exits = {{0, "FILE is there, whole"},
                  {10, "no such case"},
                  {31, "FILE exists"},
                  {50, "no space left: nothing was written"}}};
  }

  Result<int> run(Context& context) override {
    ROG_TRY_ASSIGN(const registry::Home home, open_home(context));
    registry::KeyRing keys(home, context.passphrases);
    ROG_TRY_ASSIGN(const ledger::CaseId case_id, registry::find_case(home, keys, m_case));
    const std::string repository = registry::case_paths(home, case_id).repository;
    const std::string file = m_output.value_or(case_id.text().substr(0, 12) + ".ledger");
    ROG_TRY_ASSIGN(const std::unique_ptr<ledger::CaseSource> source, ledger::open_repository(repository));
    std::vector<std::string> strange;
    ROG_TRY_ASSIGN(const std::vector<ledger::LogName> logs, source->logs(strange));
    std::vector<std::string> refs;
    Json::Array names;
    for (const ledger::LogName& log : logs) {
      refs.push_back(ledger::ref_of(log));
      names.emplace_back(log.text());
    }
    ROG_TRY(ledger::write_bundle(context.fs, repository, refs, {}, file));
    Ui& ui = context.ui;
    ui.line({{"wrote ", Tone::good}, {file, Tone::strong}});
    ui.line("  case       " + case_id.text());
    ui.line("  logs       " + base::join(texts_of(logs), ", "));
    ui.note("Next: the other party runs rogatory ledger take FILE; its key goes by rogatory case grant");
    ui.document(Json::Object{{"authority", home.authority()},
                             {"case", case_id.text()},
                             {"file", base::to_utf8_lossy(file)},
                             {"logs", std::move(names)}});
    return 0;
  }

 private:
  static std::vector<std::string> texts_of(const std::vector<ledger::LogName>& logs) {
    std::vector<std::string> texts;
    texts.reserve(logs.size());
    for (const ledger::LogName& log : logs) {
      texts.push_back(log.text());
    }
    return texts;
  }

  std::string m_case;
  std::optional<std::string> m_output;
};

}  // namespace

std::unique_ptr<Command> make_ledger_give() { return std::make_unique<LedgerGive>(); }

}  // namespace rogatory::cmd
