// rogatory ledger take FILE
#include "registry/ledger_take.hpp"
#include "base/text.hpp"
#include "cmd/command.hpp"
#include "cmd/home_access.hpp"
#include "cmd/ledger_report.hpp"

namespace rogatory::cmd {
namespace {

using ledger::TakenLog;
using ledger::Taking;

class LedgerTake : public Command {
 public:
  void setup(Options& options) override {
    options.argument("FILE", m_file, "a git bundle file that another party wrote with ledger give");
  }

  [[nodiscard]] Help help() const override {
    return {
        .about =
            "Takes in what another party holds of a case. A log is taken where it continues the one that is here, "
            "file by file, and every new entry verifies; one that does not is refused as a whole and named, and the "
            "others are taken. A case that is not here yet is made, if its opener is a peer of this home and names "
            "us as a party. Nobody's word is needed for our own logs: they are not taken; but another history that "
            "our log key signed is kept as a fork, and then our log is written no more (ledger reopen).",
        .examples = {{"rogatory ledger take /media/courier/3f9a.ledger", "what the courier brought"}},
        .exits = {{0, "everything that was new is here"},
                  {10, "no such file, or no log in it"},
                  {11, "another program is writing into the case"},
                  {20, "a log that is here was changed, or an entry is not what was signed"},
                  {21, "it continues what is not here: ask for the whole case"},
                  {22, "an authority or an officer is not trusted (peer add)"},
                  {23, "two signed histories of one log: both checkpoints are kept, the log is frozen; ours too"},
                  {24, "not a ledger, or not in its one form"},
                  {31, "the opener does not name us as a party; the file is too large"},
                  {50, "no space left"}}};
  }

  Result<int> run(Context& context) override {
    ROG_TRY_ASSIGN(const registry::Home home, open_home(context));
    Result<registry::TakenLedger> result =
        registry::take_ledger(home, m_file, context.options.states, context.progress);
    if (!result) {
      return fail(about_handed_file(std::move(result).error()));
    }
    const registry::TakenLedger& taken = *result;
    m_ourselves = home.authority();
    Ui& ui = context.ui;
    ui.line({{taken.is_new ? "took a new case, " : "took into the case ", Tone::good},
             {taken.case_id.text(), Tone::strong}});
    int status = 0;
    Json::Array logs;
    for (const TakenLog& log : taken.report.logs) {
      show(ui, log);
      logs.push_back(document_of(log));
      status = status == 0 ? status_of(log) : status;
    }
    for (const std::string& ref : taken.report.strange) {
      ui.warn(ref + " in it is the name of no log, and was left out");
    }
    advise(ui, taken);
    ui.document(Json::Object{{"authority", home.authority()},
                             {"case", taken.case_id.text()},
                             {"logs", std::move(logs)},
                             {"new", taken.is_new},
                             {"opener", taken.opener}});
    return status;
  }

 private:
  static std::vector<std::string> reasons_of(const TakenLog& log) {
    std::vector<std::string> reasons;
    if (log.fork) {
      reasons.push_back("its key signed two histories, which differ from entry " + std::to_string(log.fork->common) +
                        " on: both checkpoints are kept, and nothing of it is taken any more");
    } else if (log.why) {
      reasons.push_back(log.why->sentence());
    }
    for (const base::Finding& finding : log.findings) {
      reasons.push_back(std::string(finding.check->name) + ": " + finding.detail);
    }
    return reasons;
  }

  static std::string word_of(Taking taking) {
    return taking == Taking::given_up ? "given up" : std::string(ledger::text_of(taking));
  }

  static int status_of(const TakenLog& log) {
    if (log.taking == Taking::forked) {
      return base::exit_status(ErrorCode::fork);
    }
    if (log.taking != Taking::refused) {
      return 0;
    }
    return base::exit_status(log.findings.empty() ? log.why->code() : base::worst(log.findings));
  }

  static void show(Ui& ui, const TakenLog& log) {
    const bool is_taken = log.taking == Taking::added || log.taking == Taking::grown;
    const bool is_bad = log.taking == Taking::refused || log.taking == Taking::forked;
    std::string counts = " " + base::counted(is_bad ? log.had : std::max(log.had, log.has), "entry", "entries");
    if (log.taking == Taking::grown) {
      counts += ", " + std::to_string(log.has - log.had) + " of them new";
    }
    ui.line({{"  log        "},
             {log.log.text(), Tone::strong},
             {" "},
             {word_of(log.taking), is_taken ? Tone::good
                                   : is_bad ? Tone::bad
                                            : Tone::plain},
             {"," + counts + (is_bad ? " stay here as they were" : "")}});
    if (log.taking == Taking::given_up) {
      ui.line("    because    its key signed two histories; " + log.log.authority + " goes on with its next log");
    }
    for (const std::string& reason : reasons_of(log)) {
      ui.line("    because    " + reason);
    }
  }

  static Json document_of(const TakenLog& log) {
    Json::Array reasons;
    for (const std::string& reason : reasons_of(log)) {
      reasons.emplace_back(base::to_utf8_lossy(reason));
    }
    return Json::Object{{"entries", log.has},       {"had", log.had},
                        {"log", log.log.text()},    {"reasons", std::move(reasons)},
                        {"status", status_of(log)}, {"taking", ledger::text_of(log.taking)}};
  }

  void advise(Ui& ui, const registry::TakenLedger& taken) const {
    for (const TakenLog& log : taken.report.logs) {
      if (log.taking == Taking::own && log.has > log.had) {
        ui.warn("the file has " + std::to_string(log.has) + " entries of our own log " + log.log.text() +
                ", this home " + std::to_string(log.had) +
                ": it came back from a copy. Go on with rogatory ledger reopen " + taken.case_id.text().substr(0, 12) +
                " --from " + m_file);
      }
      if (log.taking == Taking::forked) {
        advise_of_fork(ui, taken, log);
      }
      if (log.why && !log.why->next_step().empty() && !log.fork) {
        ui.note("Next, for " + log.log.text() + ": " + log.why->next_step());
      }
    }
    for (const ledger::LogReport& log : taken.report.after.logs) {
      if (log.follows && log.follows->reason == ledger::RestartReason::fork) {
        ui.warn(log.log.text() + " goes on after " + log.follows->log.text() + ", whose key signed two histories: " +
                base::counted(log.follows->size, "entry", "entries") + " of it count (ledger verify)");
      }
    }
    show_findings(ui, taken.report.after);
    if (taken.is_new) {
      ui.note("Next: rogatory case take FILE with the key that a party granted you; then rogatory ledger log " +
              taken.case_id.text().substr(0, 12));
    }
  }

  void advise_of_fork(Ui& ui, const registry::TakenLedger& taken, const TakenLog& log) const {
    if (log.log.authority == m_ourselves) {
      ui.note(
          "Next: rogatory card rotate log, then rogatory ledger reopen " + taken.case_id.text().substr(0, 12) +
          " --reason TEXT. Somebody else signed with our log key, or a copy of this home goes on elsewhere: find it");
    } else {
      ui.note("Next: keep " + m_file + " and hand it to every other party and to " + log.log.authority +
              ", by a channel you know: each sees the fork by rogatory ledger take");
    }
  }

  std::string m_file;
  std::string m_ourselves;
};

}  // namespace

std::unique_ptr<Command> make_ledger_take() { return std::make_unique<LedgerTake>(); }

}  // namespace rogatory::cmd
