// rogatory ledger reopen CASE --reason TEXT [--from DIR|FILE]
#include "base/text.hpp"
#include "cmd/entry_view.hpp"
#include "cmd/home_access.hpp"
#include "cmd/text_option.hpp"
#include "registry/case_reopen.hpp"
#include "registry/cases.hpp"

namespace rogatory::cmd {
namespace {

class LedgerReopen : public Command {
 public:
  void setup(Options& options) override {
    options.argument("CASE", m_case, "a case of this home, by id, reference or title");
    options.text("--reason", m_reason, "why the log begins anew");
    options.text("--from", m_from, "DIR|FILE", "a copy of our log: a cloned ledger or a git bundle file");
  }

  [[nodiscard]] Help help() const override {
    return {.about =
                "Goes on in a case after this home, or the state that it keeps outside of itself, came back from a "
                "copy, or after our log forked. With --from our log is taken back from somebody who holds all of it, "
                "and goes on as if nothing had happened: ask every party for its copy first. Without, a new log is "
                "begun whose first entry says so; what the old one had and this home does not know of no longer "
                "counts. After a fork (two histories of our log, both signed by its key) a new log is begun under a "
                "new log key: its first entry holds both checkpoints, and what both histories have in common counts.",
            .examples = {{"rogatory ledger reopen 3f9a --from /media/de-ca/ledger", "the copy that a party holds"},
                         {"rogatory ledger reopen 3f9a --reason 'disk of 3 May failed, no party has our log'",
                          "begin the next log"},
                         {"rogatory card rotate log, then rogatory ledger reopen 3f9a --reason @why.txt",
                          "the way out of a fork"}},
            .exits = {{0, "the case can be written again"},
                      {4, "the officer may not sign entries, or is expired or revoked"},
                      {10, "no such case or copy"},
                      {12, "wrong passphrase"},
                      {20, "the copy is not what was signed"},
                      {21, "the copy does not have all that this home knows of"},
                      {23, "the copy is another history of our log, signed too; or our log forked, and no copy helps"},
                      {30, "the log can be written as it is"},
                      {31, "after a fork: our card still names the old log key; the clock looks wrong (--clock-ok)"}}};
  }

  Result<void> check() override {
    if (m_from && m_reason.given) {
      return fail(Error(ErrorCode::usage, "--from and --reason exclude each other")
                      .because("a log that came back goes on, and needs no entry that says why"));
    }
    return {};
  }

  Result<int> run(Context& context) override {
    ROG_TRY_ASSIGN(const registry::Home home, open_home(context));
    registry::KeyRing keys(home, context.passphrases);
    registry::ReopenRequest request;
    ROG_TRY_ASSIGN(request.case_id, registry::find_case(home, keys, m_case));
    request.from = m_from;
    if (!m_from) {
      ROG_TRY_ASSIGN(request.reason, read_text(context, m_reason, "Why does the log begin anew?"));
    }
    ROG_TRY_ASSIGN(const registry::ReopenedLog reopened,
                   registry::reopen_case(home, keys, request, writing_of(context), context.clock));
    if (reopened.appended) {
      warn_of_clock(context.ui, *reopened.appended);
    }
    show(context.ui, home, request.case_id, reopened);
    return 0;
  }

 private:
  static void show(Ui& ui, const registry::Home& home, const ledger::CaseId& case_id,
                   const registry::ReopenedLog& reopened) {
    ui.line({{"reopened ", Tone::good}, {case_id.text(), Tone::strong}});
    if (reopened.lost) {
      show_next(ui, reopened, reopened.lost->text(), case_id.text().substr(0, 12));
    } else {
      ui.line("  log        " + reopened.log.text() + " came back with " +
              base::counted(reopened.entries, "entry", "entries"));
    }
    Json::Object document{{"authority", home.authority()},
                          {"case", case_id.text()},
                          {"entries", reopened.entries},
                          {"log", reopened.log.text()}};
    if (reopened.lost) {
      document["held"] = reopened.held;
      document["lost"] = reopened.lost->text();
      document["reason"] =
          ledger::text_of(reopened.is_forked ? ledger::RestartReason::fork : ledger::RestartReason::restored);
    }
    ui.document(std::move(document));
  }

  static void show_next(Ui& ui, const registry::ReopenedLog& reopened, const std::string& lost,
                        const std::string& which) {
    ui.line("  log        " + reopened.log.text() + " is written from now on");
    ui.line("  before     " + lost + ", of which " + base::counted(reopened.entries, "entry", "entries") + " count");
    if (reopened.entries < reopened.held) {
      ui.warn(base::counted(reopened.held - reopened.entries, "entry", "entries") + " of " + lost + ", from " + lost +
              ":" + std::to_string(reopened.entries) +
              " on, no longer count: enter anew what they tell (rogatory ledger log " + which + ")");
    }
    if (reopened.is_forked) {
      ui.note("Next: rogatory ledger give " + which + " -o FILE for every party: both checkpoints stand in " +
              reopened.log.text() + ":0");
    }
  }

  std::string m_case;
  FreeText m_reason;
  std::optional<std::string> m_from;
};

}  // namespace

std::unique_ptr<Command> make_ledger_reopen() { return std::make_unique<LedgerReopen>(); }

}  // namespace rogatory::cmd
